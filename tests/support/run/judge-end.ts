/** What the requests that put the contact back come to, before its journal is closed. */
import type { Settings } from '../config/types.ts';
import { judgeRestored, type JudgedRestore, type PutBackRun } from './restored.ts';
import { judgeStored } from './stored.ts';

export interface JudgedEnd extends JudgedRestore {
  /** How many requests were sent to judge them. */
  readonly requests: number;
}

/** Of a contact that was not put back. */
export const unjudgedEnd: JudgedEnd = { findings: [], isBroken: false, requests: 0 };

/** Judges the bytes in which the stored values were answered, and the updates that put them back. */
export async function judgeEnd(settings: Settings, run: PutBackRun): Promise<JudgedRestore> {
  const stored = await judgeStored(settings, { ...run, restored: run.mayLook ? run.restored : null });
  const { findings, isBroken } = await judgeRestored(settings, run);
  return { findings: [...stored, ...findings], isBroken };
}
