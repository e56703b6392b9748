/** What a run sent for the three attributes, read from its requests. Pure. */
import { names, type Name } from './schemas.ts';

/** JSON types, as the values of one attribute were of. */
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export interface SentOfOne {
  /** Bodies that hold it alone, or with other attributes, with a value of the type that is documented. */
  readonly alone: number;
  readonly withOthers: number;
  readonly types: readonly JsonType[];
  /** Lengths in code points of the texts in it, each once, the longest last. */
  readonly lengths: readonly number[];
}

export type Sent = Readonly<Record<Name, SentOfOne>>;

const typeOf = (value: unknown): JsonType => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The contact in the body of a request as `play` notes it: method, target and bytes. */
function contactIn(request: string): Readonly<Record<string, unknown>> | null {
  const [, body = ''] = /^\S+ \S+ ([^]*)$/.exec(request) ?? [];
  try {
    const { contact } = JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) as { readonly contact?: unknown };
    return contact !== undefined && typeOf(contact) === 'object'
      ? (contact as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

const documented: Readonly<Record<Name, JsonType>> = { job_title: 'string', address: 'object', languages: 'array' };
const ascending = (left: number, right: number): number => left - right;

function sentOfOne(name: Name, contacts: readonly Readonly<Record<string, unknown>>[]): SentOfOne {
  const holding = contacts.filter((contact) => Object.hasOwn(contact, name));
  const wellTyped = holding.filter((contact) => typeOf(contact[name]) === documented[name]);
  const alone = wellTyped.filter((contact) => Object.keys(contact).length === 1).length;
  const lengths = holding.flatMap((contact) => textsIn(contact[name])).map((text) => [...text].length);
  return {
    alone,
    withOthers: wellTyped.length - alone,
    types: [...new Set(holding.map((contact) => typeOf(contact[name])))],
    lengths: [...new Set(lengths)].sort(ascending),
  };
}

/** What was sent for each of the three. Bodies that are no JSON, or hold no contact, are passed over. */
export function sentOf(requests: readonly string[]): Sent {
  const contacts = requests.map(contactIn).filter((contact) => contact !== null);
  return Object.fromEntries(names.map((name) => [name, sentOfOne(name, contacts)])) as Sent;
}
