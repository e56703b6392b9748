/** Whether what a run writes can be written: found out before anything is sent. */
import type { Settings } from '../config/types.ts';
import path from 'node:path';
import { whyNoFile, whyNoFiles } from '../files/directory.ts';
import { reportAdvice } from '../render/write.ts';
import { journalDirectory, journalMode } from '../sandbox/index.ts';
import { writtenFiles } from './renderings.ts';
import { historyFault, historyFile } from './baseline.ts';

/** What cannot be written, as sentences that say what to do; null: it can be. */
interface Places {
  readonly report: string | null;
  readonly history: string | null;
  readonly journals: string | null;
}

async function reportFault(directory: string): Promise<string | null> {
  const why = await whyNoFiles(directory);
  if (why !== null) return `The report directory ${directory} cannot be written to: ${why}. ${reportAdvice}`;
  for (const file of writtenFiles.map((name) => path.join(directory, name))) {
    const reason = await whyNoFile(file);
    if (reason !== null) return `${file} cannot be written: ${reason}. ${reportAdvice}`;
  }
  return null;
}

async function journalFault({ target }: Settings, root: string): Promise<string | null> {
  if (target.kind === 'mock') return null;
  const directory = journalDirectory(root);
  const why = await whyNoFiles(directory, journalMode);
  return why === null
    ? null
    : `The journal directory ${directory} cannot be written to: ${why}. Without a journal nothing is written to a contact: make it writable.`;
}

/** Tries the directories of report, history and, for a live target, journal: a small file is written there, read back and removed. */
export async function tryPlaces(settings: Settings, root: string): Promise<Places> {
  const file = historyFile(settings);
  const why = await whyNoFile(file);
  return {
    report: await reportFault(settings.reportDir),
    history: why === null ? null : historyFault(file, why),
    journals: await journalFault(settings, root),
  };
}
