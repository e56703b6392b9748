/** What makes a run red or warns, cause by cause: what every rendering is drawn from. Pure. */
import type { Report, ReportCause, ReportDrift, ReportFinding } from '../report/types.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { link, type Linked } from './links.ts';
import { hasStatus, isAboutStatus, membersOf, type Member } from './members.ts';
import { plural, some, truncate } from '../text/lines.ts';

type Judged = Pick<Report, 'findings' | 'drift'> & Partial<Pick<Report, 'observed'>>;

const unique = <Item>(items: Iterable<Item>): readonly Item[] => [...new Set(items)];

/** Rule, pointer, was and is: never a case, a seed, prose or a generated value. */
const fingerprintOf = ({ rule, pointer, was, is }: Member): string =>
  fingerprint(`cause-${rule}`, pointer, `${was} → ${is}`);

const casesOf = (linked: readonly Member[]): readonly string[] => unique(linked.flatMap(({ cases }) => [...cases]));

const sentence = (text: string): string =>
  text
    .replace(/^Not steady: [^.]*\. /, '')
    .replace(/ must be \w+(?:,\w+)+(?=\.?$)/, (list) => list.replaceAll(',', ' or '))
    .replace(/ must match pattern ".*"/, ' is not of the documented form')
    .replace(/[.:]+$/, '');

const isShape = ({ drift, pointer, change }: Member): boolean =>
  drift !== null && drift.rule !== 'clause-broken' && pointer !== '' && change !== '';

/** True for a member that says the same as the head, at the same place or at another. */
const isTheSame = (head: Member, member: Member): boolean =>
  member === head ||
  (member.rule === head.rule && (member.clause === head.clause || member.change === head.change)) ||
  (member.rule === 'clause-broken' && member.clause === head.clause) ||
  (member.drift !== null && member.clause === head.clause && member.pointer === head.pointer) ||
  (isShape(member) && (member.attribute === head.attribute || member.clause === head.clause)) ||
  (hasStatus(member) && member.is === head.is);

/** `every 200 became 201, 26 groups of cases`, when the cause is a status in the place of another. */
function statusSummary(linked: Linked, observed: Report['observed'] | undefined): string | null {
  const [head] = linked;
  const changed = linked.find((member) => isAboutStatus(member) && member.is === head.is);
  const was = changed?.was ?? (/^\d{3}$/.test(head.was) ? head.was : null);
  if (was === null || !/^\d{3}$/.test(head.is)) return null;
  const every = observed !== undefined && (observed.statuses[was] ?? 0) === 0;
  const groups = linked.filter((member) => isAboutStatus(member) && member.is === head.is).length;
  const where = groups > 1 ? plural(groups, 'group') + ' of cases' : plural(casesOf(linked).length, 'case');
  return `${every ? 'every ' : ''}${was} became ${head.is}, ${where}`;
}

const types: ReadonlySet<string> = new Set(['null', 'array', 'object', 'string', 'number', 'integer', 'boolean']);

function summaryOf(linked: Linked, observed: Report['observed'] | undefined): string {
  const [head] = linked;
  const status = statusSummary(linked, observed);
  if (status !== null) return status;
  const same = linked.filter((member) => member.finding !== null && isTheSame(head, member));
  const shapes = linked.filter((member) => isShape(member) && member.attribute !== '' && isTheSame(head, member));
  const [shape] = shapes.length > 0 ? shapes : isShape(head) ? [head] : [];
  if (shape !== undefined) {
    const places = unique(shapes.filter(({ change }) => change === shape.change).map(({ pointer }) => pointer));
    return `${some(places, 3)} ${shape.was} → ${shape.is}`;
  }
  // Of what must not be shown at all, the type says nothing.
  const isTyped =
    head.group !== 'leaks' &&
    [head.was, head.is].every((side) => types.has(side)) &&
    head.pointer !== '' &&
    head.was !== head.is;
  if (isTyped) return `${some(unique(same.map(({ pointer }) => pointer)), 3)} ${head.was} → ${head.is}`;
  const said = sentence(head.finding?.message ?? head.drift?.message ?? '');
  const others = unique(same.map(({ pointer }) => pointer)).filter((pointer) => pointer !== head.pointer);
  return others.length === 0 ? said : `${said}; also at ${some(others, 2)}`;
}

/** One sentence per clause or kind of drift that only follows from the head. */
function effectsOf(linked: Linked): readonly string[] {
  const [head, ...rest] = linked;
  const told = new Set(
    linked.filter((member) => isTheSame(head, member) && member.finding !== null).map(({ clause }) => clause),
  );
  const effects = rest.filter(
    (member) => !isTheSame(head, member) && !(member.rule === 'clause-broken' && told.has(member.clause)),
  );
  const clauses = new Map<string, Set<string>>();
  for (const { clause, pointer, rule, drift } of effects)
    if (drift === null || rule === 'clause-broken')
      clauses.set(clause, (clauses.get(clause) ?? new Set()).add(pointer));
  const others = effects.filter(({ drift, rule }) => drift !== null && rule !== 'clause-broken');
  return [
    ...[...clauses].map(([clause, pointers]) => {
      const places = [...pointers].filter((pointer) => pointer !== '');
      return places.length === 0 ? clause : `${clause} at ${some(places, 2)}`;
    }),
    ...unique(others.map(({ rule, was, is, pointer }) => effectLine(rule, was, is, pointer))),
  ];
}

const effectLine = (rule: string, was: string, is: string, pointer: string): string =>
  `${rule}${pointer === '' ? '' : ` at ${pointer}`}${was === '' ? '' : `: ${truncate(was, 40)} → ${truncate(is, 40)}`}`;

const lengthOf = (finding: ReportFinding | null): number =>
  finding?.request == null
    ? Number.POSITIVE_INFINITY
    : finding.request.url.length + (finding.request.body?.length ?? 0);

/** The findings, the one whose request shows the cause in the shortest way first. */
function findingsOf(linked: Linked): readonly Member[] {
  const [head] = linked;
  const all = linked.filter(({ finding }) => finding !== null);
  const direct = all.filter((member) => member.rule === head.rule && member.change === head.change);
  const shortest = [...direct].sort(
    (a, b) => Number(a.isFlaky) - Number(b.isFlaky) || lengthOf(a.finding) - lengthOf(b.finding),
  );
  return [...shortest, ...all.filter((member) => !direct.includes(member))];
}

function causeOf(linked: Linked, observed: Report['observed'] | undefined): ReportCause {
  const broken = linked.filter(({ finding, rule }) => finding !== null || rule === 'clause-broken');
  return {
    fingerprint: fingerprintOf(linked[0]),
    summary: summaryOf(linked, observed),
    severity: linked.some(({ isRed }) => isRed) ? 'red' : 'warning',
    clauses: unique((broken.length > 0 ? broken : linked).map(({ clause }) => clause)).filter(
      (clause) => clause !== '',
    ),
    findings: unique(findingsOf(linked).map(({ id }) => id)),
    drift: unique(linked.filter(({ drift }) => drift !== null).map(({ id }) => id)),
    alsoSeenAs: effectsOf(linked),
    cases: casesOf(linked),
  };
}

/** Two causes with one fingerprint would be accepted with one command: they are one. */
function merged(causes: readonly ReportCause[]): readonly ReportCause[] {
  const known = new Map<string, ReportCause>();
  for (const cause of causes) {
    const before = known.get(cause.fingerprint);
    if (before === undefined) known.set(cause.fingerprint, cause);
    else
      known.set(cause.fingerprint, {
        ...before,
        severity: before.severity === 'red' || cause.severity === 'red' ? 'red' : 'warning',
        clauses: unique([...before.clauses, ...cause.clauses]),
        findings: unique([...before.findings, ...cause.findings]),
        drift: unique([...before.drift, ...cause.drift]),
        alsoSeenAs: unique([...before.alsoSeenAs, ...cause.alsoSeenAs]),
        cases: unique([...before.cases, ...cause.cases]),
      });
  }
  return [...known.values()];
}

/**
 * The causes of a report, red first. A finding and its drift, and the same change in several cases, attributes or statuses,
 * are one cause; what follows from a more direct deviation is an effect of it. What is accepted, additive, could not be judged or
 * was not exercised is no cause.
 */
export function causesOf(report: Judged): readonly ReportCause[] {
  const causes = merged(link(membersOf(report)).map((linked) => causeOf(linked, report.observed)));
  return [...causes].sort((a, b) => Number(a.severity !== 'red') - Number(b.severity !== 'red'));
}

/** The causes as the report has them; made anew for a report of an earlier version. */
export const causesIn = (report: Report): readonly ReportCause[] => report.causes ?? causesOf(report);

/** The finding that shows a cause best; null for one that only a comparison with the baseline shows. */
export const findingOf = (cause: ReportCause, report: Pick<Report, 'findings'>): ReportFinding | null => {
  const own = report.findings.filter(({ id, accepted }) => id === cause.findings[0] && accepted === null);
  return own.find(({ outcome }) => outcome === 'fail' || outcome === 'error') ?? own[0] ?? null;
};

/** The drift of a cause, what says most first: a shape before a status, a status before a broken promise. */
export function driftOf(cause: ReportCause, report: Pick<Report, 'drift'>): readonly ReportDrift[] {
  const own = report.drift.filter(({ fingerprint }) => cause.drift.includes(fingerprint));
  const weight = ({ rule, pointer }: ReportDrift): number =>
    rule === 'clause-broken' ? 3 : rule === 'recorded-changed' ? 2 : pointer === '' ? 1 : 0;
  return [...own].sort((a, b) => weight(a) - weight(b));
}
