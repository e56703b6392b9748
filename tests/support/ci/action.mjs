/**
 * What `action.yml` runs, in the folder of whoever calls it: one command of the suite, made from the inputs, which arrive as variables
 * `ACTION_…` and never as text of a script. It leaves verdict, exit code and report as outputs, and a summary. No `.env` is read: what a
 * pull request can write must not say where the key is sent.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** A page of GitHub takes 1 MiB of summary for a step. */
const longestSummary = 900_000;

const given = (name) => (process.env[`ACTION_${name}`] ?? '').trim();
const option = (name, value) => (value === '' ? [] : [`--${name}`, value]);

/** A line that GitHub shows beside the run. */
const annotate = (level, text) => process.stdout.write(`::${level}::${text}\n`);

function refuse(text) {
  annotate('error', text);
  process.exit(1);
}

function flag(name, input) {
  const value = given(name);
  if (!['', 'true', 'false'].includes(value)) refuse(`The input "${input}" is neither true nor false.`);
  return value === 'true';
}

const mode = given('MODE') || 'contract';
if (mode !== 'contract' && mode !== 'sdk') refuse('The input "mode" is neither contract nor sdk.');
const isStrict = flag('STRICT', 'strict');
const isAll = flag('REQUIRE_ALL', 'require-all');
const isAllowed = flag('ALLOW_INCONCLUSIVE', 'allow-inconclusive');
const isRed = given('FAIL') === '' || flag('FAIL', 'fail');
const command = process.env['ACTION_COMMAND'] ?? '';
if (mode === 'sdk' && command.trim() === '')
  refuse('The input "command" is empty: say what runs the tests of the SDK.');

/** Read in the place of a `.env`. A variable with nothing behind it is not set, and not a mistake. */
const temporary = mkdtempSync(path.join(os.tmpdir(), 'action-'));
const noVariables = path.join(temporary, 'no-variables');
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

const directory = path.resolve(given('REPORT_DIR') || 'reports');
const common = [...(isStrict ? ['--strict'] : []), '--report-dir', directory];
const words = {
  contract: () => [
    'contract',
    ...['--env-file', noVariables],
    ...option('target', given('TARGET')),
    ...option('profile', given('PROFILE')),
    ...option('baseline', given('BASELINE')),
    ...option('max-minutes', given('MAX_MINUTES')),
    ...(isAll ? ['--require-all'] : []),
    ...common,
  ],
  sdk: () => [
    'sdk',
    ...option('scenario', given('SCENARIO')),
    ...option('timeout', given('TIMEOUT')),
    ...common,
    ...['--', 'bash', '-eo', 'pipefail', '-c', command],
  ],
};
const reportFile = path.join(directory, mode === 'sdk' ? 'sdk-report.json' : 'report.json');
const summaryFile = path.join(directory, mode === 'sdk' ? 'sdk-summary.md' : 'summary.md');

const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
const before = new Map([reportFile, summaryFile].map((file) => [file, changedAt(file)]));
/** Whether this run has written the file, and not an earlier one. */
const isNew = (file) => changedAt(file) !== null && changedAt(file) !== before.get(file);

/** Runs the command, hands signals on, so that a run that is cancelled puts the contact back, and gives its exit code. */
function exitCodeOf(argv) {
  // A run writes a summary of its own where it may; that of the action begins with the verdict, and has the same.
  const isOurs = (name) => name.startsWith('ACTION_') || (mode === 'contract' && name === 'GITHUB_STEP_SUMMARY');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)));
  writeFileSync(noVariables, 'CONTRACT_SEED=\n');
  const launcher = fileURLToPath(new URL('../cli/launch.mjs', import.meta.url));
  const isElsewhere = realpathSync(process.cwd()) !== realpathSync(root);
  const child = spawn(process.execPath, ['--', launcher, ...(isElsewhere ? ['--here'] : []), ...argv], {
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const byCode = { 0: 'conformant', 2: 'violated', 3: 'inconclusive' };

/** An SDK run ends with the exit code of the tests where nothing else is wrong: its report alone knows the verdict. */
function verdictOf(code) {
  if (mode === 'contract') return byCode[code] ?? 'error';
  return isNew(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')).verdict : 'error';
}

function output(name, value) {
  const file = process.env['GITHUB_OUTPUT'] ?? '';
  const end = randomUUID();
  if (file !== '') appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

const code = await exitCodeOf(words[mode]());
const verdict = verdictOf(code);
output('verdict', verdict);
output('exit-code', String(code));
output('report', isNew(reportFile) ? reportFile : '');

const says = {
  contract: {
    0: 'the target keeps its contract',
    2: 'the target no longer keeps its contract; the summary has the causes',
    3: 'the target could not be judged; the summary says why',
  },
  sdk: {
    0: 'the SDK keeps the contract, and its tests passed',
    2: 'the SDK breaks the contract, or its tests ended with 2; the summary has the causes',
    3: 'no request could be judged, or the tests ended with 3; the summary says why',
  },
};
const failed = { contract: 'the run itself failed; the log says why', sdk: 'the tests failed, or could not be run' };
const sentence = `${verdict} (exit ${code}): ${says[mode][code] ?? failed[mode]}`;

const summary = process.env['GITHUB_STEP_SUMMARY'] ?? '';
if (summary !== '') {
  const text = isNew(summaryFile) ? readFileSync(summaryFile).subarray(0, longestSummary).toString('utf8') : '';
  appendFileSync(summary, `## ${mode === 'sdk' ? 'SDK' : 'Contract'}: ${sentence}\n\n${text}\n`);
}

const isGreen = code === 0 || (code === 3 && isAllowed);
if (!isGreen) annotate(isRed ? 'error' : 'warning', sentence);
else if (code === 3) annotate('warning', `${sentence}, and that is allowed`);
process.exitCode = isGreen || !isRed ? 0 : code;
