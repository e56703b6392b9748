/** How a report becomes a baseline. */
import type { Report } from '../../report/types.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../errors.ts';
import { compareBaseline, explain, group, makeBaseline, type Baseline } from '../../drift/index.ts';
import { plural } from '../../text/lines.ts';
import { baselineFileOf, readBaseline } from '../../run/baseline.ts';
import { loadReport, writeJson, type ReportPlace } from '../report-files.ts';
import type { CommandIo } from '../program.ts';

interface Options extends ReportPlace {
  readonly baseline?: string;
}

/** Why a report pins nothing that can be relied upon; null when it may become a baseline. */
function refusal(report: Report): string | null {
  if (report.verdict === 'error') return 'the suite itself failed in that run (verdict error)';
  if (report.verdict === 'inconclusive') return 'that run could not judge the target (verdict inconclusive)';
  if (report.partial) return 'that run was partial: only some cases ran';
  return report.clauses.some((clause) => clause.judged > 0) ? null : 'that run judged nothing';
}

/** What a baseline pins, and which run that is taken from. */
function pinned(baseline: Baseline, report: Report): string {
  const broken = Object.keys(baseline.broken);
  return [
    `Pins what the run of ${report.startedAt} showed (profile ${report.profile}, seed ${String(report.seed)}, verdict ${report.verdict}):`,
    `  ${plural(baseline.held.length, 'clause')} as kept${broken.length === 0 ? '' : `, ${String(broken.length)} as not kept in every case: ${broken.join(', ')}`};`,
    `  status and form of the responses to ${plural(Object.keys(baseline.answers).length, 'case')};`,
    `  ${plural(Object.keys(baseline.shape).length, 'place')} in the shape of the contact, and ${plural(baseline.headers.length, 'header')}.`,
  ].join('\n');
}

export async function accept(options: Options, io: CommandIo): Promise<number> {
  if (options.baseline === 'none')
    throw new InputError('--baseline none is no file to write. Name one, or leave the option out.');
  const report = await loadReport(options, io.cwd);
  const why = refusal(report);
  if (why !== null) {
    throw new InputError(`No baseline is made of this report: ${why}. Run \`npm run contract\` again, whole.`);
  }
  const file =
    options.baseline === undefined
      ? baselineFileOf(report.target.name, io.cwd)
      : path.resolve(io.cwd, options.baseline);
  const present = existsSync(file) ? await readBaseline(file) : null;
  const next = makeBaseline(report, io.now);
  if (present === null) io.stdout.write(`${report.target.name} has no baseline yet.\n`);
  else {
    const drifts = group(compareBaseline(present, report));
    const columns = io.stdout.columns ?? 100;
    const told = drifts.map((drift) => explain(drift, { columns })).join('\n\n');
    const from = `the present baseline (${present.accepted}, profile ${present.profile})`;
    io.stdout.write(drifts.length === 0 ? `Nothing differs from ${from}.\n` : `Differs from ${from}:\n\n${told}\n\n`);
    if (present.profile !== report.profile) {
      io.stdout.write(`The profile changes from ${present.profile} to ${report.profile}.\n`);
    }
  }
  if (report.verdict === 'violated') {
    io.stdout.write('The run was violated: what failed is pinned as failing. A MUST clause that fails stays red.\n');
  }
  await writeJson(file, next, 'compact');
  io.stdout.write(`${pinned(next, report)}\nwritten: ${file}\n`);
  io.stdout.write(`To undo: git checkout -- ${file}${present === null ? ', or delete it' : ''}\n`);
  return 0;
}
