/** What has to be settled before a request that would cover the traces of an earlier one. */
import type { JsonObject } from '../types.ts';
import type { Session } from './session.ts';
import { read } from './settle.ts';

/** Reads before a request that would overwrite what a refused request may have written. */
export async function settleBefore(session: Session, sent: JsonObject | null): Promise<void> {
  if (sent === null || session.reading === null) return;
  const covered = session.memory.pending.some(
    (pending) => !pending.weak && Object.keys(pending.sent).some((key) => Object.hasOwn(sent, key)),
  );
  if (covered) await read(session);
}
