/** How a target is judged, and the verdict delivered. */
import type { Settings } from '../../config/types.ts';
import type { Report } from '../../report/types.ts';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { reportDirFromEnvironment, wantsColour, type Flags } from '../../config/index.ts';
import { historyLine } from '../../drift/index.ts';
import { messageOf, SuiteFault } from '../../errors.ts';
import { renderConsole } from '../../render/console.ts';
import { uncompared } from '../../render/summary.ts';
import { wrap } from '../../text/lines.ts';
import { clearLine, rewriteLine, type ProgressState } from '../../render/progress.ts';
import { writeReport } from '../../render/write.ts';
import {
  baselineFile,
  historyFile,
  readAccepted,
  readBaseline,
  readHistory,
  writeHistory,
} from '../../run/baseline.ts';
import { renderingsWith } from '../../run/renderings.ts';
import { failedReport } from '../../run/failed.ts';
import { schemaFaults } from '../../run/faults.ts';
import { tryPlaces } from '../../run/places.ts';
import { askedFor, budgetOf, ofSuite, root, runContract, suite, type RunOptions } from '../../run/run.ts';
import { caseList } from '../../run/case-list.ts';
import { openArchive, type Archive } from '../archive.ts';
import { tellGithub } from '../github.ts';
import { whyOf } from '../../files/error-reason.ts';
import { journalDirectory, otherJournals } from '../../sandbox/index.ts';
import { loadCases } from '../../cases/load-cases.ts';
import type { Comparisons } from '../../run/assemble.ts';
import type { CommandIo } from '../program.ts';

/** Shows how far the run is, in one line of a terminal that is drawn again; anywhere else nothing. */
function progressTo({ stderr }: CommandIo, settings: Settings, started: number) {
  const isTerminal = stderr.isTTY === true;
  const show = (state: Omit<ProgressState, 'elapsedMs'>): void => {
    if (isTerminal) stderr.write(rewriteLine({ ...state, elapsedMs: Date.now() - started }, stderr.columns ?? 80));
  };
  show({ sent: 0, budget: budgetOf(settings), groupsDone: 0, groups: 0, current: 'reading the contact' });
  return { show, end: () => isTerminal && stderr.write(clearLine) };
}

/** A signal this soon after the first is the same one: a terminal sends it to every process of the group, and a parent passes it on. */
const sameSignalMs = 1000;

/** Interruption by Ctrl-C or SIGTERM: the first ends the run cleanly, a second one later leaves at once. */
export function interruption(io: Pick<CommandIo, 'stderr'>): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const controller = new AbortController();
  let first = 0;
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted && performance.now() - first > sameSignalMs) process.exit(1);
    if (controller.signal.aborted) return;
    first = performance.now();
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

/** What a run is compared with. */
export async function comparisonsOf(settings: Settings): Promise<Comparisons> {
  // The mock is the same wherever the suite is.
  const file =
    baselineFile(settings, root) ?? (settings.target.kind === 'mock' ? baselineFile(settings, ofSuite) : null);
  return {
    baseline: file === null ? null : await readBaseline(file),
    accepted: await readAccepted(root),
    history: await readHistory(historyFile(settings)),
  };
}

/** What a run is told, so that an archive has its exchanges. */
const keepingFor = (archive: Archive | null): Partial<Pick<RunOptions, 'onCase' | 'onExchange'>> =>
  archive === null ? {} : { onCase: archive.onCase, onExchange: archive.onExchange };

async function judge(
  settings: Settings,
  comparisons: Comparisons,
  io: CommandIo,
  archive: Archive | null,
): Promise<Report> {
  const progress = progressTo(io, settings, Date.now());
  const { signal, release } = interruption(io);
  try {
    return await runContract({ settings, comparisons, signal, onProgress: progress.show, ...keepingFor(archive) });
  } finally {
    progress.end();
    release();
  }
}

/** Makes the report of a run that comes to nothing, from the message that says why. */
function failing(settings: Settings): (message: string) => Report {
  const started = new Date();
  return (message) =>
    failedReport({
      settings,
      suite,
      startedAt: started.toISOString(),
      durationMs: Date.now() - started.getTime(),
      budget: budgetOf(settings),
      message,
    });
}

/** A run that fails still leaves a report: the one of an earlier run would be taken for it. */
async function judgeOrFail(settings: Settings, io: CommandIo, archive: Archive | null): Promise<Report> {
  const fail = failing(settings);
  let comparisons: Comparisons;
  try {
    comparisons = await comparisonsOf(settings);
  } catch (error) {
    return fail(messageOf(error));
  }
  try {
    return await judge(settings, comparisons, io, archive);
  } catch (error) {
    if (error instanceof SuiteFault) return fail(error.message);
    io.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return fail(`The suite itself failed: ${messageOf(error)}`);
  }
}

/** How the report that was just written becomes the baseline. */
function acceptCommand({ reportDir }: Settings, cwd: string): string {
  const place = path.relative(cwd, reportDir) || '.';
  const named = reportDir === reportDirFromEnvironment(cwd) ? '' : ` -- --report-dir ${place}`;
  return `npm run baseline:accept${named}`;
}

/**
 * Writes history and report, and prints the text. Without a baseline the last line says what was compared with nothing.
 * @param history the file that gets a line; null for a run that is to leave none
 * @param how.verbose prints everything in full
 * @param how.archive writes the exchanges that it kept
 * @returns the exit code: a file that cannot be written is a fault of the suite
 */
export async function deliver(
  judged: Report,
  settings: Settings,
  io: CommandIo,
  history: string | null = historyFile(settings),
  { verbose = false, archive = null }: { readonly verbose?: boolean; readonly archive?: Archive | null } = {},
): Promise<number> {
  const faults: string[] = [];
  if (history !== null)
    await writeHistory(history, historyLine(judged)).catch((error: unknown) => faults.push(messageOf(error)));
  const lines = await readHistory(history ?? historyFile(settings)).catch(() => []);
  const kept = await archive
    ?.write(judged, settings.reportDir)
    .catch((error: unknown) => void faults.push(messageOf(error)));
  const { report, problems } = await writeReport(judged, settings.reportDir, faults, renderingsWith(lines));
  const columns = Math.min(io.stdout.columns ?? 100, 120);
  const file = path.join(settings.reportDir, 'report.json');
  const isLost = problems.some((each) => each.startsWith(file) || each.includes('report directory'));
  io.stdout.write(renderConsole(report, { columns, color: wantsColour(io.stdout.isTTY === true), verbose }));
  if (!isLost) io.stdout.write(`report: ${path.relative(io.cwd, file)}\n`);
  if (kept !== undefined) io.stdout.write(`exchanges: ${path.relative(io.cwd, kept)}\n`);
  for (const problem of problems) io.stderr.write(`${problem}\n`);
  const note = isLost ? null : uncompared(report, acceptCommand(settings, io.cwd));
  if (note !== null) io.stdout.write(`${wrap(note, columns).join('\n')}\n`);
  await tellGithub(report, lines, io);
  return report.exitCode;
}

/**
 * Judges the target and delivers what came of it. Where what a run has to write cannot be written, nothing is sent.
 * @returns the exit code
 */
async function judgeAndDeliver(
  settings: Settings,
  io: CommandIo,
  { verbose, har }: { readonly verbose: boolean; readonly har: boolean },
): Promise<number> {
  const { report, history, journals } = await tryPlaces(settings, root);
  const faults = [report, ...(report === null ? [history] : []), journals].filter((each) => each !== null);
  for (const fault of faults) io.stderr.write(`${fault} Nothing was sent.\n`);
  if (report !== null) return 1;
  const archive = har ? openArchive() : null;
  if (faults.length === 0)
    return deliver(await judgeOrFail(settings, io, archive), settings, io, undefined, { verbose, archive });
  return deliver(
    failing(settings)(`${faults.join(' ')} Nothing was sent.`),
    settings,
    io,
    history === null ? undefined : null,
  );
}

/** Tells of journals that are open beside that of the configured contact: this run puts none of them back. */
async function tellJournals(settings: Settings, io: CommandIo): Promise<void> {
  if (settings.target.kind === 'mock') return;
  const others = await otherJournals(settings, journalDirectory(root), new Date()).catch((error: unknown) => [
    `Whether other journals are open is not known: ${whyOf(error)}.`,
  ]);
  for (const other of others) io.stderr.write(`note: ${other}\n`);
}

/**
 * Judges the target that the settings name, and delivers what came of it.
 * @param how.verbose prints everything in full
 * @param how.har writes every exchange beside the reports
 * @param how.list says what would be played, and sends nothing
 * @returns the exit code
 */
export async function judgeWith(
  given: Settings,
  io: CommandIo,
  { verbose = false, list = false, har = false }: Pick<Flags, 'verbose' | 'list' | 'har'> = {},
): Promise<number> {
  // Before the cases: they are made from what the schemas say.
  const faults = schemaFaults();
  for (const fault of faults) io.stderr.write(`${fault}\n`);
  if (faults.length > 0) return await deliver(failing(given)(faults.join(' ')), given, io);
  const files = await loadCases();
  const asked = askedFor(files, given);
  if (!asked.ok) {
    for (const problem of asked.problems) io.stderr.write(`${problem}\n`);
    return 1;
  }
  const { settings } = asked;
  for (const note of asked.notes) io.stderr.write(`note: ${note}\n`);
  if (list) {
    io.stdout.write(caseList(files, settings));
    return 0;
  }
  // Thousands of requests leave more behind than they need: memory before speed, for the thread that plays them.
  if (settings.profile === 'deep') setFlagsFromString('--optimize-for-size');
  io.stderr.write(`target ${settings.target.name}, profile ${settings.profile}, seed ${String(settings.seed)}\n`);
  await tellJournals(settings, io);
  return await judgeAndDeliver(settings, io, { verbose, har });
}
