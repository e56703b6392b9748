/** Judgements in their place: in which case, by which exchange, and which earlier requests may be to blame. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { JsonObject } from '../text/json.ts';
import { differences, isStatePointer, omit, overlay, stateIn, type Difference } from '../endpoint/index.ts';
import {
  isAboutNeighbour,
  isAccepted,
  isDocumentedResponse,
  judgeExchange,
  type Expectation,
  type Judgement,
  type Situation,
} from '../oracles/index.ts';
import { knowing, openCases, takeIn, writtenKeys } from './memory.ts';
import type { Model, Observation } from './types.ts';

/** Why nothing can be said of an attribute that moved. */
export const interference = 'Somebody else writes to this contact.';

/** A judgement with where it was made. */
export function say(
  model: Model,
  judgement: Judgement,
  exchange: Exchange | null,
  about: { readonly case: string; readonly foreign?: boolean },
): Observation {
  // Only what an attribute holds can be the doing of an earlier request.
  const suspected = judgement.outcome === 'fail' && isStatePointer(judgement.pointer);
  const open = suspected ? [...new Set([...model.open, ...openCases(model)])] : [];
  // A spread that comes first makes each key after it take a hundred times as long (Node.js 20), and of these objects there are many.
  const { clause, ...rest } = judgement;
  return {
    clause,
    ...rest,
    exchange,
    case: about.case,
    ...(about.foreign === true ? { foreign: true } : {}),
    ...(open.length > 0 ? { open } : {}),
  };
}

/** True for an attribute that somebody else writes to. */
export const isTheirs = ({ movers }: Pick<Model, 'movers'>, key: string): boolean =>
  movers[key]?.who === 'somebody-else';

/** The same, where somebody else may have done it. */
export const interfered = (observation: Observation): Observation =>
  observation.outcome === 'fail'
    ? {
        ...observation,
        outcome: 'inconclusive',
        message: `${interference} It moves at other times than those of the updates of this run. ${observation.message}`,
        interference: true,
      }
    : observation;

/** The situation of an exchange, from what is known now. */
const situationOf = (
  { about, seen, known, names, clock }: Model,
  exchange: Exchange,
  expectation: Expectation,
  sent: JsonObject | null,
): Situation => ({ exchange, expectation, sent, before: known, seen: { ...seen, read: clock.read }, names, ...about });

/** Clauses that an accepted request proves by itself; every other pass of a refusal waits until the target is known to be well. */
const isProvisional = (expectation: Expectation, clause: ClauseId): boolean =>
  expectation.kind === 'refused' && (clause === expectation.clause || clause === expectation.statusClause);

/** What every oracle says about an exchange: what is said at once, and what holds only once the target is known to be well. */
export function judged(
  model: Model,
  exchange: Exchange,
  expectation: Expectation,
  sent: JsonObject | null,
  caseId: string,
): { readonly said: readonly Observation[]; readonly provisional: readonly ClauseId[] } {
  const judgements = judgeExchange(situationOf(model, exchange, expectation, sent));
  const waits = ({ outcome, clause }: Judgement): boolean => outcome === 'pass' && isProvisional(expectation, clause);
  return {
    said: judgements.filter((each) => !waits(each)).map((each) => say(model, each, exchange, { case: caseId })),
    provisional: judgements.filter(waits).map(({ clause }) => clause),
  };
}

/** True for a response about another contact than the one that was addressed in another spelling. */
export const showsNeighbour = (model: Model, exchange: Exchange, expectation: Expectation): boolean =>
  isAboutNeighbour(situationOf(model, exchange, expectation, null));

/** True when an exchange ended with a response of the class 2xx. */
export const wasAccepted = ({ response }: Exchange): boolean => response !== null && isAccepted(response.status);

/** Takes in what an accepted update was answered, and says in which unsent attributes that differs from what was known. */
export function learn(
  model: Model,
  exchange: Exchange,
  expectation: Expectation,
  sent: JsonObject | null,
  caseId: string,
): { readonly model: Model; readonly shown: ContactState | null; readonly unexpected: readonly Difference[] } {
  const isDocumented = isDocumentedResponse(situationOf(model, exchange, expectation, sent));
  const shown = isDocumented ? stateIn(exchange.response) : null;
  const keys = writtenKeys(sent);
  const unexpected = differences(omit(model.known, keys), omit(shown ?? {}, keys));
  const taken = takeIn(model, sent, shown, { case: caseId, exchange });
  // What was not known before is known now; what is unexpected is looked into first.
  return { model: knowing(taken, overlay(shown ?? {}, taken.known)), shown, unexpected };
}
