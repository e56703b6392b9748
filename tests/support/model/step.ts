/** The model as a reducer: an event in, a new model, what is said, and what is asked next. */
import { answered, sending } from './answered.ts';
import { finish, leaveOpen } from './finish.ts';
import { look } from './look.ts';
import { parallel } from './parallel.ts';
import type { Event, Model, Script, Step } from './types.ts';
import { control } from './target-health.ts';

const nothing = { type: 'nothing' } as const;

function* looking(model: Model, { at, case: caseId, ...how }: Extract<Event, { type: 'look' }>): Script {
  const { said, state, ...read } = yield* look({ model, said: [], at }, caseId, how);
  return { model: read.model, judgements: said, ask: nothing, state };
}

function* controlling(model: Model, { case: caseId }: Extract<Event, { type: 'control' }>): Script {
  const { said, failure, ...rest } = yield* control({ model, said: [] }, caseId);
  return { model: rest.model, judgements: said, ask: nothing, ...(failure === null ? {} : { failure }) };
}

function begin(model: Model, event: Event): Script {
  switch (event.type) {
    case 'sending':
      return sending(model, event);
    case 'answered':
      return answered(model, event);
    case 'look':
      return looking(model, event);
    case 'parallel':
      return parallel(model, event);
    case 'control':
      return controlling(model, event);
    case 'finish':
      return finish(model, event);
    default:
      throw new TypeError(`Nothing was asked, and ${event.type} is the response.`);
  }
}

/**
 * What an event comes to. While something is asked, the model keeps the event that began the conversation and what was answered since;
 * the conversation is told again from there, so that a step is a function of its arguments and nothing else.
 * @throws TypeError for the result of something that was not asked
 */
export function step(model: Model, event: Event): Step {
  const inquiry =
    model.inquiry === null
      ? { begun: model, event, responses: [] }
      : { ...model.inquiry, responses: [...model.inquiry.responses, event] };
  const script = begin(inquiry.begun, inquiry.event);
  let next = script.next();
  for (const response of inquiry.responses) {
    if (next.done === true) throw new TypeError(`Nothing was asked, and ${response.type} is the response.`);
    next = script.next(response);
  }
  const { value } = next;
  return next.done === true ? value : { ...value, model: { ...value.model, inquiry } };
}

/** Ends a conversation that nobody answers any more; the model is as it was when the last question was asked. */
export const leave = (model: Model): Model => ({ ...model, inquiry: null });

/** What is said at the end of a run that could not be read to the end, and why. */
export const giveUp = (model: Model, reason: string): Step => {
  const { said, ...rest } = leaveOpen(leave(model), reason);
  return { model: rest.model, judgements: said, ask: nothing };
};
