/**
 * `npm run proof:full`: the proofs that take long, every mutant against the whole profiles smoke and full, every faithful server against full, and whether these
 * profiles fit into their requests on each of them, with GET and without, for twenty seeds (`--kind fit`: that alone). Writes
 * `reports/matrix.json` and `reports/matrix.md`; with `--write` also `tests/proof/matrix.json` and the short form in CONTRIBUTING.md.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { writeWhole } from '../../support/files/write.ts';
import { brokenWithAttributes } from '../../mock/attributes-broken.ts';
import { faithful } from '../../mock/faithful/index.ts';
import { mutants } from '../../mock/mutants/index.ts';
import {
  goodBaselines,
  isKilled,
  playMutant,
  renderMatrix,
  witnesses,
  type Matrix,
  type MatrixRow,
} from '../helpers/matrix.ts';
import { inRowsOfLists } from '../helpers/rows.ts';
import type { Report } from '../../support/report/types.ts';
import type { Row as AttributeRow } from '../attributes/main.ts';
import { checkOut } from '../attributes/checkout.ts';
import { playIn } from '../attributes/played.ts';
import { additions } from '../attributes/schemas.ts';
import { play, trippedBy } from '../helpers/servers.ts';
import { fit } from '../helpers/fit.ts';
import { disagreements } from './agreement.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const command = new Command('proof:full')
  .option('--write', 'write tests/proof/matrix.json and the table in CONTRIBUTING.md')
  .option('--only <ids>', 'only these mutants or faithful servers, separated by commas')
  .option(
    '--shard <i/n>',
    'every n-th mutant only, beginning with the i-th: for several processes at once; not with --write',
  )
  .option(
    '--kind <kind>',
    'proofs (those that take long), mutants, faithful, fit (whether the profiles fit into their requests) or all',
    'all',
  );
command.parse();
const { write, only, kind, shard } = command.opts<{ write?: boolean; only?: string; kind: string; shard?: string }>();
const wanted = only?.split(',');
const [part = 1, parts = 1] = (shard ?? '1/1').split('/').map(Number);
const isMine = (_each: unknown, index: number): boolean => index % parts === part - 1;
const isWanted = ({ id }: { readonly id: string }): boolean => wanted === undefined || wanted.includes(id);

/** How many seeds a profile has to fit for. */
const seeds = 20;

/** Milliseconds that a mutant may take in every run of the proof. */
const slowest = 1500;

/** Cases that build on others: a change of time is only seen between two updates. */
const company = ['documented-example', 'tags-replaced', 'updated-at-moves', 'updated-at-tags'];

/** The smallest of a few sets of cases that shows a mutant; no case stands for the whole of smoke. */
async function quickest(
  mutant: (typeof mutants)[number],
  row: MatrixRow,
  report: Report,
  baselines: Awaited<ReturnType<typeof goodBaselines>>,
): Promise<{ readonly cases: readonly string[]; readonly milliseconds: number } | null> {
  const withCompany = (cases: readonly string[]): readonly (readonly string[])[] =>
    cases.length > 0 ? [cases, [...new Set([...company, ...cases])]] : [];
  // What shows only in a pattern, or after certain others, takes more cases than one for each clause.
  const more = witnesses(mutant, report, 12);
  const sets = [...withCompany(row.cases), ...(row.smoke ? [[]] : []), ...withCompany(more)];
  for (const cases of sets) {
    const outcome = await playMutant(mutant, cases.length === 0 ? 'smoke' : 'full', baselines, cases);
    if (isKilled(mutant, outcome)) return { cases, milliseconds: outcome.milliseconds };
  }
  return null;
}

async function runMutants(): Promise<Matrix> {
  const baselines = await goodBaselines();
  const rows: MatrixRow[] = [];
  for (const mutant of mutants.filter(isWanted).filter(isMine)) {
    const full = await playMutant(mutant, 'full', baselines);
    const smoke = mutant.profile === 'smoke' ? await playMutant(mutant, 'smoke', baselines) : null;
    const killed = isKilled(mutant, full);
    const nightly = mutant.profile === 'nightly' ? await playMutant(mutant, 'nightly', baselines) : null;
    const widest = nightly ?? full;
    const isSeen = isKilled(mutant, widest);
    const row: MatrixRow = {
      id: mutant.id,
      theme: mutant.theme,
      killed,
      ...(nightly === null ? {} : { nightly: isSeen }),
      smoke: smoke !== null && isKilled(mutant, smoke),
      verdict: widest.report.verdict,
      trips: trippedBy(widest.report),
      cases: witnesses(mutant, widest.report),
      slow: false,
    };
    const alone = isSeen ? await quickest(mutant, row, widest.report, baselines) : null;
    if (isSeen && alone === null)
      process.stdout.write(`ALONE ${mutant.id}: the cases ${row.cases.join(', ')} do not show it by themselves\n`);
    rows.push({ ...row, cases: alone?.cases ?? row.cases, slow: alone === null || alone.milliseconds > slowest });
    const milliseconds = Math.round(full.milliseconds + (smoke?.milliseconds ?? 0));
    if (!isSeen || (smoke !== null && !row.smoke))
      process.stdout.write(
        `SURVIVED ${isSeen ? 'smoke' : mutant.profile === 'nightly' ? 'nightly' : 'full'} ${mutant.id}: ${mutant.sentence}; wants ${mutant.expect} ${mutant.trips.join(', ')}; got ${row.verdict} ${row.trips.join(', ')}; acted ${String(widest.mutations)} times; ${widest.report.reasons.slice(0, 2).join('; ').slice(0, 300)}\n`,
      );
    if (milliseconds > 10_000) process.stdout.write(`slow ${mutant.id}: ${String(milliseconds)} ms\n`);
  }
  return { mutants: rows };
}

async function runFaithful(): Promise<number> {
  let red = 0;
  for (const server of faithful.filter(isWanted)) {
    const { report } = await play({ variant: server.variant, id: server.id, profile: 'full', env: server.env ?? {} });
    if (report.exitCode === 0) continue;
    red += 1;
    process.stdout.write(`NOT GREEN ${server.id}: ${server.sentence}; ${report.reasons.join('; ').slice(0, 400)}\n`);
  }
  return red;
}

/** True when a server with more attributes was judged as it deserves: what is broken is found, and nothing else is. */
function isRight({ id, exitCode, failures }: AttributeRow): boolean {
  const broken = brokenWithAttributes.find((server) => server.id === id);
  if (broken !== undefined)
    return failures.some(({ clause, pointer }) => `${clause} ${pointer}`.includes(broken.attribute));
  return exitCode === (mutants.some((mutant) => mutant.id === id) ? 2 : 0);
}

/** Plays the servers with attributes that no document names, each with the whole profile; gives how many were not judged right. */
async function runAttributes(): Promise<number> {
  let wrong = 0;
  for (const { which, edit } of additions) {
    const checkout = await checkOut(edit);
    try {
      const { rows, stderr } = await playIn(checkout, which);
      const notRight = rows.filter((row) => !isRight(row));
      if (rows.length === 0)
        process.stdout.write(`The servers with more attributes (${which}) were not played: ${stderr}\n`);
      for (const { id, verdict, reasons } of notRight)
        process.stdout.write(`WRONG ${id} (attributes: ${which}): ${verdict}; ${reasons.join('; ').slice(0, 300)}\n`);
      wrong += rows.length === 0 ? 1 : notRight.length;
    } finally {
      await checkout.dispose();
    }
  }
  return wrong;
}

/** Plays the profiles smoke and full on every faithful server, with GET and without, for twenty seeds; gives how often one did not fit. */
async function runFits(): Promise<number> {
  let over = 0;
  for (const server of [{ id: 'good', variant: {}, env: {} }, ...faithful].filter(isWanted).filter(isMine))
    for (const get of [true, false])
      for (const profile of ['smoke', 'full'] as const)
        for (let seed = 1; seed <= seeds; seed += 1) {
          const { id, variant, env = {} } = server;
          const { requests, budget, cut } = await fit({ id, variant, env, get, profile, seed });
          if (cut.length === 0 && requests <= budget) continue;
          over += 1;
          process.stdout.write(
            `DOES NOT FIT ${id}${get ? '' : ' without GET'}, ${profile}, seed ${String(seed)}: ${String(requests)} of ${String(budget)}; cut: ${cut.join(', ')}\n`,
          );
        }
  return over;
}

/** Runs the proofs that `npm test` leaves out; gives 1 when one of them failed. */
async function runLongProofs(): Promise<number> {
  const argv = [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'proof-long',
    '--reporter=minimal',
  ];
  const child = spawn(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0 ? 0 : 1;
}

const put = (file: string, text: string): Promise<void> => writeWhole(file, text, { advice: 'Make room.' });

const begin = performance.now();
const plays = (what: string): boolean => kind === 'all' || kind === what;
const failed = plays('proofs') && wanted === undefined && part === 1 ? await runLongProofs() : 0;
const matrix = !plays('mutants') ? { mutants: [] } : await runMutants();
const red = plays('faithful') ? await runFaithful() : 0;
const others =
  kind === 'all' && wanted === undefined && part === 1 ? (await runAttributes()) + (await disagreements()) : 0;
const over = plays('fit') ? await runFits() : 0;
const table = renderMatrix(matrix);
await mkdir(path.join(root, 'reports'), { recursive: true });
await put(
  path.join(root, 'reports', shard === undefined ? 'matrix.json' : `matrix-${String(part)}.json`),
  `${inRowsOfLists({ ...matrix })}\n`,
);
await put(path.join(root, 'reports', 'matrix.md'), `${table}\n`);
if (write === true && shard === undefined && wanted === undefined && plays('mutants')) {
  await put(path.join(root, 'tests', 'proof', 'matrix.json'), `${inRowsOfLists({ ...matrix })}\n`);
  const guide = path.join(root, 'CONTRIBUTING.md');
  const text = await readFile(guide, 'utf8');
  await put(
    guide,
    text.replace(/<!-- matrix -->[\s\S]*?<!-- \/matrix -->/, `<!-- matrix -->\n\n${table}\n\n<!-- /matrix -->`),
  );
}
process.stdout.write(
  `${table}\n${String(matrix.mutants.filter(({ killed, nightly = killed }) => !nightly).length)} mutants survived, ${String(red)} faithful servers not green, ${String(over)} times a profile did not fit, ${String(Math.round((performance.now() - begin) / 1000))} s\n`,
);
process.exitCode = failed + red + others + over > 0 ? 1 : 0;
