/** A report as Markdown, for the summary of a workflow step or a comment on a pull request. */
import type { Report, ReportCause, ReportClause, ReportDrift } from '../report/types.ts';
import { causesIn, driftOf, findingOf } from '../causes/causes.ts';
import { coverageSection, rowsBlocks } from './markdown-coverage.ts';
import { newsBlocks } from './markdown-news.ts';
import { findingBlock } from './markdown-finding.ts';
import { code, codeElement, details, fence, prose, table } from './markdown-text.ts';
import { rankDrift, screensOf } from './rank.ts';
import {
  acceptedEntries,
  columnsOf,
  countsLine,
  groupCounts,
  nameOf,
  notExercised,
  runLine,
  sandboxLines,
  uncompared,
  untilOf,
} from './summary.ts';
import type { News } from '../report/cause-type.ts';
import { neutralLines } from '../text/commands.ts';
import { compact, plural, some, truncate } from '../text/lines.ts';

interface MarkdownOptions {
  /** Bytes at most (61,440). A step summary on GitHub may hold 1 MiB, a comment 65,536 characters. */
  readonly maxBytes?: number;
  /** What is new since the last run; null where there was none. */
  readonly news?: News | null;
}

/**
 * The summary: verdict and why, what is new since the last run, causes, counts by group, other findings, other drift, accepted deviations, what was not exercised, coverage,
 * sandbox. When it would grow over `maxBytes`, whole blocks are left out, the least important first, and it says which.
 */
export function renderMarkdown(report: Report, { maxBytes = 61_440, news = null }: MarkdownOptions = {}): string {
  const clauses = new Map(report.clauses.map((clause) => [clause.id, clause]));
  const causes = causesIn(report);
  const told = new Set(causes.flatMap(({ findings, drift: of }) => [...findings, ...of]));
  const findings = screensOf(report).filter(
    ({ finding }) => finding.outcome === 'inconclusive' || !told.has(finding.id),
  );
  const drift = rankDrift(report.drift).filter(({ fingerprint }) => !told.has(fingerprint));
  const sections: readonly Section[] = [
    { heading: '', name: 'part of the head', blocks: [headOf(report)] },
    { heading: '', name: 'list', blocks: newsBlocks(news) },
    {
      heading: '## Causes',
      name: 'cause',
      blocks: causes.map((cause, at) => causeBlock(cause, report, clauses, at === 0)),
    },
    { heading: '', name: 'table', blocks: [groupTable(report)] },
    {
      heading: '## Findings',
      name: 'finding',
      blocks: findings.map((each, at) =>
        findingBlock(each, clauses.get(each.finding.clause), causes.length === 0 && at === 0),
      ),
    },
    { heading: '## Drift', name: 'drift entry', blocks: drift.map(driftBlock) },
    { heading: '## Accepted', name: 'accepted entry', blocks: acceptedBlocks(report) },
    { heading: '## Not exercised', name: 'table', blocks: notExercisedBlocks(report) },
    {
      heading: '## Request schema coverage',
      name: 'table',
      blocks: [...coverageSection(report.coverage), ...rowsBlocks(report.rows ?? [])],
    },
    { heading: '## Sandbox', name: 'state', blocks: [sandboxBlock(report)] },
  ];
  return neutralLines(assemble(sections, maxBytes));
}

interface Section {
  readonly heading: string;
  /** What one block is called when some are left out. */
  readonly name: string;
  readonly blocks: readonly string[];
}

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** The head and the sandbox always get in; the other sections share what is left in their order. */
function assemble(sections: readonly Section[], maxBytes: number): string {
  const last = sections.at(-1);
  let left = maxBytes - (last === undefined ? 0 : bytesOf(last.heading + last.blocks.join('\n\n')) + 4);
  const parts: string[] = [];
  for (const section of sections) {
    if (section.blocks.length === 0) continue;
    const kept: string[] = [];
    const note = (count: number): string =>
      `_${plural(count, section.name, section.name === 'drift entry' ? 'drift entries' : section.name === 'accepted entry' ? 'accepted entries' : undefined)} left out to keep this short; all of it is in report.json._`;
    left -= section === last ? 0 : bytesOf(section.heading) + 100;
    for (const block of section.blocks) {
      const size = bytesOf(block) + 2;
      if (section !== last && size > left) break;
      kept.push(block);
      left -= section === last ? 0 : size;
    }
    const missing = section.blocks.length - kept.length;
    parts.push(...(section.heading === '' ? [] : [section.heading]), ...kept, ...(missing > 0 ? [note(missing)] : []));
  }
  return `${parts.join('\n\n')}\n`;
}

const marks = { conformant: '✅', violated: '❌', inconclusive: '⚠️', error: '🛑' } as const;

function headOf(report: Report): string {
  const unsafe = report.sandbox.restored === false ? ' · **sandbox not restored**' : '';
  const note = uncompared(report);
  const reasons = report.reasons.slice(0, 30).map((reason) => `- ${prose(truncate(reason, 1_000))}`);
  return [
    `# ${marks[report.verdict]} ${report.verdict} (exit ${report.exitCode})${unsafe}`,
    `Target ${code(report.target.name)} · profile ${code(report.profile)}${report.partial ? ' (partial)' : ''} · seed ${code(String(report.seed))} · ${countsLine(report)}`,
    ...(reasons.length === 0 ? [] : [reasons.join('\n')]),
    ...(note === null ? [] : [`> ${prose(note)}`]),
    `<sub>${prose(runLine(report))}</sub>`,
  ].join('\n\n');
}

function groupTable(report: Report): string {
  const columns = columnsOf(report);
  return table(
    ['group', ...columns.map(nameOf)],
    groupCounts(report).map(({ group, counts }) => [
      prose(group),
      ...columns.map((name) =>
        counts[name] > 0 && (name === 'fail' || name === 'error') ? `**${counts[name]}**` : String(counts[name]),
      ),
    ]),
  );
}

/** A cause as the block of the finding that shows it best, or of its drift, under a head of its own. */
function causeBlock(
  cause: ReportCause,
  report: Report,
  clauses: ReadonlyMap<string, ReportClause>,
  open: boolean,
): string {
  const finding = findingOf(cause, report);
  const drift = driftOf(cause, report);
  const command = `npm run drift:accept -- ${cause.fingerprint} --because "…" --until YYYY-MM-DD`;
  const body = [
    `**${prose(truncate(cause.summary, 500))}**`,
    `Clauses ${cause.clauses.length === 0 ? 'none' : some(cause.clauses.map(code), 12)} · ${plural(cause.cases.length, 'case')}`,
    ...(cause.alsoSeenAs.length === 0
      ? []
      : [
          `Also seen as:\n\n${cause.alsoSeenAs
            .slice(0, 12)
            .map((each) => `- ${prose(truncate(each, 300))}`)
            .join('\n')}`,
        ]),
    ...(finding === null ? [] : [findingBlock({ finding, alsoFor: [] }, clauses.get(finding.clause), open)]),
    ...drift.slice(0, finding === null ? 5 : 1).map(driftBlock),
    fence(command, 'sh'),
  ];
  return details(
    `<b>${cause.severity}</b> · ${codeElement(truncate(cause.summary, 200))} · ${codeElement(cause.fingerprint)}`,
    body.join('\n\n'),
    open,
  );
}

function driftBlock(drift: ReportDrift): string {
  const { seen, of, firstSeen, lastGood } = drift.sightings;
  const pointer = drift.pointer === '' ? 'the whole response' : drift.pointer;
  const body = [
    prose(truncate(drift.message, 1_000)),
    table(['was', 'is'], [[code(compact(drift.was, 300)), code(compact(drift.is, 300))]]),
    `Seen in ${seen} of ${of}, first ${prose(firstSeen)}, last good run ${lastGood === null ? 'unknown' : prose(lastGood)}; against ${drift.against === 'documented' ? 'the documents' : 'the baseline'}.`,
    ...(drift.sdkImpact === '' ? [] : [`For an SDK: ${prose(truncate(drift.sdkImpact, 600))}`]),
    ...(drift.schemaPatch.length === 0 ? [] : [fence(truncate(JSON.stringify(drift.schemaPatch), 2_000), 'json')]),
    ...(drift.example?.replay ? [fence(truncate(drift.example.replay, 1_000), 'sh')] : []),
  ];
  const red = drift.red ? ' red' : '';
  return details(
    `${drift.classification}${red} · ${codeElement(pointer)} · ${codeElement(drift.fingerprint)}`,
    body.join('\n\n'),
  );
}

function acceptedBlocks(report: Report): readonly string[] {
  const rows = acceptedEntries(report).map(({ name, pointer, accepted }) => [
    code(name),
    code(pointer),
    prose(untilOf(accepted)),
    prose(truncate(accepted.because, 300)),
  ]);
  return [
    ...(rows.length === 0 ? [] : [table(['what', 'where', 'until', 'because'], rows.slice(0, 100))]),
    ...(report.acceptedProblems.length === 0
      ? []
      : [report.acceptedProblems.map((each) => `- ${prose(truncate(each, 500))}`).join('\n')]),
  ];
}

function notExercisedBlocks(report: Report): readonly string[] {
  const rows = notExercised(report).map(({ reason, clauses }) => [
    prose(truncate(reason, 300)),
    clauses.map(code).join(', '),
  ]);
  return rows.length === 0 ? [] : [table(['reason', 'clauses'], rows)];
}

function sandboxBlock(report: Report): string {
  const [first = '', ...rest] = sandboxLines(report).map((line) => truncate(line, 1_000));
  return rest.length === 0 ? prose(first) : `${prose(first)}\n\n${fence(rest.join('\n'))}`;
}
