/** The end of a run: a last read settles what it can, and the rest stays open. */
import { look } from './look.ts';
import { abandon, type Said } from './proof.ts';
import type { At } from './read-once.ts';
import type { Event, Model, Script, Step } from './types.ts';
import { stop } from './target-health.ts';

/** What waits for proof and cannot be seen any more. What was free to be accepted or refused leaves nothing open. */
export function leaveOpen(model: Model, reason: string): Said {
  const strong = { ...model, pending: model.pending.filter(({ weak }) => !weak) };
  return strong.pending.length === 0 ? { model: strong, said: [] } : abandon(strong, reason);
}

/** Reads a last time, so that everything that waits for proof is settled. */
export function* finish(start: Model, { at, case: caseId }: Extract<Event, { type: 'finish' }>): Script {
  let so: At = { model: start, said: [], at };
  if (Object.keys(start.known).length === 0 && start.pending.length === 0)
    return yield* stop(so, 'unavailable', 'No response of this run has shown what the contact holds.');
  const reason = start.reading === null ? 'the contact cannot be read' : 'no later response showed it';
  if (start.reading !== null) so = yield* look(so, caseId);
  // A read may show less than an update does: what it leaves open is looked at once more, by an update that changes nothing.
  if (so.model.reading === 'get' && so.model.pending.some(({ weak }) => !weak))
    so = yield* look({ ...so, model: { ...so.model, reading: 'unknown-attribute' } }, caseId);
  const { model, said } = leaveOpen(so.model, reason);
  return { model, judgements: [...so.said, ...said], ask: { type: 'nothing' } } satisfies Step;
}
