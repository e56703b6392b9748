/** How a deviation is accepted. */
import type { Report } from '../../report/types.ts';
import { existsSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import { newEntry, withEntry } from '../../drift/index.ts';
import type { AcceptedEntry } from '../../drift/index.ts';
import { acceptedFileOf, readAccepted } from '../../run/baseline.ts';
import { loadReport, reportFileOf, writeJson, type ReportPlace } from '../report-files.ts';
import type { CommandIo } from '../program.ts';

interface Options extends ReportPlace {
  readonly because?: string;
  readonly until?: string;
  readonly link?: string;
  readonly target?: string;
}

/** The report, or null when none was named and none is there: a clause can be accepted without one, with `--target`. */
async function reportIfAny(options: Options, io: CommandIo): Promise<Report | null> {
  const named = options.report !== undefined || options.reportDir !== undefined;
  const there = existsSync(reportFileOf(options, io.cwd));
  return named || there || options.target === undefined ? loadReport(options, io.cwd) : null;
}

const described = (entry: AcceptedEntry): string =>
  `${entry.clause ?? entry.fingerprint ?? ''} on ${entry.target} until ${entry.until}, because: ${entry.because}`;

export async function accept(whats: readonly string[], options: Options, io: CommandIo): Promise<number> {
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
  const file = await readAccepted(io.cwd);
  if (problems.length > 0 || 'problems' in made) throw new InputError([...problems, 'Nothing was written.'].join('\n'));
  const { entries, replaced } = withEntry(file.entries, made.entry);
  await writeJson(acceptedFileOf(io.cwd), { entries });
  if (replaced !== null) io.stdout.write(`replaced: ${described(replaced)}\n`);
  io.stdout.write(`accepted: ${described(made.entry)}\nwritten: ${acceptedFileOf(io.cwd)}\n`);
  return 0;
}
