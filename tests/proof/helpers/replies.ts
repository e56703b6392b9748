/** What comes back in a conversation with the model, as data. */
import type { JsonObject } from '../../support/text/json.ts';
import type { Event, Pair } from '../../support/model/index.ts';
import { begin, patch, responseFor, type Reply } from './ask.ts';
import { read } from './recorded-exchanges.ts';
import { exchangeOf } from './recording.ts';

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
