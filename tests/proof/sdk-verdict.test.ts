/** What many requests of a client come to: causes, verdict, and what was never met. */
import { describe, expect, test } from 'vitest';
import { explainClauses } from '../support/cli/tasks/explain.ts';
import { clauses, isClauseId, sdkClauses } from '../support/catalogue.ts';
import { renderSdk } from '../support/judge/console.ts';
import { causesOf } from '../support/judge/causes.ts';
import { meetable } from '../support/judge/facets.ts';
import { answeredWith, recordOf, type Answered, type Recorded } from '../support/judge/record.ts';
import { sdkReportOf, type Session } from '../support/judge/report.ts';
import { exitOf, verdictOf, type Ended } from '../support/judge/verdict.ts';
import { journalLine } from '../support/sdk/control.ts';
import { scenarios, scenarioNamed } from '../support/sdk/scenarios.ts';
import { metaProblems } from './helpers/data-files.ts';
import { goodPath, json, key, known, requestOf, type Sent } from './helpers/sdk-requests.ts';

const ok: Answered = { status: 200, headers: {}, body: '{"contact":{"owner":null,"tags":["x"],"more":1}}', ms: 4 };

const recorded = (sent: Sent, nth = 1, response: Answered | null = ok, test_: string | null = null): Recorded =>
  answeredWith(
    recordOf(requestOf(sent), known, {
      nth,
      at: '2026-11-26T12:00:00.000Z',
      test: test_,
      origin: 'http://127.0.0.1:4010',
    }),
    response,
    known.apiKey,
  );

const good = recorded({});
const broken = recorded({ method: 'PUT' });
const told = recorded({ headers: [json] });
const outside = recorded({ target: '/health' });
const large = recorded({ length: 50_000_000 });

const ended = (code: number | null, change: Partial<Ended> = {}): Ended => ({
  code,
  signal: null,
  timedOut: false,
  leftRunning: 0,
  ...change,
});

const session = (records: readonly Recorded[], change: Partial<Session> = {}): Session => ({
  suite: { name: 'suite', version: '1.0.0' },
  startedAt: '2026-11-26T12:00:00.000Z',
  durationMs: 1200,
  strict: false,
  refuse: false,
  ignoreExit: false,
  scenario: null,
  program: 'pytest',
  ended: ended(0),
  faults: [],
  records,
  scenarios,
  ...change,
});
const unmet = { name: 'rate-limit', sentence: 'Throttles.', met: false };

describe('the exit code', () => {
  test.each<[string, readonly Recorded[], Partial<Session>, string, number]>([
    ['a right client', [good], {}, 'conformant', 0],
    ['a broken promise', [good, broken], {}, 'violated', 2],
    ['a broken promise before the code of the command', [broken], { ended: ended(7) }, 'violated', 2],
    ['tests that fail', [good], { ended: ended(7) }, 'conformant', 7],
    ['tests that fail and were left out', [good], { ended: ended(7), ignoreExit: true }, 'conformant', 0],
    ['tests that a signal ended', [good], { ended: ended(null, { signal: 'SIGTERM' }) }, 'conformant', 143],
    ['no request', [], {}, 'inconclusive', 3],
    ['no request and tests that fail', [], { ended: ended(4) }, 'inconclusive', 4],
    ['requests to other paths alone', [outside], {}, 'conformant', 0],
    ['what is told', [told, good], {}, 'conformant', 0],
    ['what is told, with strict', [told, good], { strict: true }, 'violated', 2],
    ['another path, with strict', [outside, good], { strict: true }, 'violated', 2],
    ['a scenario that was never met', [good], { scenario: unmet }, 'inconclusive', 3],
    ['a scenario that was met', [good], { scenario: { ...unmet, met: true } }, 'conformant', 0],
    ['a body that was not judged', [good, large], { strict: true }, 'inconclusive', 3],
    [
      'a command that ran out of time',
      [good],
      { ended: ended(null, { signal: 'SIGTERM', timedOut: true }) },
      'inconclusive',
      3,
    ],
    ['a fault of the stand-in', [broken], { faults: ['No room.'] }, 'error', 1],
  ])('after %s is right', (_what, records, change, verdict, exitCode) => {
    const report = sdkReportOf(session(records, change));
    expect(report).toMatchObject({ verdict, exitCode });
    expect(metaProblems('sdk-report', JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  test('a signal that nobody knows still fails', () => expect(exitOf({ code: null, signal: 'SIGWINCH' })).toBe(128));

  test('a verdict without a command is that of the requests', () => {
    const facts = { records: [good], causes: [], scenario: null, ended: null, ignoreExit: false, faults: [] };
    expect(verdictOf(facts)).toEqual({ verdict: 'conformant', exitCode: 0, reasons: [] });
  });
});

describe('causes', () => {
  const names = ['phoneNumber', 'tagIds', 'phoneNumber'];
  const many = names.map((name, at) => recorded({ attributes: { [name]: 'x' } }, at + 1, ok, `test ${at}`));

  test('names that are spelled in one other way are one cause', () =>
    expect(causesOf(many, false)).toMatchObject([
      {
        clause: 'sdk-attributes-documented',
        count: 3,
        requests: [1, 2, 3],
        subjects: ['phoneNumber (phone_number)', 'tagIds (tag_ids)'],
        tests: ['test 0', 'test 1', 'test 2'],
      },
    ]));

  test('two mistakes are two causes, and red ones come first', () => {
    const causes = causesOf([told, broken, good], false);
    expect(causes.map(({ clause, severity }) => [clause, severity])).toEqual([
      ['sdk-method-patch', 'red'],
      ['sdk-key-valid', 'warning'],
    ]);
  });

  test('a form in the place of JSON is one cause that breaks two promises', () => {
    const form = recorded({ headers: [key, ['Content-Type', 'application/x-www-form-urlencoded']], body: 'a=b' });
    expect(causesOf([form], false)).toMatchObject([{ clause: 'sdk-body-json', also: ['sdk-media-type-json'] }]);
    const failed = sdkReportOf(session([form])).clauses.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id)).toEqual(['sdk-media-type-json', 'sdk-body-json']);
  });

  test('fingerprints do not depend on values', () => {
    const of = (value: string): readonly string[] =>
      causesOf([recorded({ attributes: { nmae: value } })], false).map(({ fingerprint }) => fingerprint);
    expect(of('a')).toEqual(of('b'));
  });
});

describe('the screen of a client', () => {
  const screen = (records: readonly Recorded[], change: Partial<Session> = {}): string =>
    renderSdk(sdkReportOf(session(records, change)), { columns: 100, color: false });

  test('ends with the requests and the end of the command', () => {
    expect(screen([good])).toMatch(/\nCONFORMANT \(exit 0\) · 1 request · the command ended with 0\n$/);
    expect(screen([broken, good])).toMatch(/\nVIOLATED \(exit 2\) · 2 requests · the command ended with 0\n$/);
    expect(screen([], { ended: ended(5) })).toMatch(
      /\nINCONCLUSIVE \(exit 5\) · no request · the command ended with 5\n$/,
    );
  });

  test('has one card for a cause, with party and command line', () => {
    const text = screen([broken]);
    expect(text.match(/▌/g)).toHaveLength(1);
    expect(text).toContain('▌ FAIL  MUST  sdk-method-patch');
    expect(text).toMatch(/party +SDK/);
    expect(text).toMatch(/curl --include --request PUT/);
    expect(text).not.toMatch(/replay|drift:accept/);
  });

  test('says when the stand-in cannot know better', () =>
    expect(screen([recorded({ headers: [json, ['X-Api-Key', 'other']] })])).toContain(
      'the stand-in, which cannot know',
    ));

  test('lists what was never met, and not what was', () => {
    const text = screen([good]);
    expect(text).toMatch(/attributes never sent +email, phone_number/);
    expect(text).toMatch(/never shown empty or null +name, email, phone_number, company, tags/);
    expect(text).toContain('5xx (a failing server)');
  });
});

describe('the record of a request', () => {
  test('never holds the key', () => {
    const base64 = Buffer.from(`${known.apiKey}:`).toString('base64');
    const leaky = recorded(
      {
        target: `${goodPath}?api_key=${known.apiKey}`,
        headers: [key, json, ['Authorization', `Basic ${base64}`]],
        attributes: { name: known.apiKey, [known.apiKey]: 1 },
      },
      1,
      { ...ok, headers: { 'x-echo': known.apiKey }, body: `{"key":"${known.apiKey}"}` },
    );
    const text = journalLine(leaky) + JSON.stringify(leaky) + JSON.stringify(sdkReportOf(session([leaky])));
    expect(text).not.toContain(known.apiKey);
    expect(text).not.toContain(base64);
  });

  test('never holds another key', () => {
    const other = recorded({ headers: [json, ['X-Api-Key', 'a-real-key-0123456789'], ['Cookie', 'session=abc']] });
    expect(journalLine(other)).not.toMatch(/a-real-key|session=abc/);
  });

  test('keeps the beginning of a long body', () => {
    const long = recorded({ attributes: { name: 'x'.repeat(100_000) } });
    expect(journalLine(long).length).toBeLessThan(6000);
    expect(long.curl).toBeNull();
  });
});

describe('promises of clients and of the API', () => {
  test('do not mix', () => {
    expect(sdkClauses.filter(({ id }) => !id.startsWith('sdk-') || isClauseId(id))).toEqual([]);
    expect(clauses.filter(({ id, group }) => id.startsWith('sdk-') || group === 'sdk')).toEqual([]);
    expect(sdkClauses.length).toBeGreaterThan(12);
  });
});

test('a promise of clients is explained like any other', async () => {
  let text = '';
  const io = {
    stdout: { write: (part: string) => (text += part) },
    stderr: { write: () => '' },
    cwd: '.',
    now: new Date(0),
  };
  expect(await explainClauses(['sdk-method-patch'], io)).toBe(0);
  expect(text).toMatch(
    /^sdk-method-patch {2}MUST · sdk[^]*judged of what the tests of an SDK send[^]*fault of the SDK/,
  );
});

describe('scenarios', () => {
  test.each(scenarios.map(({ id }) => id))('%s is a server of the mock', async (id) => {
    expect((await scenarioNamed(id)).variant).toBeDefined();
  });

  test('have names of their own, and show what can be met', () => {
    const known_ = new Set(meetable.map(({ facet }) => facet));
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    expect(scenarios.flatMap(({ shows }) => shows).filter((facet) => !known_.has(facet))).toEqual([]);
  });

  test.each([
    ['rate-limits', /There is no scenario "rate-limits"\. Near it: rate-limit,/],
    ['ownernull', /Near it: owner-null/],
    ['zzzz', /There is no scenario "zzzz"\. --list-scenarios names/],
  ])('an unknown one, %s, names the nearest', async (name, sentence) => {
    await expect(scenarioNamed(name)).rejects.toThrow(sentence);
  });
});
