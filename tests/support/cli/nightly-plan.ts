/** What the nightly job says in its one rolling issue. Pure. */
import type { Report } from '../report/types.ts';
import type { HistoryLine } from '../drift/index.ts';
import { causesIn, driftOf, findingOf } from '../causes/causes.ts';
import { code, prose } from '../render/markdown-text.ts';
import { plural, some } from '../text/lines.ts';

/** The rolling issue is the open one that has this label and this mark. */
export const issueLabel = 'contract-nightly';
export const issueMark = '<!-- neetocrm contract: nightly -->';

/** The mark of the issue of a target, where there are several; the first has the one above. */
export const markFor = (name: string): string =>
  name === issueLabel ? issueMark : `<!-- neetocrm contract: nightly ${name.replace(/[^\w.-]+/g, '_')} -->`;
export const escalationLabel = 'contract-nightly-escalated';

/** So many nights without a verdict in a row are worth a person's time; fewer are the sandbox having a bad night. */
export const patience = 3;

export interface IssuePlan {
  /** What has to be true afterwards: an issue is open, none is, or everything stays as it is. */
  readonly wanted: 'open' | 'closed' | 'as-is';
  readonly escalate: boolean;
  readonly title: string;
  readonly body: string;
  /** Changes only when there is something new to tell: an open issue is commented on no more often than that. */
  readonly digest: string;
  /** What is said when something changed, or when the issue is closed. */
  readonly comment: string;
}

/**
 * Decides about the issue from the last report and what was before it.
 * @param history lines of `history.jsonl`; the line of the present run may be among them
 * @param report null when the run ended without a report that can be read
 * @param link where the run is to be seen, an address
 */
export function planIssue(history: readonly HistoryLine[], report: Report | null, link = ''): IssuePlan {
  if (report === null) return withoutReport(link);
  const name = prose(report.target.name);
  switch (report.verdict) {
    case 'conformant':
      return {
        ...nothing,
        // A run that looked at a part says nothing about the rest.
        wanted: report.partial ? 'as-is' : 'closed',
        comment: `${name} keeps its contract again: the run of ${report.startedAt} was conformant. ${link}`.trim(),
      };
    case 'violated': {
      const causes = redCauses(report);
      return opened(report, link, {
        title: `Contract broken: ${plain(report.target.name)} (${plural(causes.length, 'cause')})`,
        digest: `violated ${causes
          .map((cause) => cause.key)
          .sort()
          .join(' ')}`,
        lines: causes.map((cause) => cause.line),
      });
    }
    case 'error':
      return opened(report, link, {
        title: `Contract run failed: ${plain(report.target.name)}`,
        digest: `error ${report.sandbox.restored === false ? 'not-restored' : 'suite'}`,
        lines:
          report.sandbox.restored === false
            ? ['- **The sandbox contact was not put back.** See the summary of the run.']
            : [],
      });
    case 'inconclusive': {
      const nights = inconclusiveNights(history, report);
      if (nights < patience)
        return { ...nothing, comment: `No verdict about ${name} for ${nights} of ${patience} nights.` };
      const plan = opened(report, link, {
        title: `Contract could not be judged for ${nights} nights: ${plain(report.target.name)}`,
        digest: 'inconclusive',
        lines: [],
      });
      return { ...plan, escalate: true };
    }
  }
}

/** Distinct days (UTC) of the unbroken series of inconclusive runs that the present one ends. */
export function inconclusiveNights(history: readonly HistoryLine[], report: Report): number {
  const earlier = history
    .filter(
      ({ at, target, profile }) => target === report.target.name && profile === report.profile && at < report.startedAt,
    )
    .toSorted((left, right) => left.at.localeCompare(right.at));
  const last = earlier.findLastIndex(({ verdict }) => verdict !== 'inconclusive');
  return new Set([...earlier.slice(last + 1).map(({ at }) => at), report.startedAt].map((at) => at.slice(0, 10))).size;
}

const nothing: IssuePlan = { wanted: 'as-is', escalate: false, title: '', body: '', digest: '', comment: '' };

/** GitHub shows a title as plain text, but mails it: control characters and mentions have no place in it. */
const plain = (text: string): string => text.replace(/[^\w.:-]+/g, '_').slice(0, 80);

/** An issue holds 65,536 characters. */
const shownCauses = 20;
const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

function redCauses(report: Report): readonly { readonly key: string; readonly line: string }[] {
  const causes = causesIn(report)
    .filter(({ severity }) => severity === 'red')
    .map((cause) => {
      const finding = findingOf(cause, report);
      const [drift] = driftOf(cause, report);
      const since = finding?.firstSeen ?? drift?.sightings.firstSeen ?? '';
      const about = [
        ...cause.clauses.slice(0, 5),
        ...(cause.clauses.length === 0 && drift !== undefined ? [drift.rule] : []),
      ];
      const facts = [
        plural(cause.cases.length, 'case'),
        ...(since === '' ? [] : [`since ${prose(since.slice(0, 10))}`]),
        ...(cause.cases[0] === undefined ? [] : [`case ${code(finding?.case ?? cause.cases[0])}`]),
      ];
      const also = cause.alsoSeenAs.length === 0 ? '' : `; also seen as ${prose(short(some(cause.alsoSeenAs, 3)))}`;
      return {
        key: cause.fingerprint,
        line: `- ${code(cause.fingerprint)} ${prose(short(cause.summary))}: ${about.map(code).join(', ')} (${facts.join(', ')})${also}`,
      };
    });
  const accepted = report.acceptedProblems.map((text) => ({ key: text, line: `- ${prose(short(text))}` }));
  return [...causes, ...accepted];
}

function opened(
  report: Report,
  link: string,
  { title, digest, lines }: { readonly title: string; readonly digest: string; readonly lines: readonly string[] },
): IssuePlan {
  const more = lines.length > shownCauses ? [`- and ${lines.length - shownCauses} more`] : [];
  const told = [...lines.slice(0, shownCauses), ...more];
  const facts = [
    `Verdict **${report.verdict}** (exit ${report.exitCode}), target ${code(report.target.name)}, profile ${report.profile}, ` +
      `seed ${report.seed}, run of ${prose(report.startedAt)}, suite ${prose(report.suite.version)}.`,
    ...(link === '' ? [] : [`Run, summary and report: ${link}`]),
  ];
  const reasons = report.reasons.slice(0, 10).map((reason) => `- ${prose(short(reason))}`);
  const body = [facts.join('\n'), told.join('\n'), `Why:\n\n${reasons.join('\n')}`, foot]
    .filter((part) => part !== '')
    .join('\n\n');
  return {
    wanted: 'open',
    escalate: false,
    title,
    body: `${body}\n\n${issueMark}`,
    digest,
    comment: [...facts, ...told].join('\n'),
  };
}

const foot =
  'This issue is kept by the nightly job: it is updated while this lasts and closed by the first conformant run.';

function withoutReport(link: string): IssuePlan {
  const text = [
    'The run ended without a report. Look at its log; if the artefact `contract-journal-<target>` is there, the sandbox contact was ' +
      'not put back: the next run does that first.',
    link,
  ].join('\n\n');
  return {
    wanted: 'open',
    escalate: false,
    title: 'Contract run died without a report',
    body: `${text}\n\n${foot}\n\n${issueMark}`,
    digest: 'no-report',
    comment: text,
  };
}
