/** Rows for tables of cases: generated payloads by their stable ids, and how each is judged. */
import type { ClauseId } from '../catalogue.ts';
import type { Profile } from '../config/types.ts';
import type { JsonObject } from '../text/json.ts';
import { segmentsOf } from '../endpoint/index.ts';
import { workedOutOnce } from '../files/sources.ts';
import { memo } from '../memo.ts';
import {
  clauseOfPayload,
  isInFull,
  leftOver,
  payloadKinds,
  payloadsById,
  perKind,
  shapeOptions,
  type Payload,
  type PayloadKind,
} from '../payloads/index.ts';
import type { PayloadOptions } from '../values/types.ts';
import type { Expectation } from '../oracles/index.ts';
import { requestSchema } from '../schemas.ts';
import { profileOf, rowName, type UnknownAttribute } from '../fixtures.ts';
import type { CaseOptions, Need } from './cases.ts';
import { Stopped } from './stopped.ts';

/** The payload of that id made with this run's identifiers and seed. */
export function payloadFor(options: PayloadOptions, kind: PayloadKind, id: string): Payload {
  const payload = payloadsById(options, kind).get(id);
  if (payload === undefined)
    throw new Stopped('unavailable', `The payload ${id} needs identifiers that are not configured.`);
  return payload;
}

export interface PayloadRow {
  readonly id: string;
  /** The slug of its case. */
  readonly slug: string;
  readonly kind: PayloadKind;
  readonly attributes: readonly string[];
  readonly needs: readonly Need[];
  readonly profile: Profile;
  readonly clause: ClauseId;
}

/** Which payloads there are, whatever the seed and the configuration: all that the cases are declared from. */
export interface PayloadShape {
  readonly rows: Readonly<Record<PayloadKind, readonly ShapeRow[]>>;
  /** The slugs of the cases that the profile full has no room for. */
  readonly left: readonly string[];
}

/** A row, and what decides whether a table keeps it. */
type ShapeRow = PayloadRow & Pick<Payload, 'plain' | 'may'>;

/** Atomic payloads and null have ids that say so. */
const prefixes: Readonly<Record<PayloadKind, string>> = { valid: 'valid-', invalid: 'invalid-', atomic: '', null: '' };
const slugOf = (kind: PayloadKind, id: string): string => `${prefixes[kind]}${id}`;

const rowsOf = (kind: PayloadKind): readonly ShapeRow[] =>
  [...payloadsById(shapeOptions(), kind).values()].map((payload) => ({
    id: payload.id,
    slug: slugOf(kind, payload.id),
    kind,
    attributes: payload.attributes,
    needs: payload.attributes as readonly Need[],
    profile: isInFull(kind, payload.id) ? 'full' : 'nightly',
    clause: clauseOfPayload(payload),
    plain: payload.plain,
    may: payload.may,
  }));

const makeShape = (): PayloadShape => ({
  rows: perKind(rowsOf),
  left: payloadKinds.flatMap((kind) => [...leftOver()[kind]].map((id) => slugOf(kind, id))),
});

const shapes = memo((_request: JsonObject) => workedOutOnce('payloads', makeShape));
let taken: PayloadShape | null = null;

/** Which payloads there are. The schemas and the data files decide: they are made once, and again when one of these changes. */
export const payloadShape = (): PayloadShape => taken ?? shapes(requestSchema);

/** Spares a thread from finding out which payloads there are: what started it has done so. */
export function takeShape(given: PayloadShape): void {
  taken = given;
}

/** The slugs of the cases that the profile full has no room for, as new attributes take it; none without any. */
export const leftToNightly = (): readonly string[] => payloadShape().left;

/** The rows of one kind of payload that are kept: those of the profile full, and the others for the profile nightly. */
export const payloadRows = (
  kind: PayloadKind,
  keep: (payload: ShapeRow) => boolean = () => true,
): readonly PayloadRow[] => payloadShape().rows[kind].filter(keep);

/** Which attributes of a payload are not judged by value: those that an invalid payload breaks. */
const oddOf = (payload: Payload): readonly string[] => {
  if (payload.kind !== 'invalid') return [];
  const attribute = segmentsOf(payload.target?.pointer ?? '')[1];
  return attribute === undefined ? payload.attributes : [attribute];
};

/** Nothing is promised about an invalid payload. */
export const recordedAs = (payload: Payload, clause: ClauseId): Expectation => ({
  kind: 'recorded',
  clause,
  odd: payload.may && payload.kind === 'valid' ? payload.attributes : oddOf(payload),
});

/** The case of an attribute that no client may write. */
export const attributeCase = (
  row: UnknownAttribute,
  needs: readonly Need[],
): CaseOptions & { readonly id: string; readonly title: string } => ({
  id: `attribute-${row.id}`,
  title: `${row.description} is not written`.slice(0, 70),
  profile: profileOf(row),
  judges: [row.clause],
  rows: [rowName('unknown-attributes', row)],
  needs,
});
