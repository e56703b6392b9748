/** Words for what the oracles say of one clause in an exchange. */
import type { ClauseId } from '../../support/catalogue.ts';
import { judgementsOf } from './exchange-mutation.ts';
import type { Scene } from './recording.ts';

/** An exchange, and every outcome of a clause in it as {@link sayings} tells it. */
export type EdgeRow = readonly [what: string, scene: Scene, expected: string];

/** Every outcome of a clause in an exchange, with its pointer, as one text; `silent` when the clause is not judged. */
export function sayings(scene: Scene, clause: ClauseId): string {
  const found = judgementsOf(scene).filter((judgement) => judgement.clause === clause);
  return found.length === 0 ? 'silent' : found.map(({ outcome, pointer }) => `${outcome} ${pointer}`.trim()).join(', ');
}
