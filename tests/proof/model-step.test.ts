/** Steps: what is given up or left, results of what was not asked, and conversations that are told again. */
import { expect, test } from 'vitest';
import { giveUp, leave, step, type Event, type Model, type Step } from '../support/model/index.ts';
import { always, controlled, paired, resent, shows, unread, waited } from './helpers/replies.ts';
import { answered, begin, controlling, finishing, looking, patch } from './helpers/ask.ts';
import { converse, frozen, heldBy, line, modelWith } from './helpers/conversation.ts';
import { afterBad, afterBoth, badEmail, gone, kept, leftOpen, names, sent as name } from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const bad = () => afterBad(badEmail);

test('a run that is given up says what stays open, and why', () => {
  const asked = converse(afterBoth(badEmail), looking).model;
  const { model, judgements, ask } = giveUp(asked, 'the run was ended');
  expect(judgements.map(line)).toEqual(leftOpen);
  expect(new Set(judgements.map(({ message }) => message))).toEqual(
    new Set(['Could not be judged: the run was ended']),
  );
  expect(heldBy(model)).toMatchObject({ pending: [], inquiry: null });
  expect(ask).toEqual({ type: 'nothing' });
});

test('a conversation that is left goes on with the next event', () => {
  const asked = converse(bad(), looking).model;
  expect(asked.inquiry).toMatchObject({ event: looking, responses: [] });
  expect(leave(asked)).toEqual(bad());
  expect(converse(leave(asked), looking, shows(before)).said).toHaveLength(3);
});

const exchange = patch('none', {}, before);
const failing = patch('failing', name, 500);
test.each<readonly [Event['type'], Event]>([
  ['waited', waited()],
  ['read', shows(before)],
  ['unread', unread],
  ['resent', resent({}, before)],
  ['pair', paired([exchange, exchange])],
  ['controlled', controlled(before)],
])('nothing was asked, and %s is no event', (type, event) => {
  expect(() => step(modelWith(), event)).toThrow(new TypeError(`Nothing was asked, and ${type} is the response.`));
});

test.each<readonly [string, () => Model, readonly Event[], string]>([
  [
    'a control gets no read',
    modelWith,
    [controlling, shows(before)],
    'The response to what was asked is controlled, and read came.',
  ],
  [
    'a pair that is sent again gets no read',
    modelWith,
    [
      { type: 'parallel', at: begin, case: 'pair', both: [name, badEmail], exchanges: [failing, failing] },
      controlled(before),
      shows(before),
    ],
    'The response to what was asked is pair, and read came.',
  ],
  ['a stop gets no response', () => modelWith({}, {}), [finishing, waited()], 'A conversation that was ended goes on.'],
])('a response of another kind: %s', (_what, model, events, message) => {
  const [event, ...responses] = events as readonly [Event, ...Event[]];
  expect(() => converse(model(), event, ...responses)).toThrow(new TypeError(message));
});

test('a conversation that is over takes no further response', () => {
  const model: Model = { ...modelWith(), inquiry: { begun: modelWith(), event: looking, responses: [shows(before)] } };
  expect(() => step(model, waited())).toThrow(new TypeError('Nothing was asked, and waited is the response.'));
});

const conversation = [
  answered(names, gone),
  ...always(gone),
  resent({ email: before.email }, kept),
  resent(name, kept),
  shows(kept),
];
const tell = (first: Model, events: readonly Event[]): readonly Step[] =>
  events.reduce<readonly Step[]>((told, event) => [...told, step(told.at(-1)?.model ?? first, event)], []);

test('the same arguments twice give the same steps', () => {
  const steps = tell(bad(), conversation);
  expect(steps).toHaveLength(conversation.length);
  expect(steps.at(-1)?.ask).toEqual({ type: 'nothing' });
  expect(tell(structuredClone(bad()), structuredClone(conversation))).toEqual(steps);
});

test('a step out of the middle of a conversation can be taken again', () => {
  const steps = tell(frozen(bad()), frozen(conversation));
  const models = [bad(), ...steps.map(({ model }) => model)];
  const again = conversation.map((event, index) => step(models[index] ?? bad(), event));
  expect(again.toReversed()).toEqual(steps.toReversed());
});

test('what was asked is not said twice, however long the conversation', () => {
  const said = tell(bad(), conversation).map(({ judgements }) =>
    judgements.filter(({ outcome }) => outcome === 'fail'),
  );
  expect(said.map(({ length }) => length)).toEqual([...Array.from({ length: 14 }, () => 0), 1]);
});
