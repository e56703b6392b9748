/** The journal of a run: what the contact held, on disk before anything is written to it. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json } from '../text/json.ts';
import journalSchema from '../../../schemas/meta/journal.schema.json' with { type: 'json' };
import packageFile from '../../../package.json' with { type: 'json' };
import { secretsOf } from '../client/index.ts';
import { compile, violations, type ValidateFunction } from '../schemas.ts';
import { SuiteFault } from '../errors.ts';
import { readText, unlessMissing } from '../files/read.ts';
import { writeWhole } from '../files/write.ts';
import { removeDurably } from '../files/remove.ts';
import { homeFieldOf } from '../restore/field.ts';
import type { SandboxFiles } from './paths.ts';
import type { Reading } from '../endpoint/index.ts';
import type { HomeField, Snapshot } from '../restore/types.ts';

export interface Journal {
  readonly schemaVersion: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly target: string;
  readonly baseUrl: string;
  readonly contactId: string;
  /** The mark of the run in addresses; journals of 0.2.0 and before have none. */
  readonly claim?: string;
  readonly how: Reading;
  readonly state: ContactState;
  readonly blind: readonly string[];
  readonly field: HomeField | null;
  /** What the contact held of attributes that were left alone, as somebody else had written to them. */
  readonly left?: ContactState;
  /** True once the contact was put back but for that. */
  readonly settled?: true;
  /** Records that the target was found to take no longer. */
  readonly gone?: Readonly<Record<string, readonly string[]>>;
  readonly note: string;
  readonly pid: number;
  readonly startedAt: string;
}

type JournalRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly journal: Journal; readonly note: string | null }
  | { readonly kind: 'damaged'; readonly message: string };

const noteOnFields =
  'Values of custom fields are never shown by the API, so they cannot be put back: the field named here is reset to the value that is configured for it.';

/** Where a journal and its copy are. */
type Both = Pick<SandboxFiles, 'journal' | 'backup'>;

async function write(files: Both, text: string, advice: string): Promise<void> {
  for (const file of [files.journal, files.backup]) await writeWhole(file, text, { advice, mode: 0o600 });
}

const textFor = (journal: Journal): string => `${JSON.stringify(journal, null, 2)}\n`;

/**
 * Writes a journal that was read once more, with what has become of it since.
 * @throws SuiteFault when the disk does not take it; then it is as it was
 */
export const rewriteJournal = (files: Both, journal: Journal): Promise<void> =>
  write(files, textFor(journal), 'It is the journal of the contact. Make room, or its directory writable.');

/**
 * Writes the journal of a run, twice, and returns it when both are on the disk.
 * @param left - what earlier restores have left alone
 * @throws SuiteFault when the disk does not take it; then nothing may be written to the contact
 */
export async function writeJournal(
  files: Both,
  settings: Settings,
  snapshot: Snapshot,
  now: Date,
  { claim, left = {} }: { readonly claim?: string | undefined; readonly left?: ContactState } = {},
): Promise<Journal> {
  const journal: Journal = {
    schemaVersion: 1,
    suite: { name: packageFile.name, version: packageFile.version },
    target: settings.target.name,
    baseUrl: settings.target.baseUrl,
    contactId: settings.contactId,
    ...(claim === undefined ? {} : { claim }),
    how: snapshot.how,
    state: snapshot.state,
    blind: snapshot.blind,
    field: homeFieldOf(settings),
    ...(Object.keys(left).length === 0 ? {} : { left }),
    note: noteOnFields,
    pid: process.pid,
    startedAt: now.toISOString(),
  };
  const text = secretsOf(settings.apiKey).redact(textFor(journal));
  await write(
    files,
    text,
    'It is the journal of the contact, so nothing was changed. Make room, or its directory writable.',
  );
  return JSON.parse(text) as Journal;
}

/** Deletes a journal with its copy and its log: what is left of them by a process that is killed here is put back once more, and nothing has to be sent. */
export const dropJournal = (files: Both & Pick<SandboxFiles, 'log'>): Promise<void> =>
  removeDurably(files.backup, files.journal, files.log);

let validator: ValidateFunction | null = null;

/** Why a text is no journal, or the journal. */
function parse(text: string): Journal | string {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return text.trim() === '' ? 'is empty' : 'is cut short or not JSON';
  }
  const problem = violations((validator ??= compile(journalSchema)), value)[0];
  return problem === undefined
    ? (value as unknown as Journal)
    : `is not a journal of this version (${problem.pointer} ${problem.message})`;
}

/**
 * Reads a journal that an operator names.
 * @throws Error of the file system when it cannot be read
 */
export async function readJournalFile(file: string): Promise<JournalRead> {
  let text: string | null;
  try {
    text = await unlessMissing(readText(file));
  } catch (error) {
    if (error instanceof SuiteFault) return { kind: 'damaged', message: error.message };
    throw error;
  }
  if (text === null) return { kind: 'none' };
  const journal = parse(text);
  return typeof journal === 'string'
    ? { kind: 'damaged', message: `The journal ${file} ${journal}.` }
    : { kind: 'found', journal, note: null };
}

/** Reads the journal of a contact; when that is damaged or gone, its copy. */
export async function readJournal(files: Both): Promise<JournalRead> {
  const first = await readJournalFile(files.journal);
  if (first.kind === 'found') return first;
  const second = await readJournalFile(files.backup);
  if (first.kind === 'none')
    return second.kind === 'found'
      ? { ...second, note: `The journal ${files.journal} is gone. Its copy was used.` }
      : second;
  return second.kind === 'found' ? { ...second, note: `${first.message} Its copy was used.` } : first;
}
