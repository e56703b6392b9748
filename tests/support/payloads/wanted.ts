/** What the profile full would send of the generated payloads if there were room for all. */
import { attributeNamed, isEmptyValue, segmentsOf, general } from '../endpoint/index.ts';
import { withoutIndexes } from '../text/json.ts';
import { memo } from '../memo.ts';
import { atomicityPayloads } from './atomic.ts';
import { invalidPayloads, nullPayloads } from './invalid.ts';
import type { Payload } from './payload.ts';
import type { PayloadOptions } from '../values/types.ts';
import { validPayloads } from './valid.ts';
import type { ClauseId } from '../catalogue.ts';

const makers = {
  valid: validPayloads,
  invalid: invalidPayloads,
  atomic: atomicityPayloads,
  null: nullPayloads,
} as const;
export type PayloadKind = keyof typeof makers;
export const payloadKinds = Object.keys(makers) as readonly PayloadKind[];
export const perKind = <Value>(of: (kind: PayloadKind) => Value): Readonly<Record<PayloadKind, Value>> =>
  Object.fromEntries(payloadKinds.map((kind) => [kind, of(kind)])) as Record<PayloadKind, Value>;

const made = perKind((kind) =>
  memo(
    (options: PayloadOptions): ReadonlyMap<string, Payload> =>
      new Map(makers[kind](options).map((payload) => [payload.id, payload])),
  ),
);

/** The payloads of a kind by id, made once per set of options. */
export const payloadsById = (options: PayloadOptions, kind: PayloadKind): ReadonlyMap<string, Payload> =>
  made[kind](options);

/** A payload, and what there is to know of it before it has a place. */
export interface Candidate {
  readonly kind: PayloadKind;
  readonly payload: Payload;
  /** The attribute that it is about; empty: none. */
  readonly name: string;
  /** That is one that the documents do not show. */
  readonly novel: boolean;
  /** It is about the body, the contact or an attribute as a whole, and not about something inside of one. */
  readonly whole: boolean;
  readonly empty: boolean;
  /** It is the first one of its kind at its place. */
  readonly first: boolean;
}

function isWantedValid({ payload, name, novel, whole, empty }: Candidate): boolean {
  const { id, plain, may } = payload;
  if (may || /^(awkward|realistic)-/.test(id)) return false;
  if (novel) return plain || whole;
  // The documented attributes have cases of their own in which each is sent alone.
  if (plain) return !/^(random-([2-9]|\d\d)|.*-item-identifier-([2-9]|\d\d)|.*-alone)$/.test(id);
  return whole && attributeNamed(name)?.kind === 'text' && empty;
}

const wanted: Readonly<Record<PayloadKind, (candidate: Candidate) => boolean>> = {
  valid: isWantedValid,
  // One value per keyword and place.
  invalid: ({ payload, first }) => !payload.may && first,
  null: () => true,
  // One per attribute: a wrong type, and an identifier of another form; with the right attribute before it.
  atomic: ({ payload, whole }) =>
    whole && payload.id.endsWith('-before') && ['type', 'pattern'].includes(payload.target?.keyword ?? ''),
};

function keywordPlace({ target }: Payload): string {
  return `${target?.keyword ?? ''} ${withoutIndexes(target?.pointer ?? '')}`;
}

/** Every payload that the profile full would send, in the order in which they are made. */
export function candidatesOf(options: PayloadOptions): readonly Candidate[] {
  return payloadKinds.flatMap((kind) => {
    const earlier = new Set<string>();
    return [...payloadsById(options, kind).values()].flatMap((payload) => {
      const { target, value } = payload;
      const [, name = '', ...inside] = segmentsOf(target?.pointer ?? '');
      const first = !earlier.has(keywordPlace(payload));
      if (!payload.may) earlier.add(keywordPlace(payload));
      const candidate = {
        kind,
        payload,
        name,
        novel: options.novel?.includes(name) === true,
        whole: target !== null && inside.length === 0,
        empty: value !== undefined && isEmptyValue(value),
        first,
      };
      return wanted[kind](candidate) ? [candidate] : [];
    });
  });
}

/** The clause under which it is recorded what a server does with a payload that breaks what its target says. */
export function clauseOfPayload({ target }: Pick<Payload, 'target'>): ClauseId {
  const name = segmentsOf(target?.pointer ?? '')[1];
  const attribute = name === undefined ? undefined : attributeNamed(name);
  switch (target?.keyword) {
    case 'additionalProperties':
      return attribute?.malformed ?? general.malformed;
    case 'required':
      return name === undefined ? 'unwrapped-bodies' : (attribute?.malformed ?? general.malformed);
    case 'pattern':
      return attribute?.unknown ?? general.unknown;
    default:
      return name === undefined ? 'unwrapped-bodies' : 'wrong-types';
  }
}
