/**
 * What the suite says about every mutant, every faithful server and the stand-in itself, seed fixed: a record to move code behind.
 * Plays the profile full and writes one line per server; `--against` compares with a record made earlier and lists what differs.
 */
import type { Report } from '../../support/report/types.ts';
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { writeWhole } from '../../support/files/write.ts';
import { faithful } from '../../mock/faithful/index.ts';
import { mutants } from '../../mock/mutants/index.ts';
import { goodBaselines, playMutant } from '../helpers/matrix.ts';
import { play, type Outcome } from '../helpers/servers.ts';

/** One line of the record. */
interface Row {
  readonly server: string;
  readonly verdict: string;
  readonly exit: number;
  readonly requests: number;
  /** A hash of method, path and body of every request, in order. */
  readonly sent: string;
  /** `outcome clause pointer first-case`, with the number of further cases and a hash of their names; sorted. */
  readonly findings: readonly string[];
  /** False for a server that was not answered the same twice: only its clauses are compared. */
  readonly steady?: false;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const recordFile = path.join(root, 'tests', 'proof', 'record', 'servers.jsonl');

const command = new Command('proof:record')
  .description('Plays every server of the mock and compares what is said with the record, or writes it.')
  .option('--write', `write the record; with --against, what differs between the two is marked as not steady`)
  .option('--against <file>', 'the record to compare with', recordFile)
  .option('--out <file>', 'where this play is written', path.join(root, 'reports', 'servers.jsonl'))
  .option('--some <n>', 'every n-th server only', '1')
  .option('--shard <i/n>', 'every n-th server only, beginning with the i-th: for several processes at once')
  .option('--only <ids>', 'only these servers, separated by commas')
  .option('--join <files>', 'compare these finished parts, separated by commas, in the place of playing');
command.parse();
const options = command.opts<{
  write?: boolean;
  against: string;
  out: string;
  some: string;
  shard?: string;
  only?: string;
  join?: string;
}>();

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const shortened = ({ outcome, clause, pointer, cases, flaky }: Report['findings'][number]): string => {
  const rest = cases.slice(1);
  const more = rest.length === 0 ? '' : ` +${String(rest.length)} ${hash([...rest].sort().join(' ')).slice(0, 6)}`;
  return `${outcome}${flaky ? ' (flaky)' : ''} ${clause} ${pointer || '-'} ${cases[0] ?? ''}${more}`;
};

const rowOf = (server: string, { report, sent }: Outcome): Row => ({
  server,
  verdict: report.verdict,
  exit: report.exitCode,
  requests: sent.length,
  sent: hash(sent.join('\n')),
  findings: [
    ...report.findings.filter(({ severity }) => severity !== 'note').map(shortened),
    ...report.drift
      .filter(({ against }) => against === 'baseline')
      .map(({ rule, pointer, classification }) => `drift ${classification} ${rule} ${pointer || '-'}`),
  ].sort(),
});

async function playAll(): Promise<readonly Row[]> {
  const baselines = await goodBaselines();
  const servers: readonly { readonly id: string; readonly play: () => Promise<Outcome> }[] = [
    { id: 'mock', play: () => play({ profile: 'full' }) },
    { id: 'mock smoke', play: () => play({ profile: 'smoke' }) },
    ...faithful.map((server) => ({
      id: `faithful ${server.id}`,
      play: () => play({ variant: server.variant, id: server.id, profile: 'full', env: server.env ?? {} }),
    })),
    ...mutants.map((mutant) => ({ id: mutant.id, play: () => playMutant(mutant, 'full', baselines) })),
  ];
  const [part = 1, parts = 1] = (options.shard ?? '1/1').split('/').map(Number);
  const only = options.only?.split(',');
  const wanted = servers
    .filter(({ id }) => only === undefined || only.includes(id))
    .filter((_server, index) => index % Number(options.some) === 0)
    .filter((_server, index) => index % parts === part - 1);
  const rows: Row[] = [];
  for (const server of wanted) rows.push(rowOf(server.id, await server.play()));
  return rows;
}

const readRows = async (file: string): Promise<readonly Row[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

const clausesOf = ({ verdict, exit, findings }: Row): string =>
  [
    verdict,
    exit,
    ...new Set(
      findings.map((finding) =>
        finding
          .replace(/ \(flaky\)/, '')
          .split(' ')
          .slice(0, 2)
          .join(' '),
      ),
    ),
  ].join(' ');

/** What two plays of one server do not have in common; empty when they agree as far as they are compared. */
function differencesOf(was: Row, is: Row): readonly string[] {
  if (was.steady === false) {
    const [left, right] = [clausesOf(was), clausesOf(is)];
    return left === right ? [] : [`clauses: ${left} -> ${right}`];
  }
  return [
    ...(['verdict', 'exit', 'requests', 'sent'] as const)
      .filter((key) => was[key] !== is[key])
      .map((key) => `${key}: ${String(was[key])} -> ${String(is[key])}`),
    ...was.findings.filter((finding) => !is.findings.includes(finding)).map((finding) => `- ${finding}`),
    ...is.findings.filter((finding) => !was.findings.includes(finding)).map((finding) => `+ ${finding}`),
  ];
}

const write = (file: string, rows: readonly Row[]): Promise<void> =>
  writeWhole(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { advice: 'Make room.' });

const rows =
  options.join === undefined ? await playAll() : (await Promise.all(options.join.split(',').map(readRows))).flat();
await mkdir(path.dirname(options.out), { recursive: true });
await write(options.out, rows);
const known = new Map((await readRows(options.against).catch(() => [])).map((row) => [row.server, row]));
const compared = rows.map((is) => {
  const was = known.get(is.server);
  return { is, was, differs: was === undefined ? [] : differencesOf(was, is) };
});
for (const { is, differs } of compared)
  if (differs.length > 0) process.stdout.write(`${is.server}\n${differs.map((line) => `    ${line}\n`).join('')}`);
const changed = compared.filter(({ differs }) => differs.length > 0).length;
if (options.write === true)
  await write(
    recordFile,
    compared.map(({ is, was, differs }) =>
      was?.steady === false || differs.length > 0 ? { ...is, steady: false as const } : is,
    ),
  );
process.stdout.write(`${String(rows.length)} servers played, ${String(changed)} differ from the record\n`);
process.exitCode = changed > 0 && options.write !== true ? 1 : 0;
