/** Somebody else writes to the contact while a run is running: never red, and told. What a write does late is the target's own. */
import { expect, test } from 'vitest';
import { stores } from '../mock/kit.ts';
import type { Contact, Variant } from '../mock/types.ts';
import { facts, otherCompanyId } from '../mock/world.ts';
import { afterEach, everySoOften, once, type Clock } from '../mock/writers.ts';
import { virtualClock } from './helpers/clock.ts';
import { play } from './helpers/servers.ts';

type Server = (clock: Clock) => Variant;

async function cameOf(server: Server, profile: 'smoke' | 'full') {
  const clock = virtualClock();
  const { report, mutations } = await play({ variant: server(clock.now), id: 'writer', profile, clock });
  return {
    acted: mutations > 0,
    exit: report.exitCode,
    theirs: report.reasons.filter((reason) => reason.startsWith('somebody else writes to this contact')),
    broken: report.findings
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ clause, pointer }) => `${clause} ${pointer}`),
  };
}

const clearsTags =
  (interval: number): Server =>
  (clock) =>
    everySoOften(
      interval,
      (contact) => {
        contact.tag_ids = [];
      },
      clock,
    );
const setsCompany: Server = (clock) =>
  everySoOften(
    700,
    (contact) => {
      contact.company_id = otherCompanyId;
    },
    clock,
  );
const setsName: Server = (clock) =>
  everySoOften(
    1000,
    (contact) => {
      contact.name = 'Robot';
    },
    clock,
  );
const edit = (contact: Contact): void => {
  contact.name = 'Edited By Hand';
  contact.phone_number = '+1 202-555-0177';
};
const sentence = (...pointers: readonly string[]) => [`somebody else writes to this contact (${pointers.join(', ')})`];

test.each<readonly [string, Server, 'smoke' | 'full', readonly string[]]>([
  ['an automation that clears the tags each second', clearsTags(1000), 'smoke', ['/contact/tags']],
  ['one that does so twice a second', clearsTags(500), 'smoke', ['/contact/tags']],
  ['one that does so every two seconds', clearsTags(2000), 'full', ['/contact/tags']],
  ['an automation that sets the company', setsCompany, 'smoke', ['/contact/company/id']],
  ['an automation that sets the name', setsName, 'smoke', ['/contact/name']],
  ['a person who edits name and phone once', () => once(20, edit), 'smoke', ['/contact/name', '/contact/phone_number']],
  ['the same later', () => once(77, edit), 'full', ['/contact/name', '/contact/phone_number']],
])('%s makes a run inconclusive', async (_what, server, profile, pointers) => {
  expect(await cameOf(server, profile)).toEqual({ acted: true, exit: 3, theirs: sentence(...pointers), broken: [] });
});

const fourth = facts.tagIds[3] as string;
const addsTag = (contact: Contact): void => {
  contact.tag_ids = [...new Set([...contact.tag_ids, fourth])];
};

test.each<readonly [string, Server, string]>([
  [
    'a job that reverts a phone number 600 ms later',
    (clock) =>
      afterEach(
        600,
        ({ changes }) => changes.phone_number !== undefined,
        (contact, before) => {
          contact.phone_number = before.phone_number;
        },
        clock,
      ),
    'update-is-stored /contact/phone_number',
  ],
  [
    'a job that adds a tag 600 ms later',
    (clock) => afterEach(600, () => true, addsTag, clock),
    'update-is-stored /contact/tags',
  ],
  ['a rule that adds a tag with each update', () => stores(addsTag), 'tags-list-replaces /contact/tags'],
  [
    'an update of the email that clears the phone number',
    () =>
      stores(
        (contact) => {
          contact.phone_number = '';
        },
        ({ changes }) => changes.email !== undefined,
      ),
    'unsent-attributes-keep-value /contact/phone_number',
  ],
])('%s is the doing of the target', async (_what, server, broken) => {
  const came = await cameOf(server, 'smoke');
  expect(came).toMatchObject({ acted: true, exit: 2, theirs: [] });
  expect(came.broken).toContain(broken);
});

test('a broken promise elsewhere is red beside somebody else who writes', async () => {
  const both: Server = (clock) => ({
    ...setsCompany(clock),
    ...stores(
      (contact) => {
        contact.phone_number = '';
      },
      ({ changes }) => changes.email !== undefined,
    ),
  });
  const came = await cameOf(both, 'smoke');
  expect(came).toMatchObject({ acted: true, exit: 2, theirs: sentence('/contact/company/id') });
  expect(came.broken).toContain('unsent-attributes-keep-value /contact/phone_number');
  expect(came.broken.filter((each) => each.includes('company'))).toEqual([]);
});
