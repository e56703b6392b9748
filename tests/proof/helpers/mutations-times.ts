/** Timestamps: their form, and how they follow one another. */
import type { ClauseId } from '../../support/catalogue.ts';
import { changes, shows, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { inTurn, put, withHeaders } from './change.ts';
import { createdAt, updatedAt } from './records.ts';
import { emailUpdate, fullUpdate, nameUpdate, ownerUpdate } from './recorded-exchanges.ts';

type Key = 'created_at' | 'updated_at';
const at = (key: Key): string => `/contact/${key}`;
const updated = at('updated_at');
const good: Readonly<Record<Key, string>> = { created_at: createdAt, updated_at: updatedAt };

/** Spellings that are no date-time, made from a good one. */
const malformed: readonly (readonly [string, (text: string) => string])[] = [
  ['has a space for T', (text) => text.replace('T', ' ')],
  ['is as the database prints it', (text) => text.replace('T', ' ').replace('Z', ' UTC')],
  ['has a t', (text) => text.replace('T', 't')],
  ['has a z', (text) => text.replace('Z', 'z')],
  ['has no zone', (text) => text.replace('Z', '')],
  ['has the zone +0530', (text) => text.replace('Z', '+0530')],
  ['has the zone +05', (text) => text.replace('Z', '+05')],
  ['has the zone +24:00', (text) => text.replace('Z', '+24:00')],
  ['has the zone +05:60', (text) => text.replace('Z', '+05:60')],
  ['has the zone UTC', (text) => text.replace('Z', 'UTC')],
  ['has two zones', (text) => text.replace('Z', 'Z+00:00')],
  ['is a date', (text) => text.slice(0, 10)],
  ['is a time', (text) => text.slice(11)],
  ['has no seconds', (text) => text.replace(/:\d\d\.\d+Z/, 'Z')],
  ['has a comma', (text) => text.replace('.', ',')],
  ['has a point without a fraction', (text) => text.replace(/\.\d+/, '.')],
  ['has no hyphens', (text) => text.replaceAll('-', '')],
  ['has slashes', (text) => text.replaceAll('-', '/')],
  ['has month 13', (text) => text.replace(/-\d\d-/, '-13-')],
  ['has month 00', (text) => text.replace(/-\d\d-/, '-00-')],
  ['has month 1', (text) => text.replace(/-\d(\d)-/, '-$1-')],
  ['is on 30 February', (text) => text.replace(/-\d\d-\d\dT/, '-02-30T')],
  ['is on 29 February of 2025', (text) => text.replace(/^\d{4}-\d\d-\d\d/, '2025-02-29')],
  ['is on 31 April', (text) => text.replace(/-\d\d-\d\dT/, '-04-31T')],
  ['is on day 32', (text) => text.replace(/\d\dT/, '32T')],
  ['is on day 00', (text) => text.replace(/\d\dT/, '00T')],
  ['has hour 24', (text) => text.replace(/T\d\d/, 'T24')],
  ['has minute 60', (text) => text.replace(/:\d\d:/, ':60:')],
  ['has second 61', (text) => text.replace(/:\d\d\./, ':61.')],
  ['has a year of two digits', (text) => text.slice(2)],
  ['has a year of five digits', (text) => `0${text}`],
  ['has a year with a sign', (text) => `+00${text}`],
  ['ends with a space', (text) => `${text} `],
  ['ends with a line break', (text) => `${text}\n`],
  ['begins with a space', (text) => ` ${text}`],
  ['is in quotation marks', (text) => `"${text}"`],
  ['is seconds as text', (text) => String(Math.floor(Date.parse(text) / 1000))],
  ['is milliseconds as text', (text) => String(Date.parse(text))],
  ['is as HTTP writes it', (text) => new Date(text).toUTCString()],
  ['is for Americans', () => '03/15/2025 10:30 AM'],
  ['is for humans', () => 'less than a minute ago'],
  ['is null as text', () => 'null'],
  ['is an invalid date', () => 'Invalid Date'],
  ['is a week', () => '2025-W11-6T10:30:00.120Z'],
  ['is wrapped as JSON', (text) => JSON.stringify({ $date: text })],
];

const both = ['created_at', 'updated_at'] as const;
const ofForm: readonly ChangeRow[] = both.flatMap((key) =>
  malformed.map(([what, spell]) => shows(`${key} ${what}`, at(key), spell(good[key]), 'timestamps-are-date-times')),
);

const wrongTypes: readonly ChangeRow[] = both.flatMap((key) => [
  shows(`${key} is seconds`, at(key), Date.parse(good[key]) / 1000, 'answer-types'),
  shows(`${key} is milliseconds`, at(key), Date.parse(good[key]), 'answer-types'),
  shows(`${key} is an object`, at(key), { $date: good[key] }, 'answer-types'),
  shows(`${key} is an array`, at(key), [2025, 3, 15], 'answer-types'),
]);

type Row = readonly [string, Key, string, ClauseId, ...ClauseId[]];
const millis = 'timestamps-millis-utc';
const back = 'updated-at-never-goes-back';
const constant = 'created-at-constant';
const future = 'timestamps-not-in-future';
const order = 'timestamps-in-order';
const advances = 'updated-at-advances';

const rows: readonly Row[] = [
  ['has no milliseconds', 'updated_at', '2026-01-05T09:00:02Z', millis],
  ['has one digit of a second', 'updated_at', '2026-01-05T09:00:01.3Z', millis],
  ['has two digits of a second', 'updated_at', '2026-01-05T09:00:01.25Z', millis],
  ['has microseconds', 'updated_at', '2026-01-05T09:00:01.251123Z', millis],
  ['has nanoseconds', 'updated_at', '2026-01-05T09:00:01.251123456Z', millis],
  ['has the zone +00:00', 'updated_at', '2026-01-05T09:00:01.251+00:00', millis],
  ['has the zone -00:00', 'updated_at', '2026-01-05T09:00:01.251-00:00', millis],
  ['has the zone +05:30', 'updated_at', '2026-01-05T14:30:01.251+05:30', millis],
  ['has microseconds', 'created_at', '2025-03-15T10:30:00.120000Z', millis],
  ['has the zone +05:30', 'created_at', '2025-03-15T16:00:00.120+05:30', millis],
  ['has two digits of a second', 'created_at', '2025-03-15T10:30:00.12Z', millis],
  ['loses its milliseconds', 'created_at', '2025-03-15T10:30:00Z', millis, constant],
  ['is a millisecond later', 'created_at', '2025-03-15T10:30:00.121Z', constant],
  ['is a millisecond earlier', 'created_at', '2025-03-15T10:30:00.119Z', constant],
  ['is a microsecond later', 'created_at', '2025-03-15T10:30:00.120001Z', constant, millis],
  ['is rounded to seconds', 'created_at', '2025-03-15T10:30:00.000Z', constant],
  ['is a second later', 'created_at', '2025-03-15T10:30:01.120Z', constant],
  ['is an hour later', 'created_at', '2025-03-15T11:30:00.120Z', constant],
  ['is a day earlier', 'created_at', '2025-03-14T10:30:00.120Z', constant],
  ['is a year earlier', 'created_at', '2024-03-15T10:30:00.120Z', constant],
  ['is the beginning of 1970', 'created_at', '1970-01-01T00:00:00.000Z', constant],
  ['is the time of the update', 'created_at', updatedAt, constant],
  ['has the clock of another zone', 'created_at', '2025-03-15T10:30:00.120+05:30', constant, millis],
  ['is later than updated_at', 'created_at', '2026-01-05T09:00:01.252Z', order, constant],
  ['is an hour ahead', 'created_at', '2026-01-05T10:00:01.251Z', future, constant, order],
  ['is a millisecond before the last one', 'updated_at', '2026-01-05T09:00:00.249Z', back, advances],
  ['is a second before the last one', 'updated_at', '2026-01-05T08:59:59.250Z', back, advances],
  ['is a day before the last one', 'updated_at', '2026-01-04T09:00:00.250Z', back, advances],
  ['is the last one in another zone', 'updated_at', '2026-01-05T09:00:01.251+05:30', back, advances, millis],
  ['is created_at', 'updated_at', createdAt, back, advances],
  ['is before created_at', 'updated_at', '2025-03-15T10:30:00.119Z', order, back, advances],
  ['is the beginning of 1970', 'updated_at', '1970-01-01T00:00:00.000Z', order, back, advances],
  ['stands still', 'updated_at', '2026-01-05T09:00:00.250Z', advances],
  ['stands still in microseconds', 'updated_at', '2026-01-05T09:00:00.250000Z', advances, millis],
  ['stands still in another zone', 'updated_at', '2026-01-05T10:00:00.250+01:00', advances, millis],
  ['is six minutes ahead', 'updated_at', '2026-01-05T09:06:01.251Z', future],
  ['is an hour ahead', 'updated_at', '2026-01-05T10:00:01.251Z', future],
  ['is a day ahead', 'updated_at', '2026-01-06T09:00:01.251Z', future],
  ['is a hundred years ahead', 'updated_at', '2126-01-05T09:00:01.251Z', future],
  ['has the clock of New York', 'updated_at', '2026-01-05T09:00:01.251-05:00', future, millis],
];

/** A clause may point at the other timestamp than the one that changed. */
const ofSense: readonly ChangeRow[] = rows.map(([what, key, value, main, ...others]) => [
  `${key} ${what}`,
  put(at(key), value),
  main,
  at(main === order ? 'updated_at' : key),
  ...others,
]);

const inMicroseconds = inTurn(put(updated, '2026-01-05T09:00:01.251000Z'), put(at('created_at'), createdAt));
const swapped = inTurn(put(at('created_at'), updatedAt), put(updated, createdAt));
const longAgo = inTurn(
  put(updated, '2026-01-05T09:06:01.251Z'),
  withHeaders({ date: 'Mon, 05 Jan 2015 09:00:01 GMT' }),
);
const together: readonly ChangeRow[] = [
  ['both times have microseconds', inMicroseconds, millis, updated],
  ['the times change places', swapped, order, updated, constant, back, advances],
];
const still = shows('updated_at stands still', updated, '2026-01-05T09:00:00.250Z', advances);

/** Mutations of the two timestamps. */
export const timeMutations: readonly Mutation[] = [
  ...changes(nameUpdate, [...ofForm, ...wrongTypes, ...ofSense, ...together]),
  ...changes(emailUpdate, [['a Date header far in the past helps nobody', longAgo, future, updated]]),
  ...[fullUpdate, ownerUpdate].flatMap((from) => changes(from, [still])),
];
