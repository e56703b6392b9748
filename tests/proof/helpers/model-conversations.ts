/** Conversations in which the model says something against the target, and its words: what a reader of a red run is told. */
import type { Both, Event, Observation } from '../../support/model/index.ts';
import { after, converse, holding, modelWith, type Given } from './conversation.ts';
import { always, controlled, paired, resent, shows, waited } from './replies.ts';
import { answered, elsewhere, finishing, intentOf, looking, sending, type Reply } from './ask.ts';
import { pairOf, parallelOf, right as email } from './pairs.ts';
import { afterBad, badEmail, gone, hidden, kept, names, refuses, sent as name, written } from './scenes.ts';
import { before } from './records.ts';

const bad = () => afterBad(badEmail);
const control = controlled(before, { name: before.name });
const both: Both = [name, email];
const done = holding({ ...name, ...email });
const parallel = (first: Reply, second: Reply): Event => parallelOf(both, first, second);

const talks: Readonly<Record<string, Given>> = {
  'a late read': { model: written, event: looking, responses: [shows(before), waited(), shows(kept, 204.6)] },
  'a read that goes back': {
    model: () => {
      const model = written();
      return { ...model, past: { ...model.past, name: { values: [before.name, name.name], shown: 1 } } };
    },
    event: looking,
    responses: [shows(before), waited(), shows(holding(name), 204.6)],
  },
  'a read of what somebody else writes to': {
    model: () => modelWith({ movers: { email: { who: 'somebody-else' } } }),
    event: looking,
    responses: always(holding({ email: '' })),
  },
  'a read of what moves after each update': {
    model: () => modelWith({ movers: { email: { who: 'late-effect', delay: 650.4 } } }),
    event: looking,
    responses: always(holding({ email: '' })),
  },
  'a lost update': { model: written, event: looking, responses: always(before) },
  'an update that is stored as something else': {
    model: written,
    event: looking,
    responses: always(holding({ name: 'X' })),
  },
  'an attribute that was not sent': { event: looking, responses: always(gone) },
  'a refused request that wrote': { model: bad, event: looking, responses: always(holding(badEmail)) },
  'a refused request that may have written': {
    model: bad,
    event: looking,
    responses: always(holding({ phone_number: '1' })),
  },
  'a refused value where nothing was known': {
    model: () => after(modelWith({}, hidden), refuses('bad', badEmail)),
    event: looking,
    responses: [shows(holding(badEmail))],
  },
  'a contact that cannot be read': {
    model: () => modelWith({ reading: 'no-attributes' }),
    event: looking,
    responses: [shows(404), control],
  },
  'a response that is late': { event: answered(names, gone), responses: [shows(kept), resent(name, kept)] },
  'a response that is wrong': { event: answered(names, gone), responses: [shows(kept), resent(name, gone)] },
  'a response that could not be had again': {
    event: answered(names, gone),
    responses: [shows(kept), resent(name, 422)],
  },
  'a plain update that fails inside': { event: answered(names, 500), responses: [control] },
  'a plain update of a target that is down': {
    model: bad,
    event: answered(names, 500),
    responses: [controlled(503), waited(1000), controlled(503)],
  },
  'a pair that fails now and then': {
    event: parallel(500, holding(email)),
    responses: [control, paired(pairOf(both, done, done)), shows(done)],
  },
  'a pair of which one is lost': { event: parallel(kept, done), responses: always(holding(email)) },
  'a pair of which one is refused': { event: parallel(kept, 422), responses: [shows(before)] },
  'a pair that changed something else': {
    event: parallel(kept, done),
    responses: always({ ...done, phone_number: '' }),
  },
  'a pair that was answered with something else': {
    event: parallel(holding({ ...name, phone_number: '' }), done),
    responses: [shows(done)],
  },
  'a request to another record after one was accepted': {
    model: () => modelWith({ elsewhereAccepted: true }),
    event: sending(intentOf('next', {}, elsewhere)),
  },
  'a run that showed nothing': { model: () => modelWith({}, {}), event: finishing },
  'a run without a way to read': { model: () => ({ ...bad(), reading: null }), event: finishing },
  'a run in which an attribute is hidden': {
    model: () => ({ ...bad(), reading: 'no-attributes' }),
    event: finishing,
    responses: [shows(hidden)],
  },
};

const valuesOf = ({ expected, actual }: Observation): string =>
  expected === undefined && actual === undefined
    ? ''
    : ` [${expected === undefined ? '' : `${JSON.stringify(expected)} → `}${JSON.stringify(actual)}]`;

const wordsOf = ({ model = modelWith, event, responses = [] }: Given): readonly string[] => {
  const { observations, last } = converse(model(), event, ...responses);
  return [
    ...observations
      .filter(({ outcome }) => outcome !== 'pass')
      .map((each) => `${each.outcome} ${each.clause}: ${each.message}${valuesOf(each)}`),
    ...(last.ask.type === 'stop' ? [`stop: ${last.ask.reason}`] : []),
  ];
};

/** What the model says in a conversation, and why it stops; null when there is none of that title. */
export const saidInTalk = (title: string): readonly string[] | null =>
  talks[title] === undefined ? null : wordsOf(talks[title]);

/** The words of every conversation, by its title. */
export const whatTheModelSays = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(talks).map(([what, talk]) => [what, wordsOf(talk)]));

/** The titles of the conversations. */
export const titlesOfTalks = (): readonly string[] => Object.keys(talks);
