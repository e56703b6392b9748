/** What a run sent for attributes that are new, read from its requests. Pure. */

/** JSON types, as the values of one attribute were of. */
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export interface SentOfOne {
  /** Bodies that hold it alone, or with other attributes, with a value that its schema allows. */
  readonly alone: number;
  readonly withOthers: number;
  /** Bodies that hold it with a value that its schema does not allow; null is none of them. */
  readonly wrong: number;
  readonly types: readonly JsonType[];
  /** Lengths in code points of the texts in it, each once, the longest last. */
  readonly lengths: readonly number[];
}

/** By the name of the attribute. */
export type Sent = Readonly<Record<string, SentOfOne>>;

/** Whether the schema of an attribute allows a value. */
export type Allows = (name: string, value: unknown) => boolean;

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

const ascending = (left: number, right: number): number => left - right;

function sentOfOne(name: string, contacts: readonly Readonly<Record<string, unknown>>[], allows: Allows): SentOfOne {
  const holding = contacts.filter((contact) => Object.hasOwn(contact, name));
  const right = holding.filter((contact) => contact[name] !== null && allows(name, contact[name]));
  const alone = right.filter((contact) => Object.keys(contact).length === 1).length;
  const lengths = holding.flatMap((contact) => textsIn(contact[name])).map((text) => [...text].length);
  return {
    alone,
    withOthers: right.length - alone,
    wrong: holding.filter((contact) => contact[name] !== null && !allows(name, contact[name])).length,
    types: [...new Set(holding.map((contact) => typeOf(contact[name])))],
    lengths: [...new Set(lengths)].sort(ascending),
  };
}

/**
 * What was sent for some attributes. Bodies that are no JSON, or hold no contact, are passed over.
 * @param allows - all values unless it is said
 */
export function sentOf(requests: readonly string[], names: readonly string[], allows: Allows = () => true): Sent {
  const contacts = requests.map(contactIn).filter((contact) => contact !== null);
  return Object.fromEntries(names.map((name) => [name, sentOfOne(name, contacts, allows)]));
}
