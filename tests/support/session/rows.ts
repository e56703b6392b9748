/** Rows for tables of cases: generated payloads by their stable ids, and how each is judged. */
import requestSchema from '../../../schemas/contact-update.request.schema.json' with { type: 'json' };
import { awkwardTexts } from '../fixtures.ts';
import {
  atomicityPayloads,
  invalidPayloads,
  nullPayloads,
  validPayloads,
  type Payload,
  type PayloadOptions,
} from '../payloads/index.ts';
import type { Expectation } from '../oracles/index.ts';
import type { ClauseId, Profile } from '../types.ts';
import type { Need } from './cases.ts';
import { oddOf } from './generated.ts';
import { Stopped } from './stopped.ts';

const sample = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;

/** Options with made-up identifiers: they decide which rows there are, and nothing that is sent. */
const shape: PayloadOptions = {
  schema: requestSchema,
  seed: 0,
  identifiers: {
    company_id: [sample('a')],
    owner_id: [sample('b')],
    tag_ids: [sample('c'), sample('d')],
    field_id: ['field'],
  },
  fixed: { value: 'home' },
  texts: awkwardTexts,
  contactTag: 'contact',
};

const makers = {
  valid: validPayloads,
  invalid: invalidPayloads,
  atomic: atomicityPayloads,
  null: nullPayloads,
} as const;
export type PayloadKind = keyof typeof makers;

const cache = new WeakMap<PayloadOptions, Map<PayloadKind, ReadonlyMap<string, Payload>>>();

function byId(options: PayloadOptions, kind: PayloadKind): ReadonlyMap<string, Payload> {
  const kinds = cache.get(options) ?? new Map<PayloadKind, ReadonlyMap<string, Payload>>();
  cache.set(options, kinds);
  const known = kinds.get(kind) ?? new Map(makers[kind](options).map((payload) => [payload.id, payload]));
  kinds.set(kind, known);
  return known;
}

/** The payload of that id made with this run's identifiers and seed. */
export function payloadFor(options: PayloadOptions, kind: PayloadKind, id: string): Payload {
  const payload = byId(options, kind).get(id);
  if (payload === undefined)
    throw new Stopped('unavailable', `The payload ${id} needs identifiers that are not configured.`);
  return payload;
}

export interface PayloadRow {
  readonly id: string;
  readonly kind: PayloadKind;
  readonly attributes: readonly string[];
  readonly needs: readonly Need[];
  readonly profile: Profile;
  readonly clause: ClauseId;
}

const needNames = new Set<string>([
  'name',
  'email',
  'phone_number',
  'company_id',
  'owner_id',
  'tag_ids',
  'field_values_attributes',
]);

/** Which recorded clause a broken value belongs to. */
export function clauseOfPayload({ target }: Pick<Payload, 'target'>): ClauseId {
  const attribute = target?.pointer.split('/')[2];
  if (target?.keyword === 'additionalProperties' && attribute === undefined) return 'unknown-attributes';
  if (attribute === undefined) return 'unwrapped-bodies';
  if (target?.keyword === 'additionalProperties' || target?.keyword === 'required')
    return attribute === 'field_values_attributes' ? 'malformed-field-values' : 'unknown-attributes';
  if (target?.keyword === 'pattern')
    return attribute === 'company_id'
      ? 'unknown-company'
      : attribute === 'owner_id'
        ? 'unknown-owner'
        : 'tags-unknown-id';
  return 'wrong-types';
}

/** The rows of one kind of payload. `full` says which of them the profile full sends; deep sends all. */
export const payloadRows = (
  kind: PayloadKind,
  options: { readonly keep: (payload: Payload) => boolean; readonly full: (payload: Payload) => boolean },
): readonly PayloadRow[] =>
  [...byId(shape, kind).values()].filter(options.keep).map((payload) => ({
    id: payload.id,
    kind,
    attributes: payload.attributes,
    needs: payload.attributes.filter((name): name is Need => needNames.has(name)),
    profile: options.full(payload) ? 'full' : 'deep',
    clause: clauseOfPayload(payload),
  }));

/** Keeps, of the payloads that break the same keyword at the same place, the first `count`. */
export function firstOfEach(count: number): (payload: Payload) => boolean {
  const seen = new Map<string, number>();
  return ({ target }) => {
    const key = `${target?.keyword ?? ''} ${(target?.pointer ?? '').replace(/\/\d+(?=\/|$)/g, '/*')}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth <= count;
  };
}

/** Nothing is promised about an invalid payload. */
export const recordedAs = (payload: Payload, clause: ClauseId): Expectation => ({
  kind: 'recorded',
  clause,
  odd: oddOf(payload),
});
