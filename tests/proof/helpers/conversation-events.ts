/** Events of a conversation with the model as data: requests, what a server answers, and a contact as it was at first. */
import { attributeNamed, stateKeys } from '../../support/endpoint/index.ts';
import { createModel, type Event, type Intent, type Model, type Pair } from '../../support/model/index.ts';
import type { Expectation } from '../../support/oracles/index.ts';
import type { Exchange, FailureKind, RequestSpec } from '../../support/client/exchange.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { JsonObject } from '../../support/text/json.ts';
import { patched } from './exchange-mutation.ts';
import {
  responseOf,
  before,
  createdAt,
  malformedJson,
  read,
  unknownId,
  updated,
  wrongKey,
} from './recorded-exchanges.ts';
import { contactId, exchangeOf, timeoutMs, type Scene } from './recording.ts';

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

function responseFor(reply: Reply): Scene['response'] {
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

/** A response. `ms` is how long after the beginning of the conversation it came. */
export const waited = (ms = 0): Event => ({ type: 'waited', at: begin + ms });
export const shows = (reply: Reply, ms = 0): Event => ({
  type: 'read',
  at: begin + ms,
  exchange: exchangeOf({ ...read, response: responseFor(reply) }),
});
/** The reads of a contact that is not as it has to be, and the asks for them: what is late is waited for. */
export const always = (reply: Reply): readonly Event[] => [
  shows(reply, 5),
  ...[105, 310, 715, 1320, 2025].flatMap((ms) => [waited(ms), shows(reply, ms + 5)]),
];
export const patience: readonly string[] = [
  'read get',
  ...[100, 200, 400, 600, 700].flatMap((milliseconds) => [`wait ${String(milliseconds)}`, 'read get beyond']),
];
export const showsBy = (sent: JsonObject, reply: Reply): Event => ({
  type: 'read',
  at: begin,
  exchange: patch('read', sent, reply),
});
export const unread: Event = { type: 'unread', at: begin };
export const resent = (sent: JsonObject, reply: Reply): Event => ({
  type: 'resent',
  at: begin,
  exchange: patch('again', sent, reply),
});
export const controlled = (reply: Reply, sent: JsonObject = { name: 'Control Plain' }): Event => ({
  type: 'controlled',
  at: begin,
  exchange: patch('control', sent, reply),
  attributes: sent,
});
export const paired = (exchanges: Pair): Event => ({ type: 'pair', at: begin, exchanges });

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
