/**
 * Which generated payloads the profile full sends. The requests that they may take are those that the described attributes take: an
 * attribute that the data file does not describe takes its requests from theirs, and never from the other cases.
 */
import { attributeNamed, endpoint, isEmptyValue, segmentsOf } from '../endpoint/index.ts';
import type { JsonObject } from '../text/json.ts';
import { memo } from '../memo.ts';
import { atomicityPayloads } from './atomic.ts';
import { invalidPayloads, nullPayloads } from './invalid.ts';
import { shapeOptions } from './options.ts';
import type { Payload, PayloadOptions } from './types.ts';
import { validPayloads } from './valid.ts';

const makers = {
  valid: validPayloads,
  invalid: invalidPayloads,
  atomic: atomicityPayloads,
  null: nullPayloads,
} as const;
export type PayloadKind = keyof typeof makers;
const kinds = Object.keys(makers) as readonly PayloadKind[];
const perKind = <Value>(of: (kind: PayloadKind) => Value): Readonly<Record<PayloadKind, Value>> =>
  Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<PayloadKind, Value>;

/** The payloads of each kind by id, made once per set of options. */
export const payloadsById = memo((options: PayloadOptions) =>
  perKind(
    (kind): ReadonlyMap<string, Payload> => new Map(makers[kind](options).map((payload) => [payload.id, payload])),
  ),
);

const attributeOf = ({ target }: Payload) => attributeNamed(segmentsOf(target?.pointer ?? '')[1] ?? '');
/** True when it is about an attribute as a whole, and not about something inside of one. */
const isWhole = ({ target }: Payload): boolean => segmentsOf(target?.pointer ?? '').length === 2;
/** True when it is about an attribute that the data file has no row for. */
const isNovel = (payload: Payload): boolean => attributeOf(payload)?.described === false;

const isEmpty = ({ value }: Payload): boolean => value !== undefined && isEmptyValue(value);

function isWantedValid(payload: Payload): boolean {
  const { id, plain, may } = payload;
  if (id.startsWith('awkward-') || may) return false;
  if (isNovel(payload)) return plain || isWhole(payload);
  // The described attributes have cases of their own in which each is sent alone.
  if (plain) return !/^(random-([2-9]|\d\d)|.*-item-identifier-([2-9]|\d\d)|.*-alone)$/.test(id);
  return isWhole(payload) && attributeOf(payload)?.kind === 'text' && isEmpty(payload);
}

/** Whether the profile full would send it if there were room for all. */
const wanted: Readonly<Record<PayloadKind, (payload: Payload, earlier: ReadonlySet<string>) => boolean>> = {
  valid: isWantedValid,
  // One value per keyword and place.
  invalid: (payload, earlier) => !payload.may && !earlier.has(placeOf(payload)),
  null: () => true,
  // One per attribute: a wrong type, and an identifier of another form; with the right attribute before it.
  atomic: (payload) =>
    isWhole(payload) && payload.id.endsWith('-before') && ['type', 'pattern'].includes(payload.target?.keyword ?? ''),
};

function placeOf({ target }: Payload): string {
  return `${target?.keyword ?? ''} ${(target?.pointer ?? '').replace(/\/\d+(?=\/|$)/g, '/*')}`;
}

interface Candidate {
  readonly kind: PayloadKind;
  readonly payload: Payload;
  readonly novel: boolean;
  /** Requests that it takes at most, with the update that fills what it may have emptied. */
  readonly cost: number;
}

function candidatesOf(options: PayloadOptions): readonly Candidate[] {
  const made = payloadsById(options);
  return kinds.flatMap((kind) => {
    const earlier = new Set<string>();
    return [...made[kind].values()].flatMap((payload) => {
      const isWanted = wanted[kind](payload, earlier);
      if (!payload.may) earlier.add(placeOf(payload));
      const novel = isNovel(payload);
      return isWanted ? [{ kind, payload, novel, cost: novel && isEmpty(payload) ? 2 : 1 }] : [];
    });
  });
}

/** The request schema without the attributes that the data file does not describe. */
function describedSchema(schema: JsonObject): JsonObject {
  const container = (schema['properties'] as JsonObject)[endpoint.envelope] as JsonObject;
  const properties = Object.entries(container['properties'] as JsonObject).filter(
    ([name]) => attributeNamed(name)?.described === true,
  );
  return {
    ...schema,
    properties: { [endpoint.envelope]: { ...container, properties: Object.fromEntries(properties) } },
  };
}

/** What is given up first stands last: values drawn by chance, then what other cases try too. */
function rankOf({ kind, payload: { id, plain }, novel }: Candidate, isFirst: boolean): number {
  if (id === 'all-attributes') return 0;
  if (isFirst) return 1;
  if (novel) return id.endsWith('-alone') ? 2 : kind === 'valid' && plain ? 3 : 4;
  if (id.startsWith('pair-')) return 5;
  if (id.startsWith('random-')) return 9;
  return { atomic: 6, null: 7, valid: 8, invalid: 8 }[kind];
}

/** What a row is recorded under, as far as that is known here: one of each is played, whatever else has no room. */
const sortOf = ({ kind, payload }: Candidate): string =>
  `${kind} ${payload.target?.keyword ?? ''} ${attributeOf(payload)?.malformed ?? ''} ${attributeOf(payload)?.unknown ?? ''}`;

const allotted = memo((options: PayloadOptions) => {
  const all = candidatesOf(options);
  const hasNovel = endpoint.attributes.some(({ described }) => !described);
  const room = hasNovel
    ? candidatesOf({ ...options, schema: describedSchema(options.schema) }).length
    : Number.POSITIVE_INFINITY;
  const sorts = new Set<string>();
  const ranked = all.map((candidate) => {
    const known = candidate.kind === 'invalid' && !candidate.novel && candidate.payload.target?.keyword !== 'type';
    const isFirst = known && !sorts.has(sortOf(candidate));
    if (isFirst) sorts.add(sortOf(candidate));
    return { candidate, rank: rankOf(candidate, isFirst) };
  });
  let left = room;
  const taken = ranked
    .toSorted((a, b) => a.rank - b.rank)
    .filter(({ candidate }) => {
      const fits = candidate.cost <= left;
      if (fits) left -= candidate.cost;
      return fits;
    });
  return perKind(
    (kind) => new Set(taken.flatMap(({ candidate }) => (candidate.kind === kind ? [candidate.payload.id] : []))),
  );
});

/** True for a generated payload that the profile full sends; the profile deep sends all. */
export const isInFull = (kind: PayloadKind, id: string): boolean => allotted(shapeOptions())[kind].has(id);
