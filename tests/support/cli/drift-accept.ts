/** `npm run drift:accept`: tolerates a clause, a drift or a finding on one target until a day. */
import './start.ts';
import { neutralIo } from './neutral-io.ts';
import type { Report } from '../report/types.ts';
import { Command } from 'commander';
import { InputError } from '../errors.ts';
import { newEntry, withEntry } from '../drift/index.ts';
import type { AcceptedEntry } from '../drift/index.ts';
import {
  acceptedFileOf,
  loadAccepted,
  loadReport,
  readIfThere,
  reportFileOf,
  runAsProgram,
  runCommand,
  writeJson,
} from './drift-files.ts';
import type { CommandIo, ReportPlace } from './drift-files.ts';

interface Options extends ReportPlace {
  readonly because?: string;
  readonly until?: string;
  readonly link?: string;
  readonly target?: string;
}

/** The report, or null when none was named and none is there: a clause can be accepted without one, with `--target`. */
async function reportIfAny(options: Options, io: CommandIo): Promise<Report | null> {
  const named = options.report !== undefined || options.reportDir !== undefined;
  const there = (await readIfThere(reportFileOf(options, io.cwd))) !== null;
  return named || there || options.target === undefined ? loadReport(options, io.cwd) : null;
}

const described = (entry: AcceptedEntry): string =>
  `${entry.clause ?? entry.fingerprint ?? ''} on ${entry.target} until ${entry.until}, because: ${entry.because}`;

async function accept(whats: readonly string[], options: Options, io: CommandIo): Promise<number> {
  const today = io.now.toISOString().slice(0, 10);
  const report = await reportIfAny(options, io);
  const target = options.target ?? report?.target.name ?? '';
  const { because, until, link } = options;
  const count = whats.length === 1 ? [] : ['Name one clause, fingerprint or finding, after --.'];
  const made = newEntry({ what: whats[0] ?? '', because, until, link, target }, report, today);
  const problems = [
    ...count,
    ...('problems' in made ? made.problems.slice(count.length > 0 && whats.length === 0 ? 1 : 0) : []),
  ];
  const file = await loadAccepted(io.cwd);
  if (problems.length > 0 || 'problems' in made) throw new InputError([...problems, 'Nothing was written.'].join('\n'));
  const { entries, replaced } = withEntry(file.entries, made.entry);
  await writeJson(acceptedFileOf(io.cwd), { entries });
  if (replaced !== null) io.stdout.write(`replaced: ${described(replaced)}\n`);
  io.stdout.write(`accepted: ${described(made.entry)}\nwritten: ${acceptedFileOf(io.cwd)}\n`);
  return 0;
}

/** Returns 0 when the entry was written, 1 with everything that is wrong, one sentence per line, on `stderr`. */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const command = new Command('drift:accept')
    .description('Accepts a known deviation of a target for a while.')
    .argument('[what...]', 'a clause, the fingerprint of a drift, or the id of a finding')
    .option('--because <text>', 'why it is tolerated')
    .option('--until <date>', 'the last day on which it is, YYYY-MM-DD, at most a year ahead')
    .option('--link <url>', 'where it is being dealt with')
    .option('--target <name>', 'the target (default: that of the report)')
    .option('--report <file>', 'the report to look it up in (default: report.json in the report directory)')
    .option('--report-dir <dir>', 'the report directory');
  return runCommand(command, argv, io, () => accept(command.args, command.opts<Options>(), io));
}

await runAsProgram(import.meta.url, run);
