/** A value of nobody that each look shows: written by somebody else where it comes as well while nothing but reads is sent. */
import { expect, test } from 'vitest';
import type { Call, VariantSource } from '../mock/types.ts';
import type { Look } from '../support/cases/steady.ts';
import type { Observation } from '../support/model/index.ts';
import { findStrangers } from '../support/play/stranger.ts';
import { openSession } from './helpers/session.ts';

const foreign: Observation = {
  clause: 'refused-update-changes-nothing',
  pointer: '/contact/name',
  outcome: 'fail',
  message: 'It changed.',
  case: 'some-case',
  exchange: null,
  foreign: true,
};
const lookAt = (observation: Observation): Look => ({ said: [observation], exchanges: [0, 20], responses: new Map() });

/** Gives the name another value where a rule says so. */
const writing = (picks: (call: Call) => boolean): VariantSource => ({
  before: (call) => {
    const contact = call.world.contacts.get(call.facts.contactId);
    if (contact !== undefined && picks(call)) contact.name = `Somebody ${String(call.nth)}`;
    return undefined;
  },
});

const whoMoves = async (id: string, variant: VariantSource, observation: Observation, looks = 4) => {
  const { play, close } = await openSession(id, variant);
  const definition = {
    id,
    title: id,
    group: id,
    profile: 'full',
    judges: [observation.clause],
    run: () => Promise.resolve(),
  } as const;
  await findStrangers(play, {
    ...{
      definition,
      cases: [definition],
      before: [],
      suspects: [observation],
      changed: [],
      known: new Set<string>(),
      since: 0,
    },
    looks: Array.from({ length: looks }, () => lookAt(observation)),
  });
  const { requests } = play.trail;
  await close();
  return { who: play.model.movers['name']?.who, sent: requests > 0 };
};

test('a value that comes without any request of the case is of somebody else', async () => {
  const variant = writing(({ nth }) => nth % 17 === 0);
  expect(await whoMoves('writer', variant, foreign)).toEqual({ who: 'somebody-else', sent: true });
});

test('a value that comes only with the request of the case is its doing', async () => {
  const variant = writing(({ headers }) => headers['x-api-key'] === undefined);
  expect(await whoMoves('refusal', variant, foreign)).toEqual({ who: undefined, sent: true });
});

test('a value that comes with each write is not of somebody else', async () => {
  const variant: VariantSource = { show: (_call, next) => ({ ...next(), name: 'Always This' }) };
  expect(await whoMoves('always', variant, foreign)).toEqual({ who: undefined, sent: true });
});

test.each<readonly [string, Observation, number]>([
  ['what this run sent itself', { ...foreign, foreign: false }, 4],
  ['what no look has shown often enough', foreign, 2],
])('nothing is sent because of %s', async (what, observation, looks) => {
  expect(await whoMoves(what, {}, observation, looks)).toEqual({ who: undefined, sent: false });
});
