/** How the traffic of an SDK is judged: a stand-in, a command or whoever comes, and the verdict delivered. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import packageFile from '../../../../package.json' with { type: 'json' };
import { variablesOf } from '../../../mock/variables.ts';
import { wantsColour } from '../../config/index.ts';
import { calledFrom, environmentFor, proxyFor, reportDirUnread } from '../../config/sdk-environment.ts';
import { messageOf, SuiteFault } from '../../errors.ts';
import { runTests } from '../../sdk/command.ts';
import { renderSdk } from '../../judge/console.ts';
import type { Recorded } from '../../judge/record.ts';
import { sdkReportOf, type SdkReport } from '../../judge/report.ts';
import type { Ended } from '../../judge/verdict.ts';
import type { SdkOptions } from '../../sdk/options.ts';
import { scenarioList, scenarioNamed, scenarios, type PlayedScenario } from '../../sdk/scenarios.ts';
import { startStandIn, type StandIn } from '../../sdk/standin.ts';
import { reportFault, writeSdk } from '../../sdk/write.ts';
import type { CommandIo } from '../program.ts';

/** A key that opens nothing but the stand-in of this run. */
const madeUpKey = (): string => `nCrm${randomBytes(24).toString('hex').slice(0, 28)}`;

/** What a session is, but for what has come of it. */
interface Run {
  readonly options: SdkOptions;
  readonly program: string | null;
  readonly played: PlayedScenario | null;
  readonly startedAt: Date;
  readonly io: CommandIo;
}

const reportOf = (
  { options, program, played, startedAt }: Run,
  records: readonly Recorded[],
  met: boolean,
  ended: Ended | null,
  faults: readonly string[] = [],
): SdkReport =>
  sdkReportOf({
    suite: { name: packageFile.name, version: packageFile.version },
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    strict: options.strict === true,
    refuse: options.refuse === true,
    ignoreExit: options.ignoreExit === true,
    scenario: played === null ? null : { name: played.name, sentence: played.sentence, met },
    program,
    ended,
    faults,
    records,
    scenarios,
  });

/** Resolves with the first signal that would end this process. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

/** Writes and prints the report. What cannot be written is a fault of the suite. */
async function deliver(
  report: SdkReport,
  records: readonly Recorded[],
  directory: string,
  { options, io }: Run,
): Promise<number> {
  const fault = await writeSdk(report, records, directory).then(() => null, messageOf);
  const shown: SdkReport =
    fault === null ? report : { ...report, verdict: 'error', exitCode: 1, reasons: [fault, ...report.reasons] };
  if (fault === null) io.stdout.write(`\nreport: ${path.relative(io.cwd, path.join(directory, 'sdk-report.json'))}\n`);
  io.stdout.write(
    renderSdk(shown, {
      columns: Math.min(io.stdout.columns ?? 100, 120),
      color: wantsColour(io.stdout.isTTY === true),
      verbose: options.verbose === true,
    }),
  );
  return shown.exitCode;
}

/** Runs the command against the stand-in; without one, serves until a signal. */
async function serve(run: Run, standIn: StandIn, command: readonly string[]): Promise<Ended | null> {
  const { options, io } = run;
  const variables = variablesOf(standIn);
  const [program, ...args] = command;
  if (program === undefined) {
    io.stdout.write(
      `${JSON.stringify({ baseUrl: standIn.baseUrl, control: `${standIn.origin}/__contract/`, pid: process.pid, environment: variables })}\n`,
    );
    await untilSignal();
    standIn.ending();
    return null;
  }
  const proxy = proxyFor(new URL(standIn.origin).hostname);
  if (proxy !== null)
    io.stderr.write(
      `note: ${proxy} is set; a client that obeys it sends its requests there, and not to ${standIn.origin}.\n`,
    );
  return runTests({
    program,
    args,
    environment: environmentFor(variables),
    cwd: path.resolve(io.cwd, options.cwd ?? calledFrom('sdk', io.cwd)),
    mark: `NEETOCRM_API_KEY=${standIn.facts.apiKey}`,
    timeout: options.timeout ?? null,
    onEnding: standIn.ending,
    say: (line) => io.stderr.write(`${line}\n`),
  });
}

/**
 * Judges the requests of a command, or of whoever comes until a signal.
 * @param command program and arguments; empty for a stand-in that only listens
 * @returns the exit code
 * @throws SuiteFault with a sentence when nothing could be started
 */
export async function judgeSdk(command: readonly string[], options: SdkOptions, io: CommandIo): Promise<number> {
  if (options.listScenarios === true) {
    io.stdout.write(scenarioList());
    return 0;
  }
  const played = options.scenario === undefined ? null : await scenarioNamed(options.scenario);
  const directory = path.resolve(io.cwd, options.reportDir ?? reportDirUnread());
  const fault = await reportFault(directory);
  if (fault !== null) throw new SuiteFault(`${fault} Nothing was started.`);
  const run: Run = { options, program: command[0] ?? null, played, startedAt: new Date(), io };
  const standIn = await startStandIn({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    apiKey: madeUpKey(),
    ...(played === null ? {} : { variant: played.variant }),
    refuse: options.refuse === true,
    strict: options.strict === true,
    verdict: (records, met) => reportOf(run, records, met, null),
  });
  try {
    if (command.length > 0)
      io.stderr.write(
        `stand-in at ${standIn.baseUrl}${played === null ? '' : `, scenario ${played.name}: ${played.sentence}`}\n`,
      );
    const ended = await serve(run, standIn, command);
    if (ended !== null && ended.leftRunning > 0)
      io.stderr.write(
        `The command left ${ended.leftRunning} ${ended.leftRunning === 1 ? 'process' : 'processes'} running; ended.\n`,
      );
    const records = standIn.records();
    return await deliver(reportOf(run, records, standIn.met(), ended), records, directory, run);
  } finally {
    await standIn.close();
  }
}
