/** Status, media type and error shape of the fixed cases, response by response, wherever both runs looked. */
import type { Report, ReportClause } from '../../report/types.ts';
import { endpoint } from '../../endpoint/index.ts';
import { storableName } from '../../observe/index.ts';
import { some } from '../../text/lines.ts';
import type { Baseline } from './baseline-file.ts';
import { responsesOf, heldOf } from './baseline.ts';
import type { Drift, RuleId } from './rules.ts';

interface Line {
  readonly status: string;
  readonly mediaType: string;
  readonly shape: string;
}

function parse(line: string): Line | null {
  const match = /^([1-5]\d\d) (\S+) (.+)$/.exec(line);
  return match === null ? null : { status: match[1] ?? '', mediaType: match[2] ?? '', shape: match[3] ?? '' };
}

interface ResponseChange {
  readonly rule: RuleId;
  readonly was: string;
  readonly is: string;
}

const isJson = (mediaType: string): boolean => /^application\/(?:[a-z0-9.+-]+\+)?json$/.test(mediaType);

/** A status that changed explains whatever else changed in the same response. */
function changesOf(was: string, is: string): readonly ResponseChange[] {
  const [a, b] = [parse(was), parse(is)];
  if (a === null || b === null) return [{ rule: 'unclassified', was, is }];
  if (a.status !== b.status) {
    const rule = a.status[0] === b.status[0] ? 'status-within-class' : 'status-across-class';
    return [{ rule, was: a.status, is: b.status }];
  }
  const changes: ResponseChange[] = [];
  if (a.mediaType !== b.mediaType) changes.push({ rule: 'media-type-changed', was: a.mediaType, is: b.mediaType });
  if (a.shape !== b.shape && changes.length === 0) {
    const recorded = a.shape.startsWith('recorded: ') && b.shape.startsWith('recorded: ');
    changes.push({ rule: recorded ? 'recorded-changed' : 'error-shape-changed', was: a.shape, is: b.shape });
  }
  return changes.length === 0 ? [{ rule: 'unclassified', was, is }] : changes;
}

/** Cases that could be judged. A target that went away answers something else; that is no change of the API. */
export function judgedCases(report: Report): ReadonlySet<string> {
  const unsure = new Set(
    report.cases.flatMap((entry) => (entry.outcome === 'inconclusive' || entry.outcome === 'error' ? [entry.id] : [])),
  );
  const judged = report.clauses.flatMap((clause) =>
    Object.entries(clause.cases).flatMap(([id, outcome]) => (heldOf(outcome) === null || unsure.has(id) ? [] : [id])),
  );
  return new Set(judged);
}

/** The clause that a case is about: of those judged in it, the one that is judged in the fewest cases. */
function mainClause(clauses: readonly ReportClause[], id: string): ReportClause | null {
  const width = (clause: ReportClause): number => Object.keys(clause.cases).length;
  const candidates = clauses.filter((clause) => Object.hasOwn(clause.cases, id));
  return [...candidates].sort((a, b) => width(a) - width(b) || (a.id < b.id ? -1 : 1))[0] ?? null;
}

function classOf(change: ResponseChange, accepted: boolean): Pick<Drift, 'classification'> {
  if (change.rule !== 'media-type-changed') return {};
  return accepted && isJson(change.was) && !isJson(change.is) ? { classification: 'breaking' } : {};
}

/** The shape and the media type of errors are made in one place of a server: all cases are one cause, of one clause. */
function clauseOfChange(change: ResponseChange, own: string | null, accepted: boolean): string | null {
  if (change.rule === 'error-shape-changed') return 'errors-carry-a-message';
  if (change.rule !== 'media-type-changed') return own;
  return accepted ? 'answer-media-type-json' : 'errors-are-json';
}

/**
 * The responses that changed. A cause is the clause together with both sides, so that forty cases of one change are one
 * drift with forty sightings.
 */
export function compareResponses(baseline: Baseline, report: Report): readonly Drift[] {
  const judged = judgedCases(report);
  const causes = new Map<string, { readonly first: Drift; readonly cases: string[] }>();
  const looked = new Map<string, number>();
  let all = 0;
  for (const { case: id, answers: responses } of report.observed.cases) {
    const pinned = new Map(Object.entries(Object.hasOwn(baseline.answers, id) ? (baseline.answers[id] ?? {}) : {}));
    if (pinned.size === 0 || !judged.has(id)) continue;
    const own = mainClause(report.clauses, id)?.id ?? null;
    for (const [label, is] of responsesOf(responses)) {
      const was = pinned.get(label);
      if (was === undefined) continue;
      all += 1;
      looked.set(own ?? '', (looked.get(own ?? '') ?? 0) + 1);
      for (const change of was === is ? [] : changesOf(was, is)) {
        const accepted = parse(was)?.shape === endpoint.envelope;
        const clause = clauseOfChange(change, own, accepted);
        const direction = `${clause ?? ''}: ${change.was} → ${change.is}`;
        const key = `${change.rule} ${direction}`;
        const counts = { seen: 0, of: 0, cases: [] };
        const first: Drift = {
          ...change,
          pointer: '',
          clause,
          direction,
          ...classOf(change, accepted),
          ...counts,
        };
        const cause = causes.get(key) ?? { first, cases: [] as string[] };
        cause.cases.push(id);
        causes.set(key, cause);
      }
    }
  }
  return [...causes.values()].map(({ first, cases }) => {
    const unique = [...new Set(cases)];
    const of = looked.get(first.clause ?? '') ?? all;
    return { ...first, seen: cases.length, of: Math.max(of, cases.length), cases: unique, detail: some(unique, 3) };
  });
}

/** A response of a fixed case that is not what a baseline pins. */
export interface ChangedResponse {
  readonly case: string;
  readonly label: string;
  readonly was: string;
  readonly is: string;
}

/** The names of headers, without those that change by themselves. */
export function compareHeaders(
  baseline: Baseline,
  { observed }: Pick<Report, 'observed'>,
  wider: boolean,
): readonly Drift[] {
  const accepted = observed.shape['']?.of ?? 0;
  if (accepted === 0 || baseline.headers.length === 0) return [];
  const pinned = new Set(baseline.headers);
  const counts = new Map(Object.entries(observed.headers));
  const make = (rule: RuleId, name: string, seen: number): Drift => ({
    ...{ rule, pointer: '', clause: 'answer-header-set', detail: name, direction: name, seen, of: accepted, cases: [] },
    ...(rule === 'header-gone' ? { was: 'present', is: 'absent' } : { was: 'absent', is: 'present' }),
    // More that caches may keep changes what readers see; less changes nothing.
    ...(name === storableName ? { classification: rule === 'header-new' ? 'behavioural' : 'additive' } : {}),
  });
  const gone = baseline.headers.flatMap((name) => {
    const missing = accepted - (counts.get(name) ?? 0);
    return missing > 0 && (!wider || missing === accepted) ? [make('header-gone', name, missing)] : [];
  });
  const fresh = [...counts].flatMap(([name, count]) =>
    !pinned.has(name) && count >= accepted ? [make('header-new', name, count)] : [],
  );
  return [...gone, ...fresh];
}
