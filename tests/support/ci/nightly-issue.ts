/** Keeps the one rolling issue of the nightly job, through `gh`. It needs no key and gets none. */
import { isProgram } from '../cli/start.ts';
import { neutralIo, type Output } from '../cli/program.ts';
import { messageOf } from '../errors.ts';
import type { Report, ReportCause } from '../report/types.ts';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { causesIn } from '../causes/causes.ts';
import { parseHistory, type HistoryLine } from '../drift/index.ts';
import { readTextSync } from '../files/read.ts';
import { code, prose } from '../render/markdown-text.ts';
import { readReport } from '../report/read.ts';
import { plural, truncate } from '../text/lines.ts';

/** The rolling issue is the open one that has this label and the mark of its target. */
const label = 'contract-nightly';
const markOf = (name: string): string =>
  `<!-- neetocrm contract: nightly${name === label ? '' : ` ${name.replace(/[^\w.-]+/g, '_')}`} -->`;

/** So many nights without a verdict in a row are worth a person's time; fewer are the sandbox having a bad night. */
const patience = 3;

/** An issue holds 65,536 characters. */
const shownCauses = 20;
const columns = 300;

/** What has to be true afterwards: an issue is open, none is, or everything stays as it is. */
export type Plan =
  | { readonly wanted: 'closed' | 'as-is'; readonly comment: string }
  | {
      readonly wanted: 'open';
      readonly title: string;
      readonly text: string;
      /** Changes only when there is something new to tell: an open issue is commented on no more often than that. */
      readonly digest: string;
    };

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

const causeLine = ({ fingerprint, summary, clauses, cases }: ReportCause): string =>
  `- ${code(fingerprint)} ${prose(truncate(summary, columns))}: ${clauses.slice(0, 5).map(code).join(', ')} (${plural(cases.length, 'case')})`;

const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${prose(truncate(line, columns))}`).join('\n');

/**
 * Decides about the issue from the last report and what was before it.
 * @param history lines of `history.jsonl`; the line of the present run may be among them
 * @param report null when the run ended without a report that can be read
 * @param link where the run is to be seen, an address
 */
export function planIssue(history: readonly HistoryLine[], report: Report | null, link = ''): Plan {
  if (report === null)
    return {
      wanted: 'open',
      title: 'Contract run died without a report',
      digest: 'no-report',
      text: `The run ended without a report. Look at its log; if the artefact \`contract-journal-<target>\` is there, the sandbox contact was not put back: the next run does that first.\n\n${link}`,
    };
  const { verdict, partial, sandbox, startedAt } = report;
  const name = prose(report.target.name);
  if (verdict === 'conformant')
    return partial
      ? { wanted: 'as-is', comment: `A part of the cases was conformant: that says nothing about the rest of ${name}.` }
      : {
          wanted: 'closed',
          comment: `${name} keeps its contract again: the run of ${startedAt} was conformant. ${link}`.trim(),
        };
  const nights = inconclusiveNights(history, report);
  if (verdict === 'inconclusive' && nights < patience)
    return { wanted: 'as-is', comment: `No verdict about ${name} for ${nights} of ${patience} nights.` };
  const causes = causesIn(report).filter(({ severity }) => severity === 'red');
  const lost =
    sandbox.restored === false ? ['**The sandbox contact was not put back.** See the summary of the run.'] : [];
  const titles = {
    violated: `Contract broken (${plural(causes.length, 'cause')})`,
    error: 'Contract run failed',
    inconclusive: `Contract could not be judged for ${nights} nights`,
  };
  const more = causes.length - shownCauses;
  return {
    wanted: 'open',
    // GitHub shows a title as plain text, but mails it: control characters and mentions have no place in it.
    title: `${titles[verdict]}: ${report.target.name.replace(/[^\w.:-]+/g, '_').slice(0, 80)}`,
    digest: [verdict, ...lost, ...causes.map(({ fingerprint }) => fingerprint).sort(), ...report.acceptedProblems].join(
      ' ',
    ),
    text: [
      ...lost,
      `Verdict **${verdict}** (exit ${report.exitCode}), target ${code(report.target.name)}, profile ${report.profile}, seed ${report.seed}, run of ${prose(startedAt)}, suite ${prose(report.suite.version)}.`,
      ...(link === '' ? [] : [`Run, summary and report: ${link}`]),
      [...causes.slice(0, shownCauses).map(causeLine), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
      `Why:\n\n${bullets(report.reasons.slice(0, 10))}`,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  };
}

/** Runs `gh` with arguments (never through a shell) and a text on its standard input; gives its standard output. */
type Gh = (args: readonly string[], input?: string) => Promise<string>;

/** Makes GitHub agree with the plan. Returns one sentence about what was done. Throws what `gh` throws. */
export async function applyPlan(plan: Plan, gh: Gh, name = label): Promise<string> {
  if (plan.wanted === 'as-is') return plan.comment;
  const list = ['issue', 'list', '--state', 'open', '--label', label, '--json', 'number,body', '--limit', '50'];
  const open = JSON.parse(await gh(list)) as readonly { readonly number: number; readonly body: string }[];
  const issues = open.filter(({ body }) => body.includes(markOf(name)));
  if (plan.wanted !== 'open') {
    for (const { number } of issues) await gh(['issue', 'close', String(number), '--comment', plan.comment]);
    return issues.length === 0
      ? 'Conformant, and no issue is open.'
      : `Closed ${issues.map(({ number }) => `#${String(number)}`).join(', ')}.`;
  }
  const [issue] = issues;
  const number = String(issue?.number ?? '');
  const digest = `<!-- digest ${createHash('sha256').update(plan.digest).digest('hex').slice(0, 16)} -->`;
  const foot =
    'This issue is kept by the nightly job: it is updated while this lasts and closed by the first conformant run.';
  const body = `${plan.text}\n\n${foot}\n\n${markOf(name)}\n${digest}\n`;
  const shown = ['--title', plan.title, '--body-file', '-'];
  if (issue === undefined) {
    await gh(['label', 'create', label, '--color', 'B60205', '--force']);
    return `Opened ${(await gh(['issue', 'create', '--label', label, ...shown], body)).trim()}`;
  }
  await gh(['issue', 'edit', number, ...shown], body);
  if (issue.body.includes(digest)) return `Updated #${number}; nothing new to tell.`;
  await gh(['issue', 'comment', number, '--body-file', '-'], plan.text);
  return `Updated #${number} and commented.`;
}

interface NightlyIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly gh: Gh;
}

/** The report in a file; null, with a sentence, where there is none that can be read: a run that died. */
function reportIn(file: string, { stderr }: NightlyIo): Report | null {
  const read = existsSync(file)
    ? readReport(readTextSync(file), file)
    : { ok: false as const, message: `${file} is not there: the run ended without a report.` };
  if (read.ok) return read.report;
  stderr.write(`${read.message}\n`);
  return null;
}

/**
 * The command: `--report FILE`, `--history FILE`, `--name NAME` (which of several targets: each has an issue of its own), `--run-url URL`,
 * `--dry-run` (shows the plan and does nothing). Returns 0, or 1 with a sentence.
 */
export async function run(argv: readonly string[], given: NightlyIo): Promise<number> {
  const io = neutralIo(given);
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        report: { type: 'string', default: 'reports/report.json' },
        history: { type: 'string', default: 'reports/history.jsonl' },
        name: { type: 'string', default: label },
        'run-url': { type: 'string', default: '' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
    const report = reportIn(path.resolve(io.cwd, values.report), io);
    const history = path.resolve(io.cwd, values.history);
    const plan = planIssue(existsSync(history) ? parseHistory(readTextSync(history)) : [], report, values['run-url']);
    io.stdout.write(
      `${values['dry-run'] ? JSON.stringify(plan, null, 2) : await applyPlan(plan, io.gh, values.name)}\n`,
    );
    return 0;
  } catch (error) {
    io.stderr.write(`The issue was not kept: ${messageOf(error)}\n`);
    return 1;
  }
}

const gh: Gh = (args, input = '') =>
  new Promise((resolve, reject) => {
    const child = execFile('gh', [...args], { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`gh ${args.slice(0, 2).join(' ')} failed: ${stderr.trim() || error.message}`));
    });
    // When gh could not be started or ended early its own error is the one worth telling.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

if (isProgram(import.meta.url)) {
  const { stdout, stderr } = process;
  process.exitCode = await run(process.argv.slice(2), { stdout, stderr, cwd: process.cwd(), gh });
}
