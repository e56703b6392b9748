/** What must have no effect moves updated_at, or a read shows another time than the update did. */
import { Refusal } from '../responses.ts';
import { act, onRead, sentContact, showsText } from '../kit.ts';
import { time } from '../stages.ts';
import type { Call, Variant } from '../types.ts';
import { group, violates } from './define.ts';

const touch = (call: Call): void => {
  const contact = call.world.contacts.get(call.facts.contactId);
  if (contact === undefined) return;
  contact.updated_at = call.world.now();
  call.acted();
};
/** A refusal by the check moves the time, where it is meant. */
const refusalTouches = (isMeant: (sent: Record<string, unknown>) => boolean): Variant => ({
  validate: (call, next) => {
    try {
      return next();
    } catch (error) {
      if (error instanceof Refusal && isMeant(sentContact(call) ?? {})) touch(call);
      throw error;
    }
  },
});
/** Every read moves the time, before or after it is answered. */
const readTouches = (isMeant: (call: Call) => boolean): Variant => ({
  show: (call, next) => {
    const shown = next();
    if (onRead(call) && isMeant(call)) touch(call);
    return shown;
  },
});

const refusals = ['refused-update-changes-nothing'];
const reads = ['reads-change-nothing'];
const back = ['updated-at-never-goes-back'];
export const silentTouches = group('silent-touches', [
  violates(
    'refusal-moves-updated-at',
    'an update that the check refuses moves updated_at',
    'full',
    refusals,
    refusalTouches(() => true),
  ),
  violates(
    'unknown-company-moves-updated-at',
    'an update that is refused for its company moves updated_at',
    'full',
    refusals,
    refusalTouches(({ company_id }) => typeof company_id === 'string'),
  ),
  violates('broken-json-moves-updated-at', 'a body that is no JSON moves updated_at', 'full', refusals, {
    parse: (call, next) => {
      try {
        return next();
      } catch (error) {
        touch(call);
        throw error;
      }
    },
  }),
  violates(
    'missing-key-moves-updated-at',
    'an update without a key moves updated_at',
    'full',
    ['unauthenticated-update-changes-nothing'],
    {
      authenticate: (call, next) => {
        if (call.headers['x-api-key'] === undefined) touch(call);
        return next();
      },
    },
  ),
  violates(
    'read-moves-updated-at',
    'every read moves updated_at',
    'full',
    reads,
    readTouches(() => true),
  ),
  violates('read-moves-updated-at-first', 'every read moves updated_at, and shows it moved', 'full', reads, {
    find: (call, next) => {
      if (onRead(call)) touch(call);
      return next();
    },
  }),
  violates(
    'reads-cut-milliseconds',
    'reads show updated_at with the milliseconds cut off, as the database holds it',
    'full',
    back,
    showsText('updated_at', (text) => text.replace(/\.\d{3}Z/, '.000Z'), onRead),
  ),
  violates(
    'reads-show-updated-at-early',
    'reads show updated_at a minute early',
    'full',
    back,
    showsText('updated_at', (_text, call) => time(call.contact.updated_at - 60_000), onRead),
  ),
  violates('reads-show-updated-at-late', 'reads show updated_at an hour late', 'full', back, {
    show: (call, next) =>
      onRead(call) ? act(call, { ...next(), updated_at: time(call.contact.updated_at + 3_600_000) }) : next(),
  }),
  violates(
    'media-type-moves-updated-at',
    'a body that is refused for its media type moves updated_at',
    'full',
    refusals,
    {
      respond: (call, response) => {
        if (response.status === 415) touch(call);
        return response;
      },
    },
  ),
  violates(
    'empty-update-moves-updated-at',
    'a body in which no contact is found is refused, and moves updated_at',
    'full',
    refusals,
    {
      parse: (call, next) => {
        const body = next();
        if (sentContact({ ...call, body }) === undefined) touch(call);
        return body;
      },
    },
  ),
  violates(
    'closed-door-moves-updated-at',
    'a read without a key is refused, and moves updated_at',
    'full',
    ['unauthenticated-update-changes-nothing'],
    {
      authenticate: (call, next) => {
        const workspace = next();
        if (workspace === undefined && call.method === 'GET') touch(call);
        return workspace;
      },
    },
  ),
]);
