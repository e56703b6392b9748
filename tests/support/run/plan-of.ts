/** What the worker is told that plays the cases. */
import type { Settings } from '../config/types.ts';
import { randomUUID } from 'node:crypto';
import type { CaseFile } from '../cases/load-cases.ts';
import { payloadShape } from '../cases/rows.ts';
import { createdAtOf, namesOf } from '../endpoint/index.ts';
import { lastReads } from '../play/budget.ts';
import type { ContractPlan } from '../play/plan.ts';
import type { Opening } from '../sandbox/index.ts';
import { budgetOf, restoreShare } from './select.ts';

const lastMinute = 60_000;
/** What the looks at the end take beside the wait before them, in milliseconds. */
const looking = 10_000;

/**
 * What a run keeps of its time for its last looks and reads, in milliseconds: a quarter, and as much as the wait before the last looks
 * takes; never more than a half, nor than a minute.
 */
export function keptForTheEnd({ maxMinutes }: Pick<Settings, 'maxMinutes'>, wait: number): number {
  const all = maxMinutes * 60_000;
  return Math.min(lastMinute, Math.max(all / 4, Math.min(wait + looking, all / 2)));
}

type Given = Pick<ContractPlan, 'settings' | 'claim' | 'end' | 'lateAfter' | 'baseline' | 'firstId' | 'keepExchanges'>;

/**
 * The plan of a run on an opened contact.
 * @param given.files - the cases that are to be played, by file
 * @param given.end - milliseconds since the epoch after which nothing is sent but what puts the contact back
 */
export function planOf({
  opening,
  files,
  ...given
}: Given & {
  readonly opening: Extract<Opening, { readonly kind: 'open' }>;
  readonly files: readonly CaseFile[];
}): ContractPlan {
  const { settings, end, lateAfter } = given;
  const spent = opening.exchanges.length - opening.repeated;
  return {
    ...given,
    initial: opening.snapshot.state,
    reading: opening.snapshot.how,
    createdAt: createdAtOf(opening.exchanges, settings.contactId),
    names: namesOf(opening.exchanges, settings.contactId),
    blind: opening.snapshot.blind,
    budget: budgetOf(settings) - spent - restoreShare(opening.snapshot) - lastReads,
    deadline: end - keptForTheEnd(settings, lateAfter),
    log: opening.log,
    channel: `contract-${randomUUID()}`,
    shape: payloadShape(),
    cases: files.flatMap(({ cases }) => cases.map(({ id }) => id)),
  };
}
