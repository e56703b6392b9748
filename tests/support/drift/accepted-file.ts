/** `fixtures/accepted-drift.json` as text: reading it with line numbers, writing it sorted, checking a new entry. */
import { isClauseId } from '../catalogue.ts';
import type { Report } from '../types.ts';
import { dateOf, daysBetween } from './accept.ts';
import { isFingerprint } from '../text/fingerprint.ts';
import type { AcceptedEntry, AcceptedFile } from './types.ts';

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
 * @throws SyntaxError when it is not JSON, and TypeError when it does not hold entries; both messages say what to mend
 */
export function parseAccepted(text: string): AcceptedFile {
  const value: unknown = JSON.parse(text);
  const entries = typeof value === 'object' && value !== null ? (value as { entries?: unknown }).entries : undefined;
  if (!Array.isArray(entries)) throw new TypeError('It holds no list "entries".');
  const bad = entries.findIndex((entry) => !isEntry(entry));
  const lines = linesOf(text);
  if (bad !== -1) {
    throw new TypeError(
      `Entry ${bad + 1} (line ${lines[bad] ?? '?'}) needs target, because, since, until, and either clause or fingerprint.`,
    );
  }
  return { entries: entries as readonly AcceptedEntry[], lines };
}

const keyOf = (entry: AcceptedEntry): string => `${entry.target} ${entry.clause ?? ''} ${entry.fingerprint ?? ''}`;

/** The entries with one more, sorted; `replaced` is what was there for the same thing. */
export function withEntry(
  entries: readonly AcceptedEntry[],
  entry: AcceptedEntry,
): { readonly entries: readonly AcceptedEntry[]; readonly replaced: AcceptedEntry | null } {
  const replaced = entries.find((other) => keyOf(other) === keyOf(entry)) ?? null;
  const all = [...entries.filter((other) => other !== replaced), entry];
  return { entries: all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)), replaced };
}

export interface Request {
  readonly what: string;
  readonly because: string | undefined;
  readonly until: string | undefined;
  readonly link: string | undefined;
  readonly target: string;
}

function problemsWithDate(until: string | undefined, today: string): readonly string[] {
  if (until === undefined || until === '') return ['--until YYYY-MM-DD is missing: an acceptance has an end.'];
  if (dateOf(until) === null) return [`--until ${until} is not a calendar date. Write it as YYYY-MM-DD.`];
  const left = daysBetween(today, until);
  if (left < 0) return [`--until ${until} is in the past (today is ${today}).`];
  return left > 366 ? [`--until ${until} is more than a year away. Accept it for a while, and look again.`] : [];
}

function isLink(link: string): boolean {
  const url = URL.canParse(link) ? new URL(link) : null;
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

/**
 * The entry for a clause, a fingerprint or the id of a finding, or everything that is wrong with the request at once.
 * @param report where the thing is looked up; null when there is none, then only clauses are known
 * @param today YYYY-MM-DD (UTC)
 */
export function newEntry(
  request: Request,
  report: Report | null,
  today: string,
): { readonly entry: AcceptedEntry } | { readonly problems: readonly string[] } {
  const { what, because, until, link } = request;
  const drift = report?.drift.find((item) => item.fingerprint === what);
  const finding = report?.findings.find((item) => item.id === what);
  const isClause = isClauseId(what);
  const seen = report !== null && (drift !== undefined || finding !== undefined);
  const unknown = isFingerprint(what)
    ? `The report has neither a drift nor a finding ${what}. Its fingerprints are in reports/summary.md.`
    : `No clause has the id ${what}. The ids are in schemas/clauses.json.`;
  const problems = [
    ...(isClause || seen ? [] : [unknown]),
    ...(because === undefined || because.trim() === '' ? ['--because "…" is missing: say why it is tolerated.'] : []),
    ...problemsWithDate(until, today),
    ...(link === undefined || isLink(link) ? [] : [`--link ${link} is not an http(s) address.`]),
  ];
  if (problems.length > 0) return { problems };
  const broken = report?.clauses.find((clause) => clause.id === what)?.cases ?? {};
  const ofClause = Object.entries(broken).flatMap(([id, outcome]) =>
    outcome === 'fail' || outcome === 'warn' ? [id] : [],
  );
  const cases = [...new Set(isClause ? ofClause : (finding?.cases ?? (drift?.example ? [drift.example.case] : [])))];
  return {
    entry: {
      target: request.target,
      ...(isClause ? { clause: what } : { fingerprint: what }),
      because: (because ?? '').trim(),
      since: today,
      until: until ?? '',
      ...(link === undefined ? {} : { link }),
      ...(cases.length > 0 ? { cases: cases.sort().slice(0, 20) } : {}),
    },
  };
}
