/** One run at a time per contact, wherever the runs are started: the contact itself says which run writes to it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import mockBaseline from '../../fixtures/baselines/mock.json' with { type: 'json' };
import type { Contact, Variant } from '../mock/types.ts';
import { everySoOften, once } from '../mock/writers.ts';
import { makeBaseline } from '../support/drift/index.ts';
import { claimIn, isFresh, markOf, noClaim } from '../support/endpoint/index.ts';
import { filesOf, openSandbox, restoreOnDemand, type Opening } from '../support/sandbox/index.ts';
import { play } from './helpers/servers.ts';
import { killed, startBench, type Bench } from './helpers/sandbox.ts';

const hour = 3_600_000;
const addressOf = (mark: string): string => `zoe+c0ffee.r${mark}@example.com`;
const now = new Date('2026-11-26T09:00:00Z');

describe('the mark of a run', () => {
  test('is twelve digits of base 36, of when it began and which it is', () => {
    const time = now.getTime().toString(36);
    const marks = [markOf(now.getTime(), 0), markOf(now.getTime(), 0.5), markOf(now.getTime(), 0.999_999_9)];
    expect(time).toHaveLength(8);
    expect(marks).toEqual([`${time}0000`, `${time}i000`, `${time}zzzz`]);
  });

  test('is read from an address, in any letter case', () => {
    const claim = claimIn({ email: addressOf(markOf(now.getTime(), 0.5)).toUpperCase() }, now);
    expect(claim).toEqual({ mark: markOf(now.getTime(), 0.5), since: now });
  });

  test.each([
    ['no address', null],
    ['another address', 'zoe@example.com'],
    ['a name that looks like one', 'john.robertsonsmit@example.com'],
    ['another domain', `zoe.r${markOf(now.getTime(), 0)}@example.org`],
    ['the mark of no run', addressOf(noClaim)],
    ['a run of the day after tomorrow', addressOf(markOf(now.getTime() + 48 * hour, 0))],
  ])('is not read from %s', (_what, email) => expect(claimIn({ email }, now)).toBeNull());

  test('is fresh for three hours', () => {
    const since = (hours: number) => ({ mark: noClaim, since: new Date(now.getTime() - hours * hour) });
    expect([isFresh(since(2.99), now), isFresh(since(3), now)]).toEqual([true, false]);
  });
});

let bench: Bench;
const restart = async (variant: Variant = {}): Promise<void> => {
  bench = await startBench(variant);
};
beforeEach(() => restart());

const own = markOf(Date.now(), 0.25);
const other = (age = 0): string => markOf(Date.now() - age, 0.75);
/** The contact holds an address when the run opens it. */
const carries = async (email: string): Promise<void> => {
  await restart(once(1, (contact) => void (contact.email = email)));
};
const open = (): Promise<Opening> => openSandbox({ ...bench.options, claim: own });

describe('a run', () => {
  test('reads twice before it opens a contact, and writes nothing', async () => {
    expect(await open()).toMatchObject({ kind: 'open', repeated: 1 });
    expect(bench.mock.mutations()).toBe(0);
    expect(
      JSON.parse(await readFile(filesOf(bench.options.directory, bench.options.settings).journal, 'utf8')),
    ).toMatchObject({ claim: own, state: { email: 'eve.holt@example.com' } });
  });

  test('keeps off a contact with the mark of another run', async () => {
    await carries(addressOf(other()));
    const opening = await open();
    expect(opening).toMatchObject({ kind: 'locked' });
    expect((opening as { readonly message: string }).message).toMatch(/^Another run uses this contact: it began at 2/);
    expect(bench.mock.hits()).toBe(1);
  });

  test('keeps off a contact with an old mark whose journal is not here', async () => {
    await carries(addressOf(other(4 * hour)));
    const opening = await open();
    expect(opening).toMatchObject({ kind: 'locked' });
    expect((opening as { readonly message: string }).message).toMatch(
      /its journal is not here.* it holds \{.*"name":"Eve Holt"/,
    );
    expect(bench.mock.hits()).toBe(2);
  });

  test('keeps off a contact that moves before it has written', async () => {
    await bench.end();
    await restart(once(2, (contact) => void (contact.name = 'Edited By Hand')));
    const opening = await open();
    expect(opening).toMatchObject({ kind: 'locked' });
    expect((opening as { readonly message: string }).message).toMatch(
      /^Somebody else writes to this contact: name changed/,
    );
    expect(bench.mock.hits()).toBe(3);
  });

  test('is not kept off by a read that flickers', async () => {
    await bench.end();
    let reads = 0;
    await restart({
      find: (call, next) => {
        const contact = next();
        if (call.action !== 'read' || contact === undefined) return contact;
        reads += 1;
        return reads === 2 ? { ...contact, name: 'Somebody' } : contact;
      },
    });
    expect(await open()).toMatchObject({ kind: 'open', repeated: 2 });
  });

  test('puts back what its own journal says', async () => {
    await open();
    await killed(bench.options);
    expect(await openSandbox({ ...bench.options, claim: other() })).toMatchObject({
      kind: 'open',
      recovered: { ok: true },
    });
  });

  test('leaves its journal while another run is at work', async () => {
    await open();
    await killed(bench.options);
    await bench.write({ email: addressOf(other()) });
    expect(await restoreOnDemand({ ...bench.options }, null)).toMatchObject({
      kind: 'restored',
      restored: { ok: false, message: expect.stringMatching(/^Another run uses this contact/) as string },
    });
    expect(bench.mock.stored()).toMatchObject({ name: 'Eve Holt' });
  });
});

test.each([
  ['that the log has is its own', own, 'At Home'],
  ['that the log does not have is of another run', other(), 'Eve Holt'],
])('where no journal can be read, a mark %s', async (_what, mark, name) => {
  await open();
  await bench.write({ email: addressOf(own) });
  await bench.edit({ email: addressOf(mark) });
  await killed(bench.options);
  const { journal, backup } = filesOf(bench.options.directory, bench.options.settings);
  for (const file of [journal, backup]) await writeFile(file, '{');
  await mkdir(bench.options.homeDirectory, { recursive: true });
  await writeFile(
    path.join(bench.options.homeDirectory, 'stand-in.json'),
    JSON.stringify({ contact: { name: 'At Home' } }),
  );
  await restoreOnDemand(bench.options, null);
  expect(bench.mock.stored()).toMatchObject({ name });
});

test('of two checkouts that open a contact, the second one writes nothing', async () => {
  const elsewhere = { ...bench.options, directory: path.join(bench.directory, 'elsewhere'), claim: other() };
  const first = await open();
  await bench.write({ email: addressOf(own) });
  const second = await openSandbox(elsewhere);
  expect([first.kind, second.kind]).toEqual(['open', 'locked']);
  if (first.kind === 'open') await first.restore();
  expect(bench.mock.stored()).toMatchObject({ email: 'eve.holt@example.com' });
  expect(await openSandbox(elsewhere)).toMatchObject({ kind: 'open' });
});

describe('while cases are played', () => {
  const claimedBy = (mark: string) => (contact: Contact) => void (contact.email = addressOf(mark));

  test.each(['smoke', 'full'] as const)('the mark of another run makes %s inconclusive', async (profile) => {
    const { report } = await play({ variant: once(10, claimedBy(other())), id: 'other-run', profile });
    expect({ exit: report.exitCode, broken: report.findings.filter(({ outcome }) => outcome === 'fail') }).toEqual({
      exit: 3,
      broken: [],
    });
    expect(report.reasons.join(' ')).toMatch(/it carries the mark of another run, which began at 2/);
  });

  test('an old mark is no other run', async () => {
    const { report } = await play({
      variant: everySoOften(1e9, claimedBy(noClaim), Date.now),
      id: 'old-mark',
      profile: 'smoke',
    });
    expect(report.exitCode).toBe(0);
  });

  test('what renews the claim is no response that a baseline pins', async () => {
    const { answers: responses } = makeBaseline((await play({ profile: 'full' })).report, now);
    expect(responses).toEqual(mockBaseline.answers);
  });

  test('no more than nine cases in a row leave the contact without the mark', async () => {
    const { sent } = await play({ profile: 'full' });
    const addresses = sent.flatMap((request) => /"email":"([^"]*)"/.exec(request)?.[1] ?? []);
    let without = 0;
    const longest = Math.max(
      ...addresses.map((address) => (without = address.includes(`.r${noClaim}@`) ? 0 : without + 1)),
    );
    expect(addresses.length).toBeGreaterThan(40);
    expect(longest).toBeLessThanOrEqual(9);
  });
});
