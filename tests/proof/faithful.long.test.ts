/** Servers that keep the contract and differ where it is silent: never red. */
import { describe, expect, test } from 'vitest';
import { faithful } from '../mock/faithful/index.ts';
import { notExercised } from '../support/cli/doctor-advice.ts';
import { mostDifferent } from './helpers/faithful-servers.ts';
import { play, type Outcome } from './helpers/servers.ts';

/** `npm run proof:full` plays all of them with the profile full. */
const whole = new Set([...mostDifferent, 'put-replaces']);

/** A few at a time are played at once: those that keep a client waiting first, so that the others fill the time. */
const waited = (id: string): boolean => /^throttles|^slow$|^late-/.test(id);
const waitedFirst = [...faithful.filter(({ id }) => waited(id)), ...faithful.filter(({ id }) => !waited(id))];

const failing = (report: Awaited<ReturnType<typeof play>>['report']) => ({
  verdict: report.verdict,
  broken: report.findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'error')
    .map(({ clause, pointer, message }) => ({ clause, pointer, message })),
});

/** What a report says was not exercised, and what the doctor says of a target with that configuration before the run. */
const leftOut = ({ report, settings, initial }: Outcome) => ({
  reported: report.clauses.filter(({ outcome }) => outcome === 'not-exercised').map(({ id }) => id),
  foretold: notExercised(settings, initial).map(({ clause }) => clause),
});

describe('a server that keeps the contract', () => {
  test.concurrent.each(waitedFirst.map((server) => ({ server, id: server.id })))(
    'stays green in the profile smoke: $id',
    async ({ server }) => {
      const { report } = await play({
        variant: server.variant,
        id: server.id,
        profile: 'smoke',
        env: server.env ?? {},
      });
      expect(failing(report)).toEqual({ verdict: 'conformant', broken: [] });
    },
  );

  test.concurrent.each(faithful.filter(({ id }) => whole.has(id)).map((server) => ({ server, id: server.id })))(
    'stays green in the profile full: $id',
    async ({ server }) => {
      const played = await play({ variant: server.variant, id: server.id, profile: 'full', env: server.env ?? {} });
      expect(failing(played.report)).toEqual({ verdict: 'conformant', broken: [] });
      const { reported, foretold } = leftOut(played);
      expect(foretold).toEqual(reported);
    },
  );
});

test.each([1, 2])('the good stand-in is green with seed %i', async (seed) => {
  const { report } = await play({ profile: 'full', seed });
  expect(failing(report)).toEqual({ verdict: 'conformant', broken: [] });
});
