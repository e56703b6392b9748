/** A whole smoke run on a server that puts a long text into each attribute, header and error: judged to its end, in proportion to the length. */
import { expect, test } from 'vitest';
import { refuses, shows } from '../mock/kit.ts';
import type { Variant } from '../mock/types.ts';
import { play } from './helpers/servers.ts';

/** What Node takes for a header of a response, less the other headers. */
const headerRoom = 12_000;
/** Requests that are answered as they should be: what the contact holds is then sent back as it is, and not refused for its length. */
const opening = 6;

const longTexts = (length: number): Variant => {
  const text = 'é <&"\\ at ~1/:: '.repeat(Math.ceil(length / 16)).slice(0, length);
  const header = text.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, headerRoom);
  const refused = refuses((response) => ({ ...response, body: { error: text } }));
  return {
    ...shows(
      (shown) => ({ ...shown, name: text, email: text, phone_number: text }),
      ({ nth }) => nth > opening,
    ),
    respond: async (call, response) => {
      const said = (await refused.respond?.(call, response)) ?? response;
      return { ...said, headers: { ...said.headers, 'x-echo': header } };
    },
  };
};

/** What a smoke run says, and the milliseconds of processor that suite and server take for it. */
async function smoke(length: number) {
  const before = process.cpuUsage();
  const { report, mutations } = await play({
    variant: longTexts(length),
    id: 'long-texts',
    profile: 'smoke',
    haste: 20,
  });
  const { user, system } = process.cpuUsage(before);
  return { report, mutations, milliseconds: (user + system) / 1000 };
}

/** Twice the work, and less than two thirds of what a square would take. */
const limit = 2.5;

test('a smoke run judges texts of a megabyte in every place', async () => {
  const { report, mutations } = await smoke(1_000_000);
  expect(mutations).toBeGreaterThan(10);
  expect(report).toMatchObject({ verdict: 'violated', exitCode: 2 });
  expect(report.clauses.find(({ id }) => id === 'name-comes-back')).toMatchObject({ outcome: 'fail' });
  expect(report.findings.filter(({ outcome }) => outcome === 'error')).toEqual([]);
});

test('a smoke run on texts twice as long takes 2.5 times as long at most', async () => {
  let [short, long] = [Infinity, Infinity];
  for (let round = 0; round < 4 && !(long / short < limit); round += 1) {
    short = Math.min(short, (await smoke(200_000)).milliseconds);
    long = Math.min(long, (await smoke(400_000)).milliseconds);
  }
  expect(long / short).toBeLessThan(limit);
});
