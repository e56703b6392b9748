/** A record that the configuration names and the target does not have: the configuration is to blame, and the run says which variable. */
import { describe, expect, test } from 'vitest';
import { refusal } from '../mock/responses.ts';
import type { Changes, Variant, VariantSource, World } from '../mock/types.ts';
import { facts, otherCompanyId, otherOwnerId } from '../mock/world.ts';
import { play, trippedBy } from './helpers/servers.ts';

const [firstTag = '', secondTag = '', , lastTag = ''] = facts.tagIds;

/** Deletes a record of the stand-in, whose variants only look records up. */
const remove = (records: ReadonlyMap<string, string> | ReadonlySet<string>, id: string): unknown =>
  (records as Set<string>).delete(id);

/** Deletes tags as a join table does: from the contacts, too. */
function deleteTags(world: World, ...ids: readonly string[]): void {
  for (const id of ids) remove(world.tags, id);
  for (const contact of world.contacts.values()) contact.tag_ids = contact.tag_ids.filter((id) => !ids.includes(id));
}

const without = (seed: (world: World) => unknown): Variant => ({ seed: (world) => void seed(world) });

const gone: readonly (readonly [string, string, string, VariantSource])[] = [
  ['a tag', 'NEETOCRM_TAG_IDS', lastTag, without((world) => deleteTags(world, lastTag))],
  ['every tag but one', 'NEETOCRM_TAG_IDS', secondTag, without((world) => deleteTags(world, ...facts.tagIds.slice(1)))],
  [
    'an owner',
    'NEETOCRM_OWNER_ID',
    facts.ownerId,
    without((world) => {
      remove(world.owners, facts.ownerId);
      for (const contact of world.contacts.values()) contact.owner_id = otherOwnerId;
    }),
  ],
  [
    'a company',
    'NEETOCRM_COMPANY_ID',
    facts.companyId,
    without((world) => {
      remove(world.companies, facts.companyId);
      for (const contact of world.contacts.values()) contact.company_id = otherCompanyId;
    }),
  ],
  ['a custom field', 'NEETOCRM_FIELD_ID', facts.fieldId, without((world) => remove(world.fields, facts.fieldId))],
  [
    'a tag in the middle of the run',
    'NEETOCRM_TAG_IDS',
    lastTag,
    {
      before: ({ nth, world }) => {
        if (nth === 15) deleteTags(world, lastTag);
        return undefined;
      },
    },
  ],
];

const refusing = (when: (changes: Changes) => boolean): Variant => ({
  validate: (_call, next) => {
    const changes = next();
    if (when(changes)) throw refusal(422, ['No']);
    return changes;
  },
});

describe('a record of the configuration that is gone', () => {
  test.each(gone)('makes the run inconclusive and names its variable: %s', async (_what, variable, id, variant) => {
    const { report } = await play({ variant, profile: 'full', haste: 20 });
    expect(report.findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    expect(report.reasons.join('\n')).toContain(`${variable} names ${id}, which the target refuses with `);
    expect(report.reasons.join('\n')).toContain(`Put one that exists into ${variable}.`);
  });

  test('leaves the clauses that need it not exercised, with that reason', async () => {
    const { report } = await play({
      variant: without((world) => remove(world.fields, facts.fieldId)),
      profile: 'smoke',
    });
    expect(report.clauses.find(({ id }) => id === 'field-values-accepted')).toMatchObject({
      outcome: 'not-exercised',
      reason: expect.stringMatching(/^NEETOCRM_FIELD_ID names /) as string,
    });
  });

  test('does not keep the others from being used', async () => {
    const { report } = await play({ variant: without((world) => deleteTags(world, lastTag)), profile: 'smoke' });
    expect(report.clauses.find(({ id }) => id === 'tags-list-replaces')?.outcome).toBe('pass');
  });
});

describe('a target that refuses a record that is there', () => {
  test.each<[string, Variant]>([
    ['every value of the attribute', refusing(({ field_values: values }) => values !== undefined)],
    ['the record that the contact holds', refusing(({ owner_id: owner }) => owner === facts.ownerId)],
    ['two records at once, and each alone not', refusing(({ tag_ids: ids = [] }) => ids.length > 1)],
    ['a tag that the contact holds', refusing(({ tag_ids: ids = [] }) => ids.includes(firstTag))],
  ])('breaks a promise: %s', async (_what, variant) => {
    const { report } = await play({ variant, profile: 'smoke', haste: 20 });
    expect(report).toMatchObject({ verdict: 'violated' });
    expect(trippedBy(report)).toContain('update-answers-200');
    expect(report.reasons.join('\n')).not.toContain('the record is gone');
  });
});

test('a run in which every record is there spends no request on it', async () => {
  const { report, hits, reserved } = await play({ profile: 'smoke' });
  expect(report.requests.confirming).toBe(0);
  expect(hits + reserved).toBeLessThanOrEqual(25);
});
