/** The words that requests and responses are made of: names, documented values, paths and types. */
import type { Json } from '../text/json.ts';
import errorFile from '../../../schemas/error.schema.json' with { type: 'json' };
import attributesFile from '../../../schemas/contact-update.attributes.json' with { type: 'json' };
import requestFile from '../../../schemas/contact-update.request.schema.json' with { type: 'json' };
import responseFile from '../../../schemas/contact-update.response.schema.json' with { type: 'json' };
import documentedRequest from '../../../fixtures/documented/request.json' with { type: 'json' };
import documentedProse from '../../../fixtures/documented/prose.json' with { type: 'json' };
import documentedResponse from '../../../fixtures/documented/response.json' with { type: 'json' };
import { contactPath, headersFor } from './requests.ts';

/** Prose says what a name means; a response does not repeat it. */
const prose = new Set(['description', 'title', '$comment']);

function* textsIn(value: Json, isSchema: boolean): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value as readonly Json[]) yield* textsIn(item, isSchema);
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) {
      if (isSchema && typeof member === 'string' && prose.has(key)) continue;
      yield key;
      yield* textsIn(member, isSchema);
    }
}

/** What every response may hold whatever the contact holds. */
const wire = [
  '/api/external/v1/contacts/',
  contactPath(''),
  'https://neetocrm.com https://neetocrm.net',
  ...Object.entries(headersFor('')).flat(),
  'application/json; charset=utf-8',
  'text/html; charset=utf-8',
  'text/plain; charset=utf-8',
  'authorization bearer content-length content-encoding cache-control transfer-encoding x-request-id retry-after',
];

const texts: readonly string[] = [
  ...[requestFile, responseFile, errorFile, attributesFile].flatMap((file) => [...textsIn(file as Json, true)]),
  ...[documentedRequest, documentedResponse].flatMap((file) => [...textsIn(file, false)]),
  ...wire,
].map((text) => text.toLowerCase());

const partsOf = (text: string): readonly string[] => text.split(/[^a-z0-9]+/).filter((part) => part !== '');

const sentences: readonly string[] = [...textsIn(documentedProse, false)].map((text) => text.toLowerCase());

const words: ReadonlySet<string> = new Set(texts.flatMap(partsOf));

/**
 * True for a text that responses hold by themselves: it is in a name, a documented value or an address, or made of nothing but such
 * words and digits. In any letter case.
 */
export function isContractText(text: string): boolean {
  const lower = text.toLowerCase();
  if (/^[\d\s:.,+/_tz-]*$/.test(lower)) return true;
  return (
    [...texts, ...sentences].some((each) => each.includes(lower)) ||
    partsOf(lower).every((part) => words.has(part) || /^\d{1,8}$/.test(part))
  );
}
