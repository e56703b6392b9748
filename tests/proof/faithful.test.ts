/** Servers that keep the contract and differ where it is silent: the ones that differ most; `npm run proof:full` plays all. */
import { expect, test } from 'vitest';
import { faithful } from '../mock/faithful/index.ts';
import { mostDifferent } from './helpers/faithful-servers.ts';
import { play } from './helpers/servers.ts';

const some = [{ id: 'good', variant: {}, env: {} }, ...faithful.filter(({ id }) => mostDifferent.has(id))];

test.each(some.map((server) => ({ server, id: server.id })))(
  'a server that differs stays green: $id',
  async ({ server }) => {
    const { variant, id, env = {} } = server;
    const { report } = await play({ variant, id, profile: 'smoke', env });
    expect({ verdict: report.verdict, findings: report.findings.filter(({ outcome }) => outcome === 'fail') }).toEqual({
      verdict: 'conformant',
      findings: [],
    });
  },
);
