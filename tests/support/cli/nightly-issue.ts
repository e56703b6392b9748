/** Keeps the one rolling issue of the nightly job, through `gh`. It needs no key and gets none. */
import { isProgram } from './start.ts';
import { neutralIo } from './neutral-io.ts';
import type { Report } from '../report/types.ts';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { parseHistory } from '../drift/index.ts';
import { readTextSync } from '../files/read.ts';
import { readReport } from '../report/read.ts';
import { escalationLabel, issueLabel, issueMark, markFor, planIssue, type IssuePlan } from './nightly-plan.ts';

/** Runs `gh` with arguments (never through a shell) and a text on its standard input; gives its standard output. */
export type Gh = (args: readonly string[], input?: string) => Promise<string>;

interface OpenIssue {
  readonly number: number;
  readonly body: string;
}

/** Makes GitHub agree with the plan. Returns one sentence about what was done. Throws what `gh` throws. */
export async function applyPlan(plan: IssuePlan, gh: Gh, mark: string = issueMark): Promise<string> {
  if (plan.wanted === 'as-is') return plan.comment || 'Nothing to say.';
  const list = ['issue', 'list', '--state', 'open', '--label', issueLabel, '--json', 'number,body', '--limit', '50'];
  const found = (JSON.parse(await gh(list)) as readonly OpenIssue[]).filter(({ body }) => body.includes(mark));

  if (plan.wanted === 'closed') {
    for (const { number } of found) await gh(['issue', 'close', String(number), '--comment', plan.comment]);
    return found.length === 0 ? 'Conformant, and no issue is open.' : `Closed ${numbers(found)}.`;
  }

  const digest = `<!-- digest ${createHash('sha256').update(plan.digest).digest('hex').slice(0, 16)} -->`;
  const body = `${plan.body.replace(issueMark, mark)}\n${digest}\n`;
  const labels = plan.escalate ? [issueLabel, escalationLabel] : [issueLabel];
  for (const label of [issueLabel, escalationLabel])
    await gh(['label', 'create', label, '--color', 'B60205', '--force']);

  const issue = found.at(0);
  if (issue === undefined) {
    const created = await gh(
      ['issue', 'create', '--title', plan.title, '--label', labels.join(','), '--body-file', '-'],
      body,
    );
    return `Opened ${created.trim()}`;
  }
  const number = String(issue.number);
  const label = plan.escalate ? ['--add-label', escalationLabel] : ['--remove-label', escalationLabel];
  await gh(['issue', 'edit', number, '--title', plan.title, ...label, '--body-file', '-'], body);
  if (issue.body.includes(digest)) return `Updated #${number}; nothing new to tell.`;
  await gh(['issue', 'comment', number, '--body-file', '-'], plan.comment);
  return `Updated #${number} and commented.`;
}

const numbers = (issues: readonly OpenIssue[]): string => issues.map(({ number }) => `#${number}`).join(', ');

export interface NightlyIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly cwd: string;
  readonly gh: Gh;
}

/**
 * The command: `--report FILE`, `--history FILE`, `--name NAME`, `--run-url URL`, `--dry-run` (shows the plan and does nothing).
 * A report that is missing or broken is a run that died, and is told as such. Returns 0, or 1 with a sentence.
 */
export async function run(argv: readonly string[], given: NightlyIo): Promise<number> {
  const io = neutralIo(given);
  const command = new Command('nightly-issue')
    .description('Opens, updates or closes the rolling issue of the nightly job.')
    .option('--report <file>', 'the report of the run', 'reports/report.json')
    .option('--history <file>', 'the history of the runs', 'reports/history.jsonl')
    .option('--name <name>', 'which of several targets: each has an issue of its own', issueLabel)
    .option('--run-url <url>', 'where the run is to be seen', '')
    .option('--dry-run', 'show the plan and do nothing', false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  try {
    command.parse(argv, { from: 'user' });
    const options = command.opts<{ report: string; history: string; runUrl: string; name: string; dryRun: boolean }>();
    const report = reportIn(path.resolve(io.cwd, options.report), io);
    const historyFile = path.resolve(io.cwd, options.history);
    const history = existsSync(historyFile) ? parseHistory(readTextSync(historyFile)) : [];
    const plan = planIssue(history, report, options.runUrl);
    io.stdout.write(
      `${options.dryRun ? JSON.stringify(plan, null, 2) : await applyPlan(plan, io.gh, markFor(options.name))}\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    io.stderr.write(`The issue was not kept: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function reportIn(file: string, io: NightlyIo): Report | null {
  if (!existsSync(file)) {
    io.stderr.write(`${file} is not there: the run ended without a report.\n`);
    return null;
  }
  const read = readReport(readTextSync(file), file);
  if (read.ok) return read.report;
  io.stderr.write(`${read.message}\n`);
  return null;
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
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    gh,
  });
}
