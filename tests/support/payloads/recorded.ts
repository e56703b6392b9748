/** Which recorded clause a broken value belongs to. */
import type { ClauseId } from '../catalogue.ts';
import { attributeNamed, general, segmentsOf } from '../endpoint/index.ts';
import type { Payload } from './types.ts';

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
