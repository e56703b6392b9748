/** The end of a run, a conversation that is left, and answers to what was not asked. */
import { expect, test } from 'vitest';
import { giveUp, leave, step, type Event, type Model, type Step } from '../support/model/index.ts';
import {
  after,
  always,
  answered,
  controlled,
  controlling,
  converse,
  either,
  expectedOf,
  finishing,
  frozen,
  heldBy,
  holding,
  intentOf,
  line,
  looking,
  modelWith,
  outcomeOf,
  paired,
  patch,
  refusal,
  resent,
  shows,
  showsBy,
  unread,
  waited,
  type Talk,
} from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

const sent = { email: 'bad@example.com' };
const bad = after(modelWith(), answered(intentOf('bad', sent, refusal), 400));
const weak = after(modelWith(), answered(intentOf('awkward', sent, either), 422));
const both = after(weak, answered(intentOf('bad', sent, refusal), 400));
const clauses = ['refused-update-changes-nothing', 'malformed-json-refused'] as const;
const open = clauses.map((clause) => `inconclusive ${clause} - bad@bad`);
const stored = 'pass update-is-stored - end@read';
const { email: _email, ...hidden } = before;
const probe = { contract_suite_probe: 'read' };

const rows: readonly Talk[] = [
  {
    what: 'one read settles what waits',
    model: both,
    event: finishing,
    answers: [shows(before)],
    asks: ['read get'],
    said: [
      stored,
      'pass refused-update-changes-nothing - awkward@read',
      ...clauses.map((clause) => `pass ${clause} - bad@read`),
    ],
    holds: { pending: [] },
  },
  {
    what: 'what GET leaves open is looked at by an update',
    model: bad,
    event: finishing,
    answers: [shows(hidden), showsBy(probe, before)],
    asks: ['read get', 'read unknown-attribute'],
    said: [stored, stored, ...clauses.map((clause) => `pass ${clause} - bad@read`)],
    holds: { pending: [], reading: 'unknown-attribute' },
  },
  {
    what: 'what no response shows stays open',
    model: both,
    event: finishing,
    answers: [shows(hidden), showsBy(probe, hidden)],
    asks: ['read get', 'read unknown-attribute'],
    said: [stored, 'fail answer-nine-keys /contact/email end@read open awkward,bad', stored, ...open],
    holds: { pending: [], unconfirmed: {} },
  },
  {
    what: 'what an update leaves open is not looked at twice',
    model: { ...bad, reading: 'unknown-attribute' },
    event: finishing,
    answers: [showsBy(probe, hidden)],
    asks: ['read unknown-attribute'],
    said: ['fail answer-nine-keys /contact/email end@read open bad', stored, ...open],
    holds: { pending: [] },
  },
  {
    what: 'what was free to be refused leaves nothing open',
    model: weak,
    event: finishing,
    answers: [shows(hidden)],
    asks: ['read get'],
    said: [stored],
    holds: { pending: [] },
  },
  {
    what: 'a contact that cannot be read leaves what waits open',
    model: { ...both, reading: null },
    event: finishing,
    said: open,
    holds: { pending: [] },
  },
  {
    what: 'a contact that cannot be read leaves nothing open without a refusal',
    model: modelWith({ reading: null }),
    event: finishing,
    said: [],
  },
  {
    what: 'a contact of which nothing was shown cannot be judged',
    model: modelWith({}, {}),
    event: finishing,
    asks: ['stop unavailable'],
    said: [],
  },
  {
    what: 'a contact of which nothing was shown is read for what waits',
    model: { ...bad, known: {} },
    event: finishing,
    answers: [shows(before)],
    asks: ['read get'],
    said: clauses.map((clause) => `pass ${clause} - bad@read`),
    holds: { known: before },
  },
  {
    what: 'a contact of which something is known and nothing waits is read',
    event: finishing,
    answers: [shows(before)],
    asks: ['read get'],
    said: [stored],
  },
];

test.each(rows)('at the end of a run $what', (talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});

test('a run that is given up says what stays open, and why', () => {
  const asked = converse(both, looking).model;
  const { model, judgements, ask } = giveUp(asked, 'the run was ended');
  expect(judgements.map(line)).toEqual(open);
  expect(new Set(judgements.map(({ message }) => message))).toEqual(
    new Set(['Could not be judged: the run was ended']),
  );
  expect(heldBy(model)).toMatchObject({ pending: [], inquiry: null });
  expect(ask).toEqual({ type: 'nothing' });
});

test('a conversation that is left goes on with the next event', () => {
  const asked = converse(bad, looking).model;
  expect(asked.inquiry).toMatchObject({ event: looking, answers: [] });
  expect(leave(asked)).toEqual(bad);
  expect(converse(leave(asked), looking, shows(before)).said).toHaveLength(3);
});

const exchange = patch('none', {}, before);
test.each<readonly [Event['type'], Event]>([
  ['waited', waited()],
  ['read', shows(before)],
  ['unread', unread],
  ['resent', resent({}, before)],
  ['pair', paired([exchange, exchange])],
  ['controlled', controlled(before)],
])('nothing was asked, and %s is no event', (type, event) => {
  expect(() => step(modelWith(), event)).toThrow(new TypeError(`Nothing was asked, and ${type} is the answer.`));
});

test.each<readonly [string, Model, readonly Event[], string]>([
  [
    'a control gets no read',
    modelWith(),
    [controlling, shows(before)],
    'A control was asked for, and read is the answer.',
  ],
  ['a stop gets no answer', modelWith({}, {}), [finishing, waited()], 'A conversation that was ended goes on.'],
])('an answer of another kind: %s', (_what, model, events, message) => {
  const [event, ...answers] = events as readonly [Event, ...Event[]];
  expect(() => converse(model, event, ...answers)).toThrow(new TypeError(message));
});

test('a conversation that is over takes no further answer', () => {
  const model: Model = { ...modelWith(), inquiry: { begun: modelWith(), event: looking, answers: [shows(before)] } };
  expect(() => step(model, waited())).toThrow(new TypeError('Nothing was asked, and waited is the answer.'));
});

const name = { name: 'Zoe Plain' };
const gone = holding({ ...name, email: '' });
const conversation = [
  answered(intentOf('names', name), gone),
  ...always(gone),
  resent({ email: before.email }, holding(name)),
  resent(name, holding(name)),
  shows(holding(name)),
];
const tell = (first: Model, events: readonly Event[]): readonly Step[] =>
  events.reduce<readonly Step[]>((told, event) => [...told, step(told.at(-1)?.model ?? first, event)], []);

test('the same arguments twice give the same steps', () => {
  const steps = tell(bad, conversation);
  expect(steps).toHaveLength(conversation.length);
  expect(steps.at(-1)?.ask).toEqual({ type: 'nothing' });
  expect(tell(structuredClone(bad), structuredClone(conversation))).toEqual(steps);
});

test('a step out of the middle of a conversation can be taken again', () => {
  const steps = tell(frozen(bad), frozen(conversation));
  const models = [bad, ...steps.map(({ model }) => model)];
  const again = conversation.map((event, index) => step(models[index] ?? bad, event));
  expect(again.toReversed()).toEqual(steps.toReversed());
});

test('what was asked is not said twice, however long the conversation', () => {
  const said = tell(bad, conversation).map(({ judgements }) => judgements.filter(({ outcome }) => outcome === 'fail'));
  expect(said.map(({ length }) => length)).toEqual([...Array.from({ length: 14 }, () => 0), 1]);
});
