/**
 * Ways around the documented attributes: every name under which a server of the Rails kind might let a client write what a response shows.
 * They are made from the response schema; what it cannot say is a row of `fixtures/unknown-attributes.json`.
 */
import type { ClauseId } from '../catalogue.ts';
import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { attributeShownAs, controlAttribute, endpoint } from './endpoint.ts';
import { unknownIdentifier } from './identifier.ts';
import { idKey, nameKey } from './response-keys.ts';
import { namesRecords, partsOf, propertiesOf } from './schema.ts';

/** What stands in a row for an identifier that the contact holds, for another one that it could, and for a text of the row's own. */
export const [heldMark, otherMark, textMark] = ['{{held}}', '{{other}}', '{{text}}'] as const;

/** One way around. */
export interface Around {
  readonly id: string;
  readonly description: string;
  /** Where `value` goes: among the attributes, beside the envelope, or into the query. */
  readonly place: 'attributes' | 'body' | 'query';
  readonly value: JsonObject;
  /** The attribute whose records it names; null where it names none. */
  readonly of: string | null;
  readonly clause: ClauseId;
  /** True where a server that did write it could change another record, so that it is not sent to a workspace of others. */
  readonly loopbackOnly: boolean;
  readonly profile: 'nightly';
}

const { envelope, responseSchema } = endpoint;
const contact: JsonObject = propertiesOf(responseSchema)[envelope] ?? {};
const longAgo = '2001-02-03T04:05:06.789Z';
const destroyKey = '_destroy';

const slugOf = (...parts: readonly string[]): string => parts.join('-').replaceAll('_', '-').replaceAll(/-{2,}/g, '-');
const isWritable = (key: string): boolean => endpoint.attributes.some(({ name }) => name === key);

type Draft = Pick<Around, 'id' | 'description' | 'value'> & Partial<Around>;

const rowOf = (draft: Draft): Around => ({
  place: 'attributes',
  of: null,
  clause: 'read-only-attributes-not-written',
  loopbackOnly: false,
  profile: 'nightly',
  ...draft,
});

/** Places beside the attributes where a value may be looked for as well. */
function elsewhere(key: string, value: Json, name: string, clause: ClauseId, of: string | null): readonly Around[] {
  const inside = { [key]: value };
  const base = { of, clause };
  return [
    {
      ...base,
      id: slugOf(name, 'beside-the-envelope'),
      description: `${name} beside the envelope`,
      place: 'body',
      value: inside,
    },
    {
      ...base,
      id: slugOf(name, 'in-an-envelope-within'),
      description: `${name} in an envelope within`,
      value: { [envelope]: inside },
    },
    {
      ...base,
      id: slugOf(name, 'as-nested-attributes'),
      description: `${name} as nested attributes of the contact`,
      value: { [`${envelope}_attributes`]: inside },
    },
    {
      ...base,
      id: slugOf(name, 'in-the-query'),
      description: `${name} in the query`,
      place: 'query',
      value: { ...inside, [envelope]: inside },
    } satisfies Draft,
  ].map((draft) => rowOf(draft as Draft));
}

/** A record within the contact, or a list of such: written through, linked, and taken away. */
function nested(key: string, isList: boolean): readonly Around[] {
  const of = attributeShownAs(key)?.name ?? null;
  const one = isList ? key.replace(/s$/, '') : key;
  const wrap = (value: Json): Json => (isList ? [value] : value);
  const attributes = `${key}_attributes`;
  const named = { [nameKey]: textMark };
  const through = (id: string, description: string, value: JsonObject): Around =>
    rowOf({ id: slugOf(key, id), description, value, of, loopbackOnly: true });
  const linked = (id: string, description: string, value: JsonObject): Around =>
    rowOf({ id: slugOf(key, id), description, value, of });
  const names = [`${one}_id`, `${one}_ids`, `${key}_id`, `${key}_ids`].filter((name) => !isWritable(name));
  return [
    linked('linked', `${key} as an object with an identifier`, { [key]: wrap({ [idKey]: otherMark }) }),
    linked('linked-by-identifier', `${key} as an identifier`, { [key]: wrap(otherMark) }),
    linked('attributes-linked', `${attributes} with an identifier`, { [attributes]: wrap({ [idKey]: otherMark }) }),
    ...[...new Set(names)].map((name) =>
      linked(`linked-as-${name}`, `${key} under the name ${name}`, {
        [name]: name.endsWith('s') ? [otherMark] : otherMark,
      }),
    ),
    ...(of === null ? [] : elsewhere(of, isList ? [otherMark] : otherMark, of, 'unknown-attributes-not-written', of)),
    ...elsewhere(key, wrap({ [idKey]: otherMark }), key, 'read-only-attributes-not-written', of),
    through('renamed', `${key} with another name`, { [key]: wrap(named) }),
    through('attributes-held-renamed', `${attributes} with the identifier that is held and another name`, {
      [attributes]: wrap({ [idKey]: heldMark, ...named }),
    }),
    through('held-renamed', `${key} with the identifier that is held and another name`, {
      [key]: wrap({ [idKey]: heldMark, ...named }),
    }),
    through('attributes-renamed', `${attributes} with another name`, { [attributes]: wrap(named) }),
    through('named', `the name of ${key} alone`, { [`${one}_${nameKey}`]: isList ? [textMark] : textMark }),
    through('attributes-destroyed', `${attributes} with the mark that destroys what is held`, {
      [attributes]: wrap({ [idKey]: heldMark, [destroyKey]: true }),
    }),
  ];
}

/** True for a schema whose values may be objects with keys of their own. */
const isRecord = (schema: JsonObject): boolean =>
  partsOf(schema, responseSchema).some((part) => Object.keys(propertiesOf(part)).length > 0);

function rowsOf(key: string, schema: JsonObject): readonly Around[] {
  const items = schema['items'];
  if (isObject(items)) return isRecord(items) ? nested(key, true) : [];
  if (isRecord(schema)) return nested(key, false);
  if (isWritable(key))
    return key === controlAttribute?.name ? elsewhere(key, textMark, key, 'unknown-attributes-not-written', null) : [];
  const value = namesRecords(key, schema, responseSchema) ? unknownIdentifier : longAgo;
  return elsewhere(key, value, key, 'read-only-attributes-not-written', null);
}

/** Every way around that the response schema gives, each once. */
export const waysAround: readonly Around[] = [
  ...new Map(
    Object.entries(propertiesOf(contact))
      .flatMap(([key, schema]) => rowsOf(key, schema))
      .map((row) => [row.id, row]),
  ).values(),
];

/** A value with its marks filled in. */
export function filled(value: Json, marks: Readonly<Record<string, Json>>): Json {
  if (typeof value === 'string') return Object.hasOwn(marks, value) ? (marks[value] ?? null) : value;
  if (Array.isArray(value)) return value.map((each: Json) => filled(each, marks));
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, marks)]))
    : value;
}

/** A value as the query of a URL, in the notation of Rails: keys within keys in brackets. */
export function queryOf(value: JsonObject): string {
  const pairs = (each: Json, name: string): readonly string[] => {
    if (Array.isArray(each)) return each.flatMap((item: Json) => pairs(item, `${name}[]`));
    if (isObject(each)) return Object.entries(each).flatMap(([key, inner]) => pairs(inner, `${name}[${key}]`));
    return [
      `${encodeURIComponent(name)}=${encodeURIComponent(typeof each === 'string' ? each : JSON.stringify(each))}`,
    ];
  };
  return Object.entries(value)
    .flatMap(([key, each]) => pairs(each, key))
    .join('&');
}
