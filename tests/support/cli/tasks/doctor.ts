/** What the doctor looks at once the configuration is whole. */
import type { Settings } from '../../config/types.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { leftToNightly } from '../../cases/rows.ts';
import { createClient, secretsOf } from '../../client/index.ts';
import { describeSettings } from '../../config/index.ts';
import { claimIn, stillGone } from '../../endpoint/index.ts';
import { readReport } from '../../report/read.ts';
import { baselineFile } from '../../run/baseline.ts';
import { plural } from '../../text/lines.ts';
import { sanitise } from '../../text/sanitise.ts';
import { configuredFaults } from '../../payloads/index.ts';
import { schemaFaults } from '../../run/faults.ts';
import { createContactClient } from '../../restore/contact-client.ts';
import { journalDirectory, otherJournals, pendingJournal } from '../../sandbox/index.ts';
import { openTarget } from '../../target/index.ts';
import { emptyAttributes, estimate, hostRule, notExercised, notWritten } from '../doctor-advice.ts';
import { examine, type Examined } from '../doctor-examine.ts';
import type { CommandIo } from '../program.ts';

type Say = (line?: string) => void;

const mark = (good: boolean): string => (good ? 'ok  ' : 'FAIL');

function tellSettings(settings: Settings, notes: readonly string[], file: string, say: Say): void {
  say(`Configuration (a flag wins over the environment, the environment over ${file})`);
  for (const { name, value, source } of describeSettings(settings))
    say(`  ${name.padEnd(28)} ${value}  (${source === '.env' ? file : source})`);
  for (const note of notes) say(`  note: ${note}`);
}

function tellCoverage(settings: Settings, { state }: Examined, say: Say): void {
  const unwritten = notWritten(settings, state);
  if (unwritten.length > 0) say(`Not written: ${plural(unwritten.length, 'attribute')}`);
  for (const { name, reason } of unwritten) say(`  ${name.padEnd(39)} ${reason}`);
  const rows = notExercised(settings, state);
  say(`Not exercised: ${rows.length === 0 ? 'nothing' : plural(rows.length, 'clause')}`);
  for (const { clause, level, reason } of rows) say(`  ${level.padEnd(6)} ${clause.padEnd(32)} ${reason}`);
  say('Requests and time, when the target answers at once');
  for (const { profile, requests, time } of estimate(settings))
    say(`  ${profile.padEnd(6)} ${String(requests).padStart(5)} requests at most, ${time}`);
  const left = leftToNightly();
  if (left.length === 0) return;
  say(`Left by full to nightly, as new attributes leave no room: ${plural(left.length, 'generated payload')}`);
  for (const id of left) say(`  ${id}`);
}

function tellBaseline(settings: Settings, cwd: string, say: Say): void {
  const file = baselineFile(settings, cwd);
  if (file !== null) {
    say(`  ok   runs are compared with the baseline ${path.relative(cwd, file)}`);
    return;
  }
  say(
    `  note: ${settings.target.name} has no baseline: statuses and shapes that the documentation leaves open are compared`,
  );
  say('        with nothing. Look at the report of a run, then pin it with `npm run baseline:accept`.');
}

function tellExamined(examined: Examined, say: Say): void {
  for (const { good, text } of examined.findings) say(`  ${mark(good)} ${text}`);
  const { state, undecoded = [] } = examined;
  if (state === null) return;
  const claim = claimIn(state, new Date());
  if (claim !== null)
    say(
      `  ${mark(false)} the contact carries the mark of a run that began at ${claim.since.toISOString()}: it is running, or was killed and has not put the contact back`,
    );
  if (undecoded.length > 0) {
    say(
      `  note: the response is not UTF-8, so ${undecoded.join(', ')} cannot be read: a run judges the bytes, and never writes`,
    );
    say('        what it could not read. Fill these attributes with ASCII to have them judged.');
  }
  const empty = emptyAttributes(state);
  if (empty.length === 0) {
    say('  ok   every attribute that is shown is filled');
    return;
  }
  say(
    `  note: the contact has no ${empty.join(', no ')}. Use one with every attribute filled: an owner or a company that is`,
  );
  say('        empty at first cannot be emptied again by any documented request, so what needs them is left out.');
}

/** Which of the configured records the last run of this target did not find. To find out now, the contact would have to be written to. */
async function tellGone(settings: Settings, say: Say): Promise<void> {
  const file = path.join(settings.reportDir, 'report.json');
  const read = readReport(await readFile(file, 'utf8').catch(() => ''), file);
  if (!read.ok || read.report.target.baseUrl !== settings.target.baseUrl) return;
  for (const sentence of stillGone(read.report.reasons, settings))
    say(`  note: the run of ${read.report.startedAt} found that ${sentence}`);
}

async function examineTarget(settings: Settings): Promise<Examined> {
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    caseHeader: settings.caseHeader,
  });
  try {
    return await examine(createContactClient(settings, client, () => Promise.resolve(), 'doctor'));
  } finally {
    client.close();
  }
}

async function tellAll(
  settings: Settings,
  { notes, file, cwd }: { readonly notes: readonly string[]; readonly file: string; readonly cwd: string },
  say: Say,
): Promise<0 | 1 | 3> {
  tellSettings(settings, notes, file, say);
  const wrong = schemaFaults();
  // The mock fills in what it needs when it listens.
  const faults = wrong.length > 0 || settings.target.kind === 'mock' ? wrong : configuredFaults(settings);
  for (const fault of faults) say(`  ${mark(false)} ${fault}`);
  if (faults.length > 0) return 1;
  if (settings.target.kind === 'mock') {
    say('Target: the embedded mock. Nothing is needed: `npm run contract` works as it is.');
    tellBaseline(settings, cwd, say);
    const mock = await openTarget(settings);
    try {
      tellCoverage(mock.settings, await examineTarget(mock.settings), say);
      return 0;
    } finally {
      await mock.close();
    }
  }
  say(`Target ${settings.target.name}`);
  say(`  ok   ${hostRule(settings)}`);
  tellBaseline(settings, cwd, say);
  const pending = await pendingJournal({ settings, directory: journalDirectory(cwd) });
  say(
    pending === null
      ? '  ok   no earlier run has left a journal'
      : `  note: an earlier run did not put the contact back: ${pending}. \`npm run restore\` does, and so does the next run.`,
  );
  const others = await otherJournals(settings, journalDirectory(cwd), new Date());
  for (const other of others) say(`  ${mark(false)} ${other}`);
  const examined = await examineTarget(settings);
  tellExamined(examined, say);
  await tellGone(settings, say);
  tellCoverage(settings, examined, say);
  const isReady = examined.state !== null && others.length === 0;
  say(isReady ? 'Ready. Nothing was written.' : 'Not ready: mend what is marked FAIL.');
  return examined.state === null ? 3 : isReady ? 0 : 1;
}

/**
 * Tells what a run on these settings would meet; the key is in none of it.
 * @param file the one that was read for variables
 * @returns the exit code of the command
 */
export function diagnose(
  settings: Settings,
  notes: readonly string[],
  io: CommandIo,
  file = '.env',
): Promise<0 | 1 | 3> {
  const secrets = secretsOf(settings.apiKey);
  return tellAll(settings, { notes, file, cwd: io.cwd }, (line = '') =>
    io.stdout.write(`${secrets.redact(sanitise(line))}\n`),
  );
}
