/** created_at and updated_at: constant, monotonic, well-formed, plausible. */
import type { JsonObject } from '../text/json.ts';
import {
  createdAtKey,
  idKey,
  updatedAtKey,
  attributeNamed,
  compareText,
  contactOf,
  endpoint,
  own,
  pointerTo,
  sameId,
} from '../endpoint/index.ts';
import { isDocumentedResponse } from './body.ts';
import { broken, held, judge, untried, type Judgement, type Oracle, type Situation } from './types.ts';

/** RFC 3339, section 5.6, with `T` and a zone of the form `Z` or `+hh:mm`. */
const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const millisUtc = /\.\d{3}Z$/;
/** Five minutes: what clocks that nobody looks after are usually apart. */
const tolerance = 300_000;

/** True for a date-time as the documents show it, on a day that exists. */
export function isDateTime(text: string): boolean {
  if (!dateTime.test(text)) return false;
  const day = Number(text.slice(8, 10));
  // Every month has so many.
  return day <= 28 || day <= new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
}

/** Milliseconds since the epoch of a date-time, with its fraction kept; NaN when it is none. */
export function instant(text: string): number {
  if (!isDateTime(text)) return Number.NaN;
  const zone = text.endsWith('Z') ? 'Z' : text.slice(-6);
  const seconds = text.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
  const fraction = text.slice(seconds.length, -zone.length);
  return Date.parse(seconds.replace(':60', ':59') + zone) + Number(`0${fraction}`) * 1000;
}

/** The smallest step that a timestamp can show, in milliseconds. */
export const resolution = (text: string): number => {
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  return digits === 0 ? 1000 : Math.max(10 ** (3 - digits), 0.000001);
};

/** The latest that the clock of the server can show: by its Date header or ours, whichever is later. Null without a Date: ours may be behind. */
const serverClock = ({ exchange }: Situation): number | null => {
  const theirs = Date.parse(exchange.response?.headers['date'] ?? '');
  return Number.isNaN(theirs) ? null : Math.max(theirs + 999, exchange.sentAt + exchange.ms);
};

/** A timestamp as a response shows it. */
interface Shown {
  readonly key: string;
  readonly pointer: string;
  readonly text: string;
  /** Its instant; NaN where it is no date-time. */
  readonly at: number;
}

const [createdAtPlace, updatedAtPlace] = [pointerTo(createdAtKey), pointerTo(updatedAtKey)];

function shownIn(contact: JsonObject, key: string, pointer: string): Shown | null {
  const text = own(contact, key);
  return typeof text === 'string' ? { key, pointer, text, at: instant(text) } : null;
}

/** A timestamp does not lie ahead of the clock that set it; a response that does not say what time it is proves nothing. */
function notAhead({ key, pointer, text, at }: Shown, clock: number | null): Judgement {
  const clause = 'timestamps-not-in-future';
  if (clock === null)
    return untried(clause, pointer, 'No response has a header Date that says what time it is at the server.');
  if (at <= clock + tolerance) return held(clause, pointer);
  const values = { expected: new Date(clock).toISOString(), actual: text };
  return broken(clause, pointer, `${key} lies more than five minutes ahead.`, values);
}

/** True when the request asks for another value of a scalar attribute than the one that was there. */
const changesScalar = ({ sent, before }: Situation): boolean =>
  endpoint.attributes.some((attribute) => {
    const value = sent === null ? undefined : own(sent, attribute.name);
    const held = before[attribute.name];
    if (typeof value !== 'string' || typeof held !== 'string') return false;
    if (attribute.kind === 'text') return !compareText(attribute, value, held).same;
    return attribute.kind === 'reference' ? !sameId(value, held) : value !== held;
  });

function formats(shown: Shown, clock: number | null): readonly Judgement[] {
  const { key, pointer, text, at } = shown;
  const values = { expected: 'YYYY-MM-DDTHH:MM:SS.mmmZ', actual: text };
  if (Number.isNaN(at))
    return [broken('timestamps-are-date-times', pointer, `${key} is not an RFC 3339 date-time.`, values)];
  const form = `${key} does not carry milliseconds and the zone Z.`;
  return [
    held('timestamps-are-date-times', pointer),
    judge(millisUtc.test(text), 'timestamps-millis-utc', pointer, form, values),
    notAhead(shown, clock),
  ];
}

/** True unless two timestamps are further apart than the coarser of the two can show. */
export const sameMoment = (left: string, right: string): boolean => {
  const apart = Math.abs(instant(left) - instant(right));
  return Number.isNaN(apart) || apart < Math.max(resolution(left), resolution(right));
};

function created({ text, at }: Shown, { seen }: Situation): readonly Judgement[] {
  const { createdAt, atFirst = null } = seen;
  if (createdAt === null && atFirst === null) return [];
  // Whether another form names another moment cannot be told: the form itself is what is broken.
  if (createdAt !== null && Number.isNaN(at) && !Number.isNaN(instant(createdAt))) return [];
  const same = createdAt === null || text === createdAt || at === instant(createdAt);
  const sameAsFirst = atFirst === null || sameMoment(text, atFirst);
  return [
    judge(same && sameAsFirst, 'created-at-constant', createdAtPlace, 'created_at changed.', {
      expected: (same ? atFirst : null) ?? createdAt,
      actual: text,
    }),
  ];
}

function updated({ text, at: now }: Shown, situation: Situation): readonly Judgement[] {
  const { seen, exchange, expectation } = situation;
  const then = seen.updatedAt === null ? Number.NaN : instant(seen.updatedAt);
  if (Number.isNaN(now) || Number.isNaN(then)) return [];
  // A read may show another precision than an update does.
  const { read = null } = seen;
  const isBehindRead = read !== null && now < instant(read) && !sameMoment(text, read);
  const values = {
    expected: `not before ${String(now >= then && isBehindRead ? read : seen.updatedAt)}`,
    actual: text,
  };
  const order = judge(
    now >= then && !isBehindRead,
    'updated-at-never-goes-back',
    updatedAtPlace,
    'updated_at went back.',
    values,
  );
  const elapsed = exchange.sentAt - seen.sentAt;
  const judged = expectation.kind === 'plain' && elapsed >= Math.max(10, resolution(text)) && changesScalar(situation);
  return judged
    ? [
        order,
        judge(
          now > then,
          'updated-at-advances',
          updatedAtPlace,
          'updated_at did not move although a scalar attribute changed.',
          { expected: `after ${String(seen.updatedAt)}`, actual: text },
        ),
      ]
    : [order];
}

/**
 * A read may show another precision than an update does, so that only a difference beyond the coarser of the two is a change.
 */
function readCreated({ exchange, expectation, seen, contactId }: Situation): readonly Judgement[] {
  const contact = contactOf(exchange.response?.parsed);
  if (expectation.kind !== 'read' || contact === null || seen.createdAt === null || exchange.response?.status !== 200)
    return [];
  const id = own(contact, idKey);
  const value = own(contact, createdAtKey);
  if (typeof value !== 'string' || typeof id !== 'string' || id.toLowerCase() !== contactId.toLowerCase()) return [];
  if (Number.isNaN(instant(value) - instant(seen.createdAt))) return [];
  return [
    judge(
      sameMoment(value, seen.createdAt),
      'created-at-constant',
      createdAtPlace,
      'A read shows another created_at than the updates did.',
      { expected: seen.createdAt, actual: value },
    ),
  ];
}

const isSetOrOpaque = (name: string): boolean => ['set', 'opaque'].includes(attributeNamed(name)?.kind ?? '');

/** The timestamp oracle. Only responses to updates are compared with one another: a read may show another precision. */
export const timestamps: Oracle = (situation) => {
  if (situation.expectation.kind === 'read') return readCreated(situation);
  const contact = contactOf(situation.exchange.response?.parsed);
  if (contact === null || !isDocumentedResponse(situation)) return [];
  const clock = serverClock(situation);
  const createdAt = shownIn(contact, createdAtKey, createdAtPlace);
  const updatedAt = shownIn(contact, updatedAtKey, updatedAtPlace);
  const found: Judgement[] = [
    ...(createdAt === null ? [] : formats(createdAt, clock)),
    ...(updatedAt === null ? [] : formats(updatedAt, clock)),
    ...(createdAt === null ? [] : created(createdAt, situation)),
    ...(updatedAt === null ? [] : updated(updatedAt, situation)),
  ];
  if (createdAt !== null && updatedAt !== null && !Number.isNaN(createdAt.at + updatedAt.at)) {
    const values = { expected: `not before ${createdAt.text}`, actual: updatedAt.text };
    const isInOrder = createdAt.at <= updatedAt.at;
    const clause = 'timestamps-in-order';
    found.push(judge(isInOrder, clause, updatedAtPlace, 'updated_at is earlier than created_at.', values));
  }
  const names = situation.sent === null ? [] : Object.keys(situation.sent);
  if (names.length > 0 && names.every(isSetOrOpaque))
    found.push(held('updated-at-tags-or-fields-only', updatedAtPlace));
  return found;
};
