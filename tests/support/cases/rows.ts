/** Rows for tables of cases: generated payloads by their stable ids, and how each is judged. */
import type { ClauseId } from '../catalogue.ts';
import type { Profile } from '../config/types.ts';
import { attributeNamed, general, segmentsOf } from '../endpoint/index.ts';
import {
  isInFull,
  payloadsById,
  shapeOptions,
  type Payload,
  type PayloadKind,
  type PayloadOptions,
} from '../payloads/index.ts';
import type { Expectation } from '../oracles/index.ts';
import type { Need } from './cases.ts';
import { Stopped } from './stopped.ts';

/** The payload of that id made with this run's identifiers and seed. */
export function payloadFor(options: PayloadOptions, kind: PayloadKind, id: string): Payload {
  const payload = payloadsById(options)[kind].get(id);
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

/** Which recorded clause a broken value belongs to. */
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

/** The rows of one kind of payload that are kept: those of the profile full, and the others for the profile deep. */
export const payloadRows = (
  kind: PayloadKind,
  keep: (payload: Payload) => boolean = () => true,
): readonly PayloadRow[] =>
  [...payloadsById(shapeOptions())[kind].values()].filter(keep).map((payload) => ({
    id: payload.id,
    kind,
    attributes: payload.attributes,
    needs: payload.attributes as readonly Need[],
    profile: isInFull(kind, payload.id) ? 'full' : 'deep',
    clause: clauseOfPayload(payload),
  }));

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
