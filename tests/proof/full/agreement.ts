/** Holds the proof's own way of playing cases against the command's: both have to say the same about a server. */
import type { Report } from '../../support/report/types.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { faithful } from '../../mock/faithful/index.ts';
import { startMock, type VariantSource } from '../../mock/index.ts';
import { mutants } from '../../mock/mutants/index.ts';
import { runContract } from '../../support/run/run.ts';
import { play, settingsFor } from '../helpers/servers.ts';

/** Servers of many kinds that do not wait. */
const servers: readonly { readonly id: string; readonly variant: VariantSource }[] = [
  { id: 'mock', variant: {} },
  ...faithful.slice(0, 2),
  ...mutants.filter(
    ({ profile, env, drift }, index) => profile === 'smoke' && env === undefined && !drift && index % 29 === 0,
  ),
].slice(0, 10);

/** What a report says of a server, free of what only one of the two ways does: reading at first, and putting back. */
const sayingOf = ({ verdict, findings }: Report): string =>
  [
    verdict,
    ...findings
      .filter(({ severity, case: id }) => severity !== 'note' && id !== 'snapshot')
      .map(({ outcome, clause, pointer, cases }) => `${outcome} ${clause} ${pointer} ${cases.join(',')}`)
      .sort(),
  ].join('\n');

async function byCommand(variant: VariantSource, journals: string): Promise<Report> {
  const mock = await startMock({ variant });
  try {
    return await runContract({
      settings: settingsFor(mock, { profile: 'smoke' }),
      comparisons: { baseline: null, accepted: { entries: [] }, history: [] },
      variant: typeof variant === 'function' ? variant() : variant,
      journals,
      signal: new AbortController().signal,
    });
  } finally {
    await mock.close();
  }
}

/** How many of ten servers the two ways disagree about; prints each with both. */
export async function disagreements(): Promise<number> {
  const journals = await mkdtemp(path.join(os.tmpdir(), 'agreement-'));
  let count = 0;
  try {
    for (const { id, variant } of servers) {
      const [own, command] = [
        sayingOf((await play({ variant, id, profile: 'smoke' })).report),
        sayingOf(await byCommand(variant, journals)),
      ];
      if (own === command) continue;
      count += 1;
      process.stdout.write(`DISAGREE ${id}\n  proof: ${own}\n  command: ${command}\n`);
    }
    process.stdout.write(
      `${String(servers.length)} servers, ${String(count)} disagreements between proof and command\n`,
    );
    return count;
  } finally {
    await rm(journals, { recursive: true, force: true });
  }
}
