/** Conversations with the model: an event, what is answered to each ask, and what comes of it. */
import { expect, test } from 'vitest';
import {
  createModel,
  step,
  type Ask,
  type Event,
  type Model,
  type Observation,
  type Step,
} from '../../support/model/index.ts';
import { stateKeys } from '../../support/endpoint/index.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import { before, createdAt } from './records.ts';
import { contactId, timeoutMs } from './recording.ts';

/** The contact as it was at first, with some attributes changed. */
export const holding = (changes: ContactState = {}): ContactState => ({ ...before, ...changes });

/** Every attribute, moved by requests alone: who moves it, and how long reads lag, has been looked into. */
const looked: Partial<Model> = {
  movers: Object.fromEntries(stateKeys.map((key) => [key, { who: 'request' }])),
  soughtLag: true,
};

/** A model of the contact as it was at first, which goes into nothing that is looked into once in a run. */
export const modelWith = (changes: Partial<Model> = {}, initial: ContactState = before): Model => ({
  ...createModel({ contactId, timeoutMs, host: 'acme.neetocrm.com', initial, reading: 'get', createdAt }),
  ...looked,
  ...changes,
});

/** The value, no part of which can be changed any more. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

function askLine(ask: Ask): string {
  switch (ask.type) {
    case 'wait':
      return `wait ${String(ask.milliseconds)}`;
    case 'read':
      return `read ${ask.reading}${ask.beyond ? ' beyond' : ''}`;
    case 'resend':
      return `resend ${String(ask.spec.body ?? '')}`;
    case 'putBack':
      return `put back ${JSON.stringify(ask.attributes)}`;
    case 'resendBoth':
      return `resend both ${JSON.stringify(ask.both)}`;
    case 'stop':
      return `stop ${ask.kind}`;
    case 'control':
    case 'nothing':
      return ask.type;
  }
}

/** What the model itself says holds: every other pass is an oracle's, and proved elsewhere. */
const ofTheModel =
  /^(update-is-stored|unsent-attributes-keep-value|read-after-update-prompt|parallel-updates-both-last|refused-update-.*|unauthenticated-.*|.*-refused|.*-answers-40[04])$/u;

/** `outcome clause pointer case@exchange`, and what else there is. */
export const line = ({ outcome, clause, pointer, exchange, ...rest }: Observation): string =>
  [
    `${outcome} ${clause} ${pointer === '' ? '-' : pointer} ${rest.case}@${exchange?.case ?? 'none'}`,
    ...(rest.certain === true ? ['certain'] : []),
    ...(rest.foreign === true ? ['foreign'] : []),
    ...(rest.open === undefined ? [] : [`open ${rest.open.join(',')}`]),
  ].join(' ');

export interface Told {
  /** What was asked, in order, but for the last `nothing`. */
  readonly asks: readonly string[];
  readonly said: readonly string[];
  readonly observations: readonly Observation[];
  readonly last: Step;
  readonly model: Model;
}

/** Plays an event and what is answered. Everything that the model is given is frozen. */
export function converse(model: Model, event: Event, ...responses: readonly Event[]): Told {
  const steps: Step[] = [];
  for (const each of [event, ...responses]) steps.push(step(frozen(steps.at(-1)?.model ?? model), frozen(each)));
  const last = steps.at(-1) ?? step(model, event);
  const observations = steps.flatMap(({ judgements }) => judgements);
  return {
    asks: steps.map(({ ask }) => askLine(ask)).filter((ask) => ask !== 'nothing'),
    said: observations.filter(({ outcome, clause }) => outcome !== 'pass' || ofTheModel.test(clause)).map(line),
    observations,
    last,
    model: last.model,
  };
}

/** The model after several events, each of which asks nothing. */
export const after = (model: Model, ...events: readonly Event[]): Model =>
  events.reduce((each, event) => converse(each, event).model, model);

/** What a model holds, with a line for each exchange: `case@exchange` and what is known of it. */
export interface Held extends Omit<Model, 'unconfirmed' | 'pending'> {
  readonly unconfirmed: Readonly<Record<string, string>>;
  readonly pending: readonly string[];
}

export const heldBy = (model: Model): Held => ({
  ...model,
  unconfirmed: Object.fromEntries(
    Object.entries(model.unconfirmed).map(([key, { case: id, exchange, previous }]) => [
      key,
      `${id}@${exchange.case} after ${previous === undefined ? 'nothing known' : JSON.stringify(previous)}`,
    ]),
  ),
  pending: model.pending.map(
    ({ clause, case: id, exchange, sent, about, weak }) =>
      `${clause} ${id}@${exchange.case} ${JSON.stringify(sent)}${about === null ? '' : ` about ${about}`}${weak ? ' weak' : ''}`,
  ),
});

/** One conversation. */
export interface Given {
  /** A contact as it was at first, when there is none. Made anew: nothing runs before a test does. */
  readonly model?: () => Model;
  readonly event: Event;
  readonly responses?: readonly Event[];
}

/** What is expected of one. */
export interface Expected {
  readonly asks?: readonly string[];
  readonly said: readonly string[];
  /** What the model holds afterwards, of what is of interest. */
  readonly holds?: Partial<Held>;
}

/** Conversations by their titles, each with what is expected of it. What many are asked may stand with what they begin with. */
export type Talks = Readonly<Record<string, readonly [Given & Pick<Expected, 'asks'>, Expected]>>;
type Talk = Given & Expected;

/** What comes of a conversation, in the form in which it says what is expected. */
function outcomeOf({ model = modelWith, event, responses = [], holds = {} }: Talk): Required<Expected> {
  const told = converse(model(), event, ...responses);
  const held = heldBy(told.model);
  const keys = Object.keys(holds) as (keyof Held)[];
  return { asks: told.asks, said: told.said, holds: Object.fromEntries(keys.map((key) => [key, held[key]])) };
}

/** Declares a test for each of the conversations. */
export function testTalks(about: string, talks: Talks): void {
  const rows = Object.entries(talks).map(([what, [given, expected]]) => [what, { ...given, ...expected }] as const);
  test.each(rows)(`${about}: %s`, (_what, talk) => {
    const { asks = [], said, holds = {} } = talk;
    expect(outcomeOf(talk)).toEqual({ asks, said, holds });
  });
}
