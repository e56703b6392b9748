/** The files that a run is compared with: baseline, accepted drift, history. */
import type { Settings } from '../config/types.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { messageOf, SuiteFault } from '../errors.ts';
import { makeDirectory } from '../files/directory.ts';
import { fileNameOf } from '../files/name.ts';
import { readLog, readText } from '../files/read.ts';
import { whyOf } from '../files/error-reason.ts';
import { appendLine } from '../files/write.ts';
import {
  isBaseline,
  parseAccepted,
  parseHistory,
  type AcceptedFile,
  type Baseline,
  type HistoryLine,
} from '../drift/index.ts';

/** Where the baseline of a target is kept. */
export const baselineFileOf = (target: string, root: string): string =>
  path.join(root, 'fixtures', 'baselines', `${fileNameOf(target)}.json`);

/** Where accepted deviations are kept. */
export const acceptedFileOf = (root: string): string => path.join(root, 'fixtures', 'accepted-drift.json');

/** The baseline that a run is compared with, or null when it is compared with none. */
export function baselineFile(settings: Settings, root: string): string | null {
  if (settings.baseline === 'none') return null;
  if (settings.baseline !== null) return settings.baseline;
  const file = baselineFileOf(settings.target.name, root);
  return existsSync(file) ? file : null;
}

type Parsed = { readonly schemaVersion?: unknown } | null | undefined;

/** Why a value is no baseline that this version reads. */
function unusable(value: Parsed): string {
  if (value === undefined) return 'it is not whole JSON, and may have been cut short';
  const version = value?.schemaVersion;
  return version === 1
    ? 'it does not hold a baseline'
    : `it has the schema version ${version === undefined ? 'none' : JSON.stringify(version)}, and this suite reads 1`;
}

/**
 * Reads a baseline.
 * @throws SuiteFault with a sentence that says what to do, when the file cannot be read, is cut short or has another version
 */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readText(file).catch((error: unknown) => {
    if (error instanceof SuiteFault) throw error;
    throw new SuiteFault(
      `The baseline ${file} cannot be read (${messageOf(error)}). Name another with --baseline, or use --baseline none.`,
    );
  });
  const value = parsed(text);
  if (isBaseline(value)) return value;
  throw new SuiteFault(
    `The baseline ${file} cannot be used: ${unusable(value)}. Delete it and accept a new one with \`npm run baseline:accept\`, or name another with --baseline.`,
  );
}

function parsed(text: string): Parsed {
  try {
    return JSON.parse(text) as Parsed;
  } catch {
    return undefined;
  }
}

/** Reads `fixtures/accepted-drift.json`; an absent file accepts nothing. */
export async function readAccepted(root: string): Promise<AcceptedFile> {
  const file = acceptedFileOf(root);
  if (!existsSync(file)) return { entries: [] };
  try {
    return parseAccepted(await readText(file));
  } catch (error) {
    throw new SuiteFault(
      `${file} cannot be used: ${messageOf(error).replace(/\.$/, '')}. Mend it, or delete it: without it nothing is accepted.`,
      { cause: error },
    );
  }
}

/** Where the history of a run is. */
export const historyFile = (settings: Settings): string =>
  settings.history ?? path.join(settings.reportDir, 'history.jsonl');

/** Reads the history; lines that are cut short are passed over. */
export async function readHistory(file: string): Promise<readonly HistoryLine[]> {
  return existsSync(file) ? parseHistory(await readLog(file)) : [];
}

const historyAdvice = 'Name another with --history, or make room.';

/** Why a history takes no more lines, and what to do. */
export const historyFault = (file: string, why: string): string =>
  `The history could not be written to ${file}: ${why}. ${historyAdvice}`;

/**
 * Adds a line to the history.
 * @throws SuiteFault when it cannot be written; then it is as it was
 */
export async function writeHistory(file: string, line: HistoryLine): Promise<void> {
  try {
    await makeDirectory(path.dirname(file));
    await appendLine(file, JSON.stringify(line));
  } catch (cause) {
    throw new SuiteFault(historyFault(file, whyOf(cause)), { cause });
  }
}
