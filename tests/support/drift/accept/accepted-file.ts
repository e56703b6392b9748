/** `fixtures/accepted-drift.json` as text: reading it with line numbers, and writing it sorted. An acceptance ends with a day, not with a moment. */
import { SuiteFault } from '../../errors.ts';

/** An entry of `fixtures/accepted-drift.json`. One of `clause` and `fingerprint` is set. */
export interface AcceptedEntry {
  readonly target: string;
  readonly clause?: string;
  /** The fingerprint of a cause or of a drift, or the id of a finding. */
  readonly fingerprint?: string;
  readonly because: string;
  /** YYYY-MM-DD. */
  readonly since: string;
  /** YYYY-MM-DD, the last day on which it is accepted. */
  readonly until: string;
  readonly link?: string;
  /** The cases that showed it when it was accepted. It can only be stale where one of these ran. */
  readonly cases?: readonly string[];
}

/** The file as read, with the line (counted from 1) on which each entry begins. */
export interface AcceptedFile {
  readonly entries: readonly AcceptedEntry[];
  readonly lines?: readonly number[];
}

/** The line on which each entry begins: objects at depth 2, outside of strings. */
function linesOf(text: string): readonly number[] {
  const lines: number[] = [];
  let [line, depth, quoted] = [1, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\n') line += 1;
    else if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '{' || character === '[')) {
      depth += 1;
      if (character === '{' && depth === 3) lines.push(line);
    } else if (!quoted && (character === '}' || character === ']')) depth -= 1;
  }
  return lines;
}

const isEntry = (value: unknown): value is AcceptedEntry => {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<Record<keyof AcceptedEntry, unknown>>;
  const texts = [entry.target, entry.because, entry.since, entry.until].every((text) => typeof text === 'string');
  return texts && (typeof entry.clause === 'string') !== (typeof entry.fingerprint === 'string');
};

/**
 * Reads the file.
 * @throws SyntaxError when it is not JSON, and SuiteFault when it does not hold entries; both messages say what to mend
 */
export function parseAccepted(text: string): AcceptedFile {
  const value: unknown = JSON.parse(text);
  const entries = typeof value === 'object' && value !== null ? (value as { entries?: unknown }).entries : undefined;
  if (!Array.isArray(entries)) throw new SuiteFault('It holds no list "entries".');
  const bad = entries.findIndex((entry) => !isEntry(entry));
  const lines = linesOf(text);
  if (bad !== -1) {
    throw new SuiteFault(
      `Entry ${bad + 1} (line ${lines[bad] ?? '?'}) needs target, because, since, until, and either clause or fingerprint.`,
    );
  }
  return { entries: entries as readonly AcceptedEntry[], lines };
}

/** Where an entry stands in the file, for a person who has to delete it. */
export function entryPlace(file: AcceptedFile, index: number): string {
  const entry = file.entries[index];
  const what = entry?.clause === undefined ? `fingerprint ${entry?.fingerprint ?? '?'}` : `clause ${entry.clause}`;
  const line = file.lines?.[index];
  const where = line === undefined ? `entry ${index + 1}` : `line ${line}, entry ${index + 1}`;
  return `fixtures/accepted-drift.json, ${where} (${what}, target ${entry?.target ?? '?'})`;
}

const entryKey = (entry: AcceptedEntry): string => `${entry.target} ${entry.clause ?? ''} ${entry.fingerprint ?? ''}`;

/** The entries with one more, sorted; `replaced` is what was there for the same thing. */
export function withEntry(
  entries: readonly AcceptedEntry[],
  entry: AcceptedEntry,
): { readonly entries: readonly AcceptedEntry[]; readonly replaced: AcceptedEntry | null } {
  const replaced = entries.find((other) => entryKey(other) === entryKey(entry)) ?? null;
  const all = [...entries.filter((other) => other !== replaced), entry];
  return {
    entries: all.sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : entryKey(a) > entryKey(b) ? 1 : 0)),
    replaced,
  };
}

const day = 86_400_000;

/** Milliseconds of a calendar date (UTC), or null when `text` is not one: 2026-02-30 is not. */
export function dateOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time;
}

/** Whole days from `today` to `until`, both YYYY-MM-DD; 0 on the last day, negative afterwards, NaN for no date. */
export const daysBetween = (today: string, until: string): number =>
  Math.round(((dateOf(until) ?? Number.NaN) - (dateOf(today) ?? Number.NaN)) / day);
