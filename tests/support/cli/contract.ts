/** `npm run contract`: judges a target against the contract. The exit code is the verdict. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { contractCommand, isCi, loadSettings, parseArguments, problemText, readEnvironment, wantsColour } from '../config/index.ts';
import { explain, historyLine } from '../drift/index.ts';
import { renderConsole } from '../report/console.ts';
import { clearLine, logLine, rewriteLine, type ProgressState } from '../report/progress.ts';
import { writeReport } from '../report/write.ts';
import { baselineFile, historyFile, readAccepted, readBaseline, readHistory, writeHistory } from '../run/baseline.ts';
import { budgetOf, root, runContract, unknownCases } from '../run/run.ts';
import { loadCases } from '../session/load-cases.ts';
import type { Report, Settings } from '../types.ts';
import type { CommandIo } from './report.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Shows how far the run is: in place on a terminal, now and then in a log. */
function progressTo({ stderr }: CommandIo, settings: Settings, started: number) {
  let last: ProgressState | null = null;
  const show = (state: Omit<ProgressState, 'elapsedMs'>): void => {
    const now: ProgressState = { ...state, elapsedMs: Date.now() - started };
    if (stderr.isTTY === true) {
      stderr.write(rewriteLine(now, stderr.columns ?? 80));
      return;
    }
    const line = logLine(now, last);
    if (line === null) return;
    last = now;
    stderr.write(`${line}\n`);
  };
  show({ sent: 0, budget: budgetOf(settings), groupsDone: 0, groups: 0, current: 'reading the contact' });
  return { show, end: () => stderr.isTTY === true && stderr.write(clearLine) };
}

/** The settings of a run, or the text that says what is wrong with them. */
export function settingsFrom(argv: readonly string[], io: CommandIo): { readonly ok: true; readonly settings: Settings; readonly notes: readonly string[] } | { readonly ok: false; readonly exitCode: 0 | 1; readonly message: string } {
  const parsed = parseArguments(contractCommand('contract', 'Judges the contact update endpoint of a target against its contract.'), argv);
  if (!parsed.ok) return parsed;
  const { environment, dotenv } = readEnvironment(io.cwd);
  const loaded = loadSettings({ flags: parsed.flags, environment, dotenv, cwd: io.cwd, now: io.now, ci: isCi(environment) });
  return loaded.ok ? loaded : { ok: false, exitCode: 1, message: problemText(loaded.problems) };
}

/** Interruption by Ctrl-C or SIGTERM: the first ends the run cleanly, the second leaves at once. */
function interruption(io: CommandIo): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(1);
    io.stderr.write(`\n${name}: ending the run, putting the contact back; again to leave at once.\n`);
    controller.abort(`interrupted by ${name}`);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}

async function judge(settings: Settings, io: CommandIo): Promise<Report> {
  const file = baselineFile(settings, root);
  const baseline = file === null ? null : await readBaseline(file);
  const accepted = await readAccepted(root);
  const history = await readHistory(historyFile(settings));
  const progress = progressTo(io, settings, Date.now());
  const { signal, release } = interruption(io);
  try {
    return await runContract({ settings, comparisons: { baseline, accepted, history }, signal, onProgress: progress.show });
  } finally {
    progress.end();
    release();
  }
}

const explainAt = (columns: number) => (drift: Report['drift'][number]): string => explain(drift, { columns });

/** Writes report and history, prints the text; a report that cannot be written is a fault of the suite. */
async function deliver(report: Report, settings: Settings, io: CommandIo): Promise<number> {
  const problems = [...(await writeReport(report, settings.reportDir))];
  await writeHistory(historyFile(settings), historyLine(report)).catch((error: unknown) => problems.push(`The history could not be written: ${messageOf(error)}.`));
  const columns = Math.min(io.stdout.columns ?? 100, 120);
  io.stdout.write(renderConsole(report, { columns, color: wantsColour(io.stdout.isTTY === true), explainDrift: explainAt(columns) }));
  io.stdout.write(`report: ${path.join(path.relative(io.cwd, settings.reportDir) || '.', 'report.json')}\n`);
  for (const problem of problems) io.stderr.write(`${problem}\n`);
  return problems.length > 0 ? 1 : report.exitCode;
}

/** Runs the command; returns the exit code. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const loaded = settingsFrom(argv, io);
    if (!loaded.ok) {
      (loaded.exitCode === 0 ? io.stdout : io.stderr).write(`${loaded.message}\n`);
      return loaded.exitCode;
    }
    const { settings, notes } = loaded;
    for (const note of notes) io.stderr.write(`note: ${note}\n`);
    const unknown = unknownCases(await loadCases(), settings.cases);
    if (unknown.length > 0) {
      io.stderr.write(`No case is called ${unknown.join(', ')}. The slugs are in tests/contract/ and in the list of cases of every report.\n`);
      return 1;
    }
    io.stderr.write(`target ${settings.target.name}, profile ${settings.profile}, seed ${String(settings.seed)}\n`);
    return await deliver(await judge(settings, io), settings, io);
  } catch (error) {
    io.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, cwd: process.cwd(), now: new Date() });
}
