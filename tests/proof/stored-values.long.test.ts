/** What the contact holds is sent back first, and that is a case: judged like any update, read, and followed by the claim. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { json, refusal, text } from '../mock/responses.ts';
import { responses, sentContact } from '../mock/kit.ts';
import type { Call, Contact, MockResponse, Variant, World } from '../mock/types.ts';
import { facts } from '../mock/world.ts';
import { claimIn, isFresh, markOf, mostMinutes } from '../support/endpoint/index.ts';
import { runContract } from '../support/run/run.ts';
import { filesOf } from '../support/sandbox/index.ts';
import { startBench, type Bench } from './helpers/sandbox.ts';
import { play, trippedBy } from './helpers/servers.ts';
import { nothingElse } from './helpers/verdict-data.ts';

const stored = { name: 'Eve Holt', email: 'eve.holt@example.com' };
const sendsStored = (call: Call): boolean => sentContact(call)?.['name'] === stored.name;

/** Stores another name where one is sent. */
const storing =
  (sent: string, kept: string): NonNullable<Variant['write']> =>
  (call, next) => {
    next();
    if (sentContact(call)?.['name'] === sent) call.contact.name = kept;
  };

const withKey = (response: MockResponse): MockResponse => ({
  ...response,
  headers: { ...response.headers, 'x-by': facts.apiKey },
});

const first = ['stored-values-again', 'name-alone'];
const cameOf = async (variant: Variant, cases: readonly string[] = first) => {
  const { report } = await play({ variant, profile: 'smoke', cases, haste: 20 });
  return { exit: report.exitCode, tripped: trippedBy(report), reasons: report.reasons.join(' ') };
};
const refuses = (when: (sent: Record<string, unknown>) => boolean, seed: Partial<Contact> = {}): Variant => ({
  seed: ({ contacts }) => void Object.assign(contacts.get(facts.contactId) as Contact, seed),
  validate: (call, next) => {
    if (when(sentContact(call) ?? {})) throw refusal(422, 'Not this one.');
    return next();
  },
});

describe('a stored value that is sent back', () => {
  test.each<readonly [string, Variant, readonly string[]]>([
    ['a plain name that is refused', refuses(({ name }) => name === stored.name), ['update-answers-200']],
    ['a name that comes back as another', { write: storing(stored.name, 'Eve H') }, ['name-comes-back']],
    [
      'a name that is not plain and comes back as another',
      { ...refuses(() => false, { name: 'Zoë' }), write: storing('Zoë', 'Zo') },
      ['name-comes-back'],
    ],
    [
      'a response with a key too few',
      { show: (call, next) => (sendsStored(call) ? { ...next(), tags: undefined } : next()) },
      ['answer-nine-keys'],
    ],
    ['a response that carries the key', responses(withKey, sendsStored), ['answer-never-carries-key']],
  ])('is red: %s', async (_what, variant, clauses) => {
    const { exit, tripped } = await cameOf(variant);
    expect(exit).toBe(2);
    expect(tripped.filter((clause) => clauses.includes(clause))).toEqual(clauses);
  });

  test.each<readonly [string, Variant, string]>([
    ['an empty name', refuses(({ name }) => name === '', { name: '' }), 'name'],
    ['an email that is none', refuses(({ email }) => email === 'eve at home', { email: 'eve at home' }), 'email'],
  ])('is no finding where it is not plain and refused: %s', async (_what, variant, name) => {
    const { exit, tripped, reasons } = await cameOf(variant, []);
    expect({ exit, tripped }).toEqual({ exit: 3, tripped: [] });
    expect(reasons).toContain(`The contact holds a value of ${name} that the target does not take back`);
  });

  test('is not followed by controls of that attribute', async () => {
    const values: unknown[] = [];
    const { report } = await play({
      variant: {
        ...refuses(({ name }) => name === '', { name: '' }),
        before: (call) => {
          const value = /"name":"([^"]*)"/.exec(call.bytes.toString())?.[1];
          if (value !== undefined && !call.bytes.includes('must not')) values.push(value);
          return call.nth === 9 ? { status: 503, headers: {}, body: {} } : undefined;
        },
      },
      profile: 'smoke',
      haste: 20,
    });
    expect(report.exitCode).toBe(3);
    expect([...new Set(values)]).toEqual(['']);
  });
});

/** A run against a live target, of one case and of what belongs to each run. */
async function lived(variant: (sent: string[], bench: () => Bench) => Variant, cases = ['name-alone']) {
  const sent: string[] = [];
  const bench: Bench = await startBench(
    variant(sent, () => bench),
    { change: { profile: 'smoke', cases, confirm: 1 } },
  );
  const report = await runContract({
    settings: bench.options.settings,
    comparisons: nothingElse,
    signal: new AbortController().signal,
    journals: bench.options.directory,
    sleep: () => Promise.resolve(),
  });
  return { report, sent, contact: bench.mock.stored() };
}
const noting = (sent: string[], call: Call): void =>
  void sent.push(call.method === 'GET' ? 'read' : call.bytes.toString());

test('a live run reads, sends back, reads and claims before it tests', async () => {
  const { report, sent } = await lived((all) => ({ before: (call) => (noting(all, call), undefined) }));
  const kinds = sent.map((body) =>
    body === 'read' ? body : body.includes(stored.name) ? 'stored' : /\.r[0-9a-z]{12}@/.test(body) ? 'claim' : 'other',
  );
  expect(kinds.slice(0, 7)).toEqual(['read', 'read', 'read', 'stored', 'read', 'claim', 'other']);
  expect(kinds.slice(-2)).toEqual(['stored', 'read']);
  expect(report).toMatchObject({ exitCode: 0, sandbox: { restored: true } });
});

test('what moved while the runner started stops the run before it writes', async () => {
  const { report, sent, contact } = await lived((all) => ({
    before: (call) => {
      noting(all, call);
      if (call.nth === 3) (call.world.contacts.get(facts.contactId) as Contact).name = 'A Person';
      return undefined;
    },
  }));
  expect(report).toMatchObject({ exitCode: 3 });
  expect(report.reasons.join(' ')).toContain('name changed before this run had written anything');
  expect(sent.filter((body) => body.includes('"name"'))).toEqual([]);
  expect(contact).toMatchObject({ ...stored, name: 'A Person' });
});

test('a response to the claim is judged like that to any update', async () => {
  const { report } = await lived(() =>
    responses(withKey, (call) => Object.keys(sentContact(call) ?? {}).join() === 'email'),
  );
  expect(trippedBy(report)).toContain('answer-never-carries-key');
  expect(report.exitCode).toBe(2);
});

test('what putting back broke is looked at before the journal is closed', async () => {
  const journals: boolean[] = [];
  let hasWritten = false;
  const { report, sent, contact } = await lived((all, its) => ({
    before: (call) => {
      noting(all, call);
      const isName = call.bytes.includes('"name":');
      const isBack = hasWritten && call.bytes.includes(stored.name);
      hasWritten ||= isName && !call.bytes.includes(stored.name);
      if (!isBack) return undefined;
      const { directory, settings } = its().options;
      journals.push(existsSync(filesOf(directory, settings).journal));
      return undefined;
    },
    show: (call, next) => {
      const { created_at: _, ...rest } = next();
      return hasWritten && sendsStored(call) ? rest : next();
    },
  }));
  expect(trippedBy(report)).toContain('answer-nine-keys');
  expect(journals.length).toBeGreaterThan(4);
  expect(journals).not.toContain(false);
  expect(sent.at(-1)).not.toContain('"name"');
  expect({ ...contact, updated_at: 0 }).toMatchObject(stored);
  expect(report.sandbox.restored).toBe(true);
});

describe('the mark of a run', () => {
  test('is young until the longest run has put the contact back', () => {
    const began = Date.now();
    const claim = claimIn({ email: `zoe.r${markOf(began, 0)}@example.com` }, new Date(began));
    const at = (minutes: number): boolean => claim !== null && isFresh(claim, new Date(began + minutes * 60_000));
    expect([at(mostMinutes + 10), at(mostMinutes + 15)]).toEqual([true, false]);
  });
});

describe('a refusal that shows that a record is gone', () => {
  const tag = facts.tagIds[3] ?? '';
  const gone = (world: World): void => {
    (world.tags as Map<string, string>).delete(tag);
    for (const contact of world.contacts.values()) contact.tag_ids = contact.tag_ids.filter((id) => id !== tag);
  };
  const isRefused = (call: Call): boolean => call.bytes.includes(tag);

  test.each<readonly [string, Variant['respond'], number, string]>([
    [
      'carries the key',
      (call, response) => (isRefused(call) ? json(422, { error: `No tag for ${facts.apiKey}` }) : response),
      2,
      'answer-never-carries-key',
    ],
    ['is a page', (call, response) => (isRefused(call) ? text(422, '<p>No</p>') : response), 3, 'errors-are-json'],
  ])('is judged: it %s', async (_what, response = (_call, given) => given, exit, clause) => {
    const { report } = await play({
      variant: { seed: gone, respond: response },
      profile: 'full',
      cases: ['tags-all'],
      haste: 20,
    });
    expect(trippedBy(report)).toContain(clause);
    expect(report.exitCode).toBe(exit);
  });

  test('does not drop what a response before it has shown', async () => {
    let updates = 0;
    const { report } = await play({
      variant: {
        seed: gone,
        ...responses((response) => ((updates += 1) === 2 ? withKey(response) : response)),
      },
      profile: 'full',
      cases: ['tags-swapped'],
      haste: 20,
    });
    expect(trippedBy(report)).toContain('answer-never-carries-key');
  });
});
