/** Further looks tell what is broken from what has the same cause, or comes in the same case, and passes. */
import { expect, test } from 'vitest';
import { json } from '../mock/responses.ts';
import { mutants } from '../mock/mutants/index.ts';
import { fromThenOn, forAWhile } from '../mock/passing.ts';
import type { Call, Shown, VariantSource } from '../mock/types.ts';
import { makeBaseline } from '../support/drift/index.ts';
import { virtualClock } from './helpers/clock.ts';
import { play, type PlayOptions } from './helpers/servers.ts';

/** The attributes of an update of these alone; null for any other request. */
function updateOf(call: Call, ...names: readonly string[]): Record<string, unknown> | null {
  const { contact } = (call.body ?? {}) as { contact?: Record<string, unknown> };
  if (call.action !== 'update' || contact === undefined) return null;
  return Object.keys(contact).sort().join() === [...names].sort().join() ? contact : null;
}

/** A server that shows an update otherwise where a rule picks it, with how many it has picked so far. */
const showing =
  (picks: (call: Call) => string | null, often: Readonly<Record<string, number>>, change: (shown: Shown) => Shown) =>
  (): { readonly show: (call: Call, next: () => Shown) => Shown } => {
    const counts = new Map<string, number>();
    return {
      show: (call, next) => {
        const shown = next();
        const kind = picks(call);
        if (kind === null) return shown;
        const count = (counts.get(kind) ?? 0) + 1;
        counts.set(kind, count);
        if (count > (often[kind] ?? 0)) return shown;
        call.acted();
        return change(shown);
      },
    };
  };

const outcome = async (options: Partial<PlayOptions>) => {
  const { report } = await play({ profile: 'full', id: 'apart', haste: 20, lateAfter: 1, patience: 300, ...options });
  const { exitCode, reasons, findings, drift } = report;
  return {
    exitCode,
    reasons,
    findings,
    drift,
    of: (wanted: string) => findings.filter((each) => each.outcome === wanted),
  };
};

const always = Number.POSITIVE_INFINITY;

const oneTagLess = (often: Readonly<Record<string, number>>): VariantSource =>
  showing(
    (call) => {
      const ids = updateOf(call, 'tag_ids')?.['tag_ids'];
      if (!Array.isArray(ids) || ids.length !== call.facts.tagIds.length) return null;
      return ids.join() === call.facts.tagIds.join() ? 'in order' : 'reversed';
    },
    often,
    (shown) => ({ ...shown, tags: (shown['tags'] as unknown[]).slice(1) }),
  );

test.each([
  ['the first of two is steady', { 'in order': always, reversed: 1 }],
  ['the second of two is steady', { 'in order': 1, reversed: always }],
])('two requests of a case break a promise, and %s', async (_what, often) => {
  const { exitCode, of } = await outcome({ variant: oneTagLess(often), cases: ['tags-all'] });
  expect([exitCode, of('fail').map(({ clause }) => clause)]).toEqual([2, expect.arrayContaining(['tags-come-back'])]);
});

/** Shortens the phone number in responses: sent alone until it is first sent with an email, and so many times with an email. */
const shortPhone =
  (often: number): VariantSource =>
  () => {
    let count = 0;
    return {
      show: (call, next) => {
        const shown = next();
        const isWithEmail = updateOf(call, 'email', 'phone_number') !== null;
        if (isWithEmail) count += 1;
        if (isWithEmail ? count > often : count > 0 || updateOf(call, 'phone_number') === null) return shown;
        call.acted();
        return { ...shown, phone_number: String(shown['phone_number']).slice(0, -1) };
      },
    };
  };
const phoneCases = ['phone-number-alone', 'together-email-phone-number'];

test('what passes in one case is broken in a later one that shows it', async () => {
  const variant = shortPhone(always);
  const { exitCode, of } = await outcome({ variant, cases: phoneCases });
  expect(exitCode).toBe(2);
  expect(of('fail').flatMap(({ cases }) => cases)).toEqual(of('fail').map(() => 'together-email-phone-number'));
  expect(of('warn').flatMap(({ cases }) => cases)).toEqual(of('warn').map(() => 'phone-number-alone'));
});

test('what passes in one case and in a later one is a warning in both', async () => {
  const variant = shortPhone(1);
  const { of } = await outcome({ variant, cases: phoneCases });
  expect([of('fail'), of('inconclusive'), of('warn').length > 0]).toEqual([[], [], true]);
});

const refusals = ['tags-unknown', 'key-missing', 'body-truncated', 'id-version-4'];
/** Refuses with another body; until the first request to another record has been refused, where it passes. */
const otherShape =
  (passes: boolean): VariantSource =>
  () => {
    let isOver = false;
    return {
      respond: (call, response) => {
        if (response.status < 400 || isOver) return response;
        isOver = passes && !call.path.includes(call.facts.contactId);
        call.acted();
        return json(response.status, { errors: ['Something is wrong.'] });
      },
    };
  };

test.each([
  ['passes is no change in any case', true, 0],
  ['stays is a change', false, 2],
])('an error body unlike the baseline that %s', async (_what, passes, expected) => {
  const good = await play({ profile: 'full', haste: 20 });
  const { exitCode, drift } = await outcome({
    variant: otherShape(passes),
    baseline: makeBaseline(good.report, new Date(0)),
    cases: refusals,
  });
  expect([exitCode, drift.some(({ red }) => red)]).toEqual([expected, expected === 2]);
});

test('what looks can judge only after a pause is broken with --strict', async () => {
  const { variant } = mutants.find(({ id }) => id === 'updated-at-stands') ?? {};
  const slow: VariantSource = () => ({
    ...(typeof variant === 'function' ? variant() : variant),
    // What the first attempt judges as it is slow, no later one would judge at its own pace.
    before: async ({ nth }) => {
      if (nth < 12) await new Promise((resolve) => void setTimeout(resolve, 15));
      return undefined;
    },
  });
  const { exitCode, of } = await outcome({ variant: slow, profile: 'smoke', strict: true, haste: 1 });
  expect([exitCode, of('fail').map(({ clause }) => clause)]).toEqual([2, ['updated-at-advances']]);
});

/** Reads that show each update some milliseconds late. */
const lagging =
  (clock: { now: () => number }, milliseconds: number): VariantSource =>
  () => {
    const log: { readonly at: number; readonly shown: Shown }[] = [];
    return {
      show: (call, next) => {
        const shown = next();
        if (log.length === 0) log.push({ at: 0, shown });
        if (call.action === 'update') log.push({ at: clock.now(), shown });
        if (call.action === 'update') return shown;
        return log.findLast(({ at }) => at <= clock.now() - milliseconds)?.shown ?? shown;
      },
    };
  };

test.each([
  ['with --strict', true, 2],
  ['without it', false, 0],
])('reads that are late each time, %s', async (_what, strict, expected) => {
  const clock = virtualClock();
  const { exitCode, findings } = await outcome({ variant: lagging(clock, 800), cases: ['name-alone'], clock, strict });
  expect(exitCode).toBe(expected);
  expect(findings.map(({ clause, flaky }) => `${clause} ${String(flaky)}`)).toContain('read-after-update-prompt false');
});

/** Says once, to the first request that a rule picks, that it is being maintained, in JSON. */
const maintenance =
  (picks: (call: Call) => boolean, last = 1): VariantSource =>
  () => {
    let count = 0;
    return {
      before: (call) => {
        if (!picks(call) || (count += 1) > last) return undefined;
        call.acted();
        return json(200, { status: 'maintenance' });
      },
    };
  };

test.each<readonly [string, (call: Call) => boolean, string]>([
  ['without a key', ({ headers }) => headers['x-api-key'] === undefined, 'key-missing'],
  ['to another record', ({ path, facts }) => !path.includes(facts.contactId), 'id-version-4'],
])('one response of a gateway to a request %s is not red', async (_what, picks, id) => {
  const passing = await outcome({ variant: maintenance(picks), cases: [id] });
  expect([passing.of('fail'), passing.of('warn').length > 0]).toEqual([[], true]);
  const steady = await outcome({ variant: maintenance(picks, always), cases: [id] });
  expect(steady.exitCode).toBe(2);
});

test.each<readonly [string, VariantSource, number]>([
  ['for six requests', forAWhile('200-page', 1, 6), 3],
  ['for twelve requests', forAWhile('200-page', 1, 12), 3],
  ['from the first to the last request', fromThenOn('200-page', 1), 2],
])('a contact that cannot be read, as a page comes %s', async (_what, variant, expected) => {
  expect((await outcome({ variant, profile: 'smoke' })).exitCode).toBe(expected);
});

test('a key that only another header opens is refused in each attempt', async () => {
  const elsewhere =
    (last: number): VariantSource =>
    () => ({
      authenticate: (call, next) =>
        call.headers['authorization'] !== undefined ? 'one' : call.nth > last ? next() : undefined,
    });
  expect((await outcome({ variant: elsewhere(4), profile: 'smoke' })).exitCode).toBe(3);
  expect((await outcome({ variant: elsewhere(always), profile: 'smoke' })).exitCode).toBe(2);
});
