/** What two reports differ in. */
import type { Report, ReportDrift } from '../../report/types.ts';
import path from 'node:path';
import { InputError } from '../../errors.ts';
import { compareBaseline, explain, group, isBaseline, makeBaseline } from '../../drift/index.ts';
import type { Baseline } from '../../drift/index.ts';
import { readReport } from '../../report/read.ts';
import { readText } from '../report-files.ts';
import type { CommandIo } from '../program.ts';

type Side =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'baseline'; readonly baseline: Baseline };

/** A report or a baseline; a file that is neither is told as a report that cannot be read. */
async function load(name: string, cwd: string): Promise<Side> {
  const file = path.resolve(cwd, name);
  const text = await readText(file, 'Name two reports, or a baseline and a report.');
  const read = readReport(text, file);
  if (read.ok) return { kind: 'report', report: read.report };
  const value = parsed(text);
  if (isBaseline(value)) return { kind: 'baseline', baseline: value };
  throw new InputError(read.message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const nameOf = (side: Side): string =>
  side.kind === 'baseline'
    ? `baseline of ${side.baseline.target.name}, ${side.baseline.accepted}, ${side.baseline.profile}`
    : `${side.report.target.name}, ${side.report.startedAt.slice(0, 16).replace('T', ' ')}, ${side.report.profile}`;

/** 2 when something changed that a client can notice, 0 when nothing did or when there is only more than before. */
const exitCodeOf = (drifts: readonly ReportDrift[]): number =>
  drifts.some((drift) => drift.classification !== 'additive') ? 2 : 0;

export async function compare(files: readonly string[], asJson: boolean, io: CommandIo): Promise<number> {
  const [first, second, ...more] = files;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new InputError('Name two files: npm run drift -- A.json B.json');
  }
  const [a, b] = [await load(first, io.cwd), await load(second, io.cwd)];
  if (b.kind === 'baseline') {
    throw new InputError(`${second} is a baseline. Put it first: npm run drift -- ${second} ${first}`);
  }
  const unjudged = [a, b].flatMap((side) =>
    side.kind === 'report' && (side.report.verdict === 'error' || side.report.verdict === 'inconclusive') ? [side] : [],
  );
  const baseline = a.kind === 'baseline' ? a.baseline : makeBaseline(a.report, io.now);
  const drifts = group(compareBaseline(baseline, b.report));
  if (asJson) {
    io.stdout.write(`${JSON.stringify({ was: nameOf(a), is: nameOf(b), drift: drifts }, null, 2)}\n`);
    return exitCodeOf(drifts);
  }
  io.stdout.write(`was: ${nameOf(a)}\nis:  ${nameOf(b)}\n`);
  for (const side of unjudged)
    io.stdout.write(`Not everything was judged in ${nameOf(side)}; only what was is compared.\n`);
  const columns = io.stdout.columns ?? 100;
  for (const drift of drifts) io.stdout.write(`\n${explain(drift, { columns })}\n`);
  const changed = drifts.filter((drift) => drift.classification !== 'additive').length;
  io.stdout.write(
    drifts.length === 0
      ? 'No difference where both looked.\n'
      : `\n${drifts.length} ${drifts.length === 1 ? 'difference' : 'differences'}, ${changed} of which can break a client.\n`,
  );
  return exitCodeOf(drifts);
}
