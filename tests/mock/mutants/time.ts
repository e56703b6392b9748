/** Times lose precision, zone or sense. */
import { act, onRead, shows, showsKey, stores } from '../kit.ts';
import { time } from '../stages.ts';
import type { Call, Variant } from '../types.ts';
import { group, violates, warns } from './define.ts';

const spelt = (
  spell: (ms: number) => string,
  keys: readonly ('created_at' | 'updated_at')[] = ['created_at', 'updated_at'],
): Variant =>
  shows((shown, { contact }) => ({ ...shown, ...Object.fromEntries(keys.map((key) => [key, spell(contact[key])])) }));
const shifted = (key: 'created_at' | 'updated_at', by: (call: Call) => number): Variant =>
  showsKey(key, (_value, call) => time(call.contact[key] + by(call)));

const dateTimes = ['timestamps-are-date-times'];
const hour = 3_600_000;
export const timeChanges = group('time', [
  violates(
    'times-as-epoch-text',
    'times are shown as milliseconds since 1970, as text',
    'smoke',
    dateTimes,
    spelt(String),
  ),
  violates(
    'times-with-a-space',
    'times are shown as the database prints them',
    'smoke',
    dateTimes,
    spelt((ms) => time(ms).replace('T', ' ').replace('Z', ' UTC')),
  ),
  violates(
    'offset-without-colon',
    'the zone is written +0000',
    'smoke',
    dateTimes,
    spelt((ms) => time(ms).replace('Z', '+0000')),
  ),
  violates(
    'times-without-zone',
    'times lose their zone',
    'smoke',
    dateTimes,
    spelt((ms) => time(ms).replace('Z', '')),
  ),
  violates(
    'dates-only',
    'created_at is shown as a date',
    'smoke',
    dateTimes,
    spelt((ms) => time(ms).slice(0, 10), ['created_at']),
  ),
  violates(
    'times-for-humans',
    'updated_at is shown for humans',
    'smoke',
    dateTimes,
    spelt((ms) => new Date(ms).toUTCString(), ['updated_at']),
  ),
  warns(
    'whole-seconds',
    'times lose their milliseconds',
    'smoke',
    ['timestamps-millis-utc'],
    spelt((ms) => time(ms).replace(/\.\d+Z/, 'Z')),
  ),
  warns(
    'utc-as-offset',
    'the zone is written +00:00',
    'smoke',
    ['timestamps-millis-utc'],
    spelt((ms) => time(ms).replace('Z', '+00:00')),
  ),
  warns(
    'zone-of-the-office',
    'times are shown with the offset of the office',
    'smoke',
    ['timestamps-millis-utc'],
    spelt((ms) => time(ms + 5.5 * hour).replace('Z', '+05:30')),
  ),
  warns(
    'times-in-microseconds',
    'times are shown in microseconds',
    'smoke',
    ['timestamps-millis-utc'],
    spelt((ms) => time(ms).replace('Z', '417Z')),
  ),
  warns(
    'created-at-in-microseconds',
    'created_at alone is shown in microseconds',
    'smoke',
    ['timestamps-millis-utc'],
    spelt((ms) => time(ms).replace('Z', '000Z'), ['created_at']),
  ),
  violates(
    'created-at-rounded-by-first-update',
    'the first update cuts the milliseconds off created_at',
    'smoke',
    ['created-at-constant'],
    stores((contact) => {
      contact.created_at = Math.floor(contact.created_at / 1000) * 1000;
    }),
  ),
  violates(
    'created-at-touched',
    'every update sets created_at',
    'smoke',
    ['created-at-constant'],
    stores((contact, call) => {
      contact.created_at = call.world.now();
    }),
  ),
  violates(
    'created-at-creeps',
    'created_at moves by one millisecond with every second update',
    'full',
    ['created-at-constant'],
    stores(
      (contact) => {
        contact.created_at += 1;
      },
      (call) => call.update % 2 === 0,
    ),
  ),
  violates(
    'created-at-touched-with-tags',
    'an update of tags sets created_at',
    'full',
    ['created-at-constant'],
    stores(
      (contact, call) => {
        contact.created_at = call.world.now();
      },
      (call) => call.changes.tag_ids !== undefined,
    ),
  ),
  violates(
    'created-at-shifted-on-reads',
    'a read shows created_at as an hour later',
    'full',
    ['created-at-constant'],
    showsKey('created_at', (_value, call) => time(call.contact.created_at + 3_600_000), onRead),
  ),
  violates(
    'updated-at-goes-back',
    'every second update sets updated_at a minute back',
    'full',
    ['updated-at-never-goes-back'],
    stores(
      (contact, call) => {
        contact.updated_at = call.before.updated_at - 60_000;
      },
      (call) => call.update % 2 === 0,
    ),
  ),
  violates(
    'updated-at-falls-with-tags',
    'an update of tags sets updated_at to the time of creation',
    'full',
    ['updated-at-never-goes-back'],
    stores(
      (contact) => {
        contact.updated_at = contact.created_at;
      },
      (call) => call.changes.tag_ids !== undefined,
    ),
  ),
  warns(
    'updated-at-stands',
    'updated_at never moves',
    'full',
    ['updated-at-advances'],
    stores((contact, call) => {
      contact.updated_at = call.before.updated_at;
    }),
  ),
  warns(
    'updated-at-stands-for-phones',
    'updated_at does not move when the phone number alone changes',
    'full',
    ['updated-at-advances'],
    stores(
      (contact, call) => {
        contact.updated_at = call.before.updated_at;
      },
      (call) => Object.keys(call.changes).join() === 'phone_number',
    ),
  ),
  warns(
    'clock-ahead',
    'the clock of the server is ten minutes ahead',
    'smoke',
    ['timestamps-not-in-future'],
    shifted('updated_at', () => hour / 6),
  ),
  warns(
    'local-time-as-utc',
    'updated_at is local time labelled Z',
    'smoke',
    ['timestamps-not-in-future'],
    shifted('updated_at', () => 5.5 * hour),
  ),
  warns(
    'updated-before-created',
    'updated_at is shown fifty years early',
    'smoke',
    ['timestamps-in-order'],
    shifted('updated_at', () => -50 * 8766 * hour),
  ),
  violates(
    'created-at-of-the-request',
    'created_at is shown as the time of the request',
    'smoke',
    ['created-at-constant'],
    { show: (call, next) => act(call, { ...next(), created_at: time(call.world.now()) }) },
  ),
]);
