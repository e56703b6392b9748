/** What could not be decoded was not read: it is never written back, and the bytes are judged whatever the profile. */
import type { Exchange } from '../support/client/exchange.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Variant } from '../mock/index.ts';
import { facts } from '../mock/world.ts';
import { run as doctor } from '../support/cli/doctor.ts';
import { updateOf } from '../support/endpoint/index.ts';
import { runContract } from '../support/run/run.ts';
import { judgeStored } from '../support/run/stored.ts';
import { sandboxEnvironment, startBench, type Bench } from './helpers/sandbox.ts';
import { nothingElse } from './helpers/verdict-data.ts';

let bench: Bench;
afterEach(() => vi.unstubAllEnvs());

type When = (text: string, action: string) => boolean;
const always: When = () => true;
const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** A server that answers in Latin 1 and says UTF-8, with a contact whose name is not ASCII; and the names that it was sent. */
function inLatin1(when: When): { readonly variant: Variant; readonly names: string[] } {
  const names: string[] = [];
  const variant: Variant = {
    seed: ({ contacts }) => void Object.assign(contacts.get(facts.contactId) ?? {}, { name: 'Zoë' }),
    validate: (_call, next) => {
      const changes = next();
      names.push(...(changes.name === undefined ? [] : [changes.name]));
      return changes;
    },
    accept: (call, next) => {
      const { body, ...response } = next();
      const text = JSON.stringify(body);
      return when(text, call.action) ? { ...response, text: Buffer.from(text, 'latin1') } : { ...response, body };
    },
  };
  return { variant, names };
}

describe('a contact whose name is not ASCII', () => {
  test.each<[string, When, boolean]>([
    ['always in Latin 1', always, false],
    ['in Latin 1 where the name is not ASCII', (text) => !isAscii(text), false],
    ['in Latin 1 to updates', (_text, action) => action === 'update', true],
  ])(
    'answered %s makes smoke red and keeps its name',
    async (_how, when, isWritten) => {
      const { variant, names } = inLatin1(when);
      bench = await startBench(variant, { change: { profile: 'smoke' } });
      const report = await runContract({
        settings: bench.options.settings,
        comparisons: nothingElse,
        signal: new AbortController().signal,
        journals: bench.options.directory,
      });
      expect(report).toMatchObject({ verdict: 'violated', exitCode: 2, sandbox: { restored: true } });
      expect(report.reasons[0]).toBe('broken: answer-bytes-utf8');
      expect(bench.mock.stored().name).toBe('Zoë');
      expect([names.length > 0, names.filter((name) => name.includes('\ufffd'))]).toEqual([isWritten, []]);
    },
    90_000,
  );

  test('that no response shows in UTF-8 is neither read nor put back', async () => {
    const { variant, names } = inLatin1(always);
    bench = await startBench(variant);
    const opening = await bench.opened();
    expect(Object.keys(opening.snapshot.state)).toEqual(['email', 'phone_number', 'company_id', 'owner_id', 'tag_ids']);
    await bench.write({ email: 'other@example.com' });
    expect(await opening.restore()).toMatchObject({ ok: true, attributes: { name: 'not readable, never written' } });
    expect([bench.mock.stored().name, bench.mock.stored().email, names]).toEqual(['Zoë', 'eve.holt@example.com', []]);
  });

  test('that only reads show in Latin 1 is read by an update, and put back', async () => {
    bench = await startBench(inLatin1((_text, action) => action === 'read').variant, { change: { profile: 'smoke' } });
    const opening = await bench.opened();
    expect(opening.snapshot).toMatchObject({ state: { name: 'Zoë' }, blind: ['name'] });
    await bench.write({ name: 'Eve' });
    expect(await opening.restore()).toMatchObject({ ok: true });
    expect(bench.mock.stored().name).toBe('Zoë');
  });

  test('is told by npm run doctor', async () => {
    bench = await startBench(inLatin1(always).variant);
    for (const [name, value] of Object.entries(sandboxEnvironment(bench.mock.baseUrl))) vi.stubEnv(name, value);
    let output = '';
    const write = (text: string): unknown => (output += text);
    expect(await doctor([], { stdout: { write }, stderr: { write }, cwd: bench.directory, now: new Date(0) })).toBe(0);
    expect(output).toMatch(/note: the response is not UTF-8, so name cannot be read/);
  });
});

describe('the bytes of the stored values', () => {
  const judge = async (when: When, { lastShown = Infinity, isRestored = true } = {}) => {
    const { variant } = inLatin1(when);
    // A gateway that is down from some request on: no update shows the contact any more.
    bench = await startBench({
      ...variant,
      respond: ({ nth }, response) => (nth > lastShown ? { status: 503, headers: {}, body: {} } : response),
    });
    const { client, options } = bench;
    const { settings, sleep } = options;
    const spec = updateOf(facts.apiKey, facts.contactId, { name: 'Zoë' });
    const exchange: Exchange = await client.send(spec, { case: '', purpose: 'restore' });
    const opening = {
      ok: isRestored,
      cause: null,
      attributes: {},
      message: '',
      requests: 1,
      asGoodAsItGets: false,
      gone: {},
    } as const;
    const restored = { ...opening, byHand: null, elsewise: {}, theirs: [] };
    const found = await judgeStored(settings, {
      exchanges: [exchange],
      reports: [],
      restored,
      client,
      sleep,
      lateAfter: 5,
    });
    return { found, hits: bench.mock.hits() };
  };

  test('are broken where four further looks show it', async () => {
    const { found, hits } = await judge(always);
    expect(found).toMatchObject([{ clause: 'answer-bytes-utf8', outcome: 'fail', confirmation: { id: 2 } }]);
    expect([hits, bench.pauses]).toEqual([5, [5]]);
  });

  test.each([1, 2, 3, 4])('that are broken %i times in a row come and go', async (times) => {
    let left = times;
    const { found } = await judge(() => (left -= 1) >= 0);
    expect(found).toMatchObject([{ clause: 'answer-bytes-utf8', outcome: 'warn', flaky: true }]);
  });

  test.each([
    ['none of the further looks shows the contact', { lastShown: 1 }, /\(no update shows the contact any more\)/],
    ['only two further looks show the contact', { lastShown: 3 }, /\(no update shows the contact any more\)/],
    ['the stored values were not put back', { isRestored: false }, /\(the stored values were not put back\)/],
  ])('are inconclusive where %s', async (_why, how, message) => {
    const { found } = await judge(always, how);
    expect(found).toMatchObject([
      {
        clause: 'answer-bytes-utf8',
        outcome: 'inconclusive',
        message: expect.stringMatching(message) as string,
        exchange: { id: 1 },
      },
    ]);
  });

  test('that are UTF-8 cost no request', async () => expect(await judge(() => false)).toEqual({ found: [], hits: 1 }));
});
