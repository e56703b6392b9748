/** A new entry of `fixtures/accepted-drift.json`, or everything that speaks against it. */
import type { Report } from '../../report/types.ts';
import { causesIn } from '../../causes/causes.ts';
import { isClauseId } from '../../catalogue.ts';
import { isFingerprint } from '../../text/fingerprint.ts';
import { dateOf, daysBetween, type AcceptedEntry } from './accepted-file.ts';

interface Request {
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
 * The entry for a clause, the fingerprint of a cause or a drift, or the id of a finding, or everything that is wrong with the request at once.
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
  const cause = report === null ? undefined : causesIn(report).find((item) => item.fingerprint === what);
  const isClause = isClauseId(what);
  const seen = cause !== undefined || drift !== undefined || finding !== undefined;
  const unknown = isFingerprint(what)
    ? `The report has neither a cause nor a drift nor a finding ${what}. Its fingerprints are in the summary.md beside it.`
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
  const cases = [
    ...new Set(isClause ? ofClause : (cause?.cases ?? finding?.cases ?? (drift?.example ? [drift.example.case] : []))),
  ];
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
