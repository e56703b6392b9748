/** Requests of a conversation with the model as data, and how they were answered. */
import { attributeNamed, stateKeys } from '../../support/endpoint/index.ts';
import type { Event, Intent } from '../../support/model/index.ts';
import type { Expectation } from '../../support/oracles/index.ts';
import type { Exchange, FailureKind, RequestSpec } from '../../support/client/exchange.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { JsonObject } from '../../support/text/json.ts';
import { patched } from './change.ts';
import { responseOf, updated } from './records.ts';
import { malformedJson, unknownId, wrongKey } from './recorded-exchanges.ts';
import { exchangeOf, type Scene } from './recording.ts';

/** When every conversation begins, in milliseconds since the epoch. */
export const begin = Date.parse('2026-01-05T09:00:02.000Z');

/** What a server answers: 200 and the contact with this state, another status, or nothing whole. */
export type Reply = ContactState | number | FailureKind;

/** The response 200 that shows a contact with this state. An attribute that the state lacks is not shown. */
function showingState(state: ContactState): Scene['response'] {
  const scene = updated('', {}, state);
  const hidden = stateKeys
    .filter((name) => state[name] === undefined)
    .map((name) => attributeNamed(name)?.shownAs ?? '');
  return patched(scene, ...hidden.map((key) => ({ op: 'remove', path: `/contact/${key}` }) as const)).response;
}

export function responseFor(reply: Reply): Scene['response'] {
  if (typeof reply === 'string') return reply;
  return typeof reply === 'number' ? responseOf(reply, { error: 'Not now' }) : showingState(reply);
}

/** The request of an update with these attributes, whatever they hold. */
const specOf = (sent: JsonObject): RequestSpec => ({
  ...updated('', {}).spec,
  body: JSON.stringify({ contact: sent }),
});

/** An update as it was sent and answered. `label` tells exchanges apart in what is said. */
export const patch = (label: string, sent: JsonObject, reply: Reply, changes: Partial<Scene> = {}): Exchange =>
  exchangeOf({ ...updated(label, {}), spec: specOf(sent), sent, response: responseFor(reply), ...changes });

const plain: Expectation = { kind: 'plain' };
export const either: Expectation = { kind: 'either', clause: 'awkward-text' };
export const recorded: Expectation = { kind: 'recorded', clause: 'wrong-types', odd: [] };
export const refusedHere: Expectation = malformedJson.expectation;
/** The same, whatever the status. */
export const refusal: Expectation = {
  kind: 'refused',
  clause: 'malformed-json-refused',
  statuses: [],
  statusClause: null,
  judgesError: true,
  effectClause: 'refused-update-changes-nothing',
  elsewhere: false,
};
export const unauthenticated: Expectation = wrongKey.expectation;
export const elsewhere: Expectation = unknownId.expectation;

/** A request of a case, with what it sends and writes. */
export const intentOf = (
  caseId: string,
  sent: JsonObject,
  expectation: Expectation = plain,
  changes: Partial<Intent> = {},
): Intent => ({ case: caseId, spec: specOf(sent), expectation, sent, written: sent, ...changes });

/** The same request by PUT. */
export const byPut = ({ spec, ...intent }: Intent): Intent => ({ ...intent, spec: { ...spec, method: 'PUT' } });

export const answered = (intent: Intent, reply: Reply, changes: Partial<Scene> = {}): Event => ({
  type: 'answered',
  at: begin,
  intent,
  exchange: patch(intent.case, intent.sent ?? {}, reply, { spec: intent.spec, ...changes }),
});
export const sending = (intent: Intent): Event => ({ type: 'sending', at: begin, intent });
export const looking: Event = { type: 'look', at: begin, case: 'look' };
export const controlling: Event = { type: 'control', at: begin, case: 'well' };
export const finishing: Event = { type: 'finish', at: begin, case: 'end' };
