/** What only the profile nightly plays: each way around the documented attributes, and each attribute as the one that is refused. */
import { expect, test } from 'vitest';
import { Refusal } from '../mock/responses.ts';
import type { Variant } from '../mock/index.ts';
import { sentContact, stores } from '../mock/kit.ts';
import { apply } from '../mock/stages.ts';
import { isObject } from '../mock/validate.ts';
import { play } from './helpers/servers.ts';

/** What a play of some cases of nightly says is broken: clause and pointer. */
async function brokenBy(variant: Variant, cases: readonly string[]): Promise<readonly string[]> {
  const { report, mutations } = await play({ variant, id: 'nightly', profile: 'nightly', cases, haste: 20 });
  expect(mutations).toBeGreaterThan(0);
  return report.findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ clause, pointer }) => `${clause} ${pointer}`);
}

/** Where a request carries the identifier of a company in some other place, the contact gets it. */
const linksCompany = (find: (sent: Record<string, unknown>, body: Record<string, unknown>) => unknown): Variant =>
  stores((contact, call) => {
    const found = find(sentContact(call) ?? {}, isObject(call.body) ? call.body : {});
    const id: unknown = Array.isArray(found) ? found[0] : found;
    if (typeof id === 'string') contact.company_id = id;
  });

test.each<readonly [string, string, Variant]>([
  ['company_ids', 'around-company-linked-as-company-ids', linksCompany(({ company_ids }) => company_ids)],
  ['the top of the body', 'around-company-id-beside-the-envelope', linksCompany((_sent, body) => body['company_id'])],
  [
    'nested attributes',
    'around-company-attributes-linked',
    linksCompany(({ company_attributes: nested }) => (isObject(nested) ? nested['id'] : null)),
  ],
])('a company that is taken from %s is found out', async (_what, id, variant) => {
  const broken = await brokenBy(variant, [id]);
  expect(broken.some((each) => /not-written \/contact\/company\/id$/.test(each))).toBe(true);
});

/** An update that is refused writes one attribute all the same, where another is wrong. */
const leaks = (wrong: string, right: 'email' | 'owner_id'): Variant => ({
  validate: (call, next) => {
    try {
      return next();
    } catch (error) {
      const sent = sentContact(call) ?? {};
      const value = sent[right];
      if (error instanceof Refusal && Object.hasOwn(sent, wrong) && typeof value === 'string') {
        apply(call.contact, { [right]: value }, call.world.now());
        call.acted();
      }
      throw error;
    }
  },
});

test.each([
  ['an unknown owner', 'owner_id', 'email', 'refused-owner-id-record-first', '/contact/email'],
  ['unknown tags', 'tag_ids', 'owner_id', 'refused-tag-ids-record-last', '/contact/owner/id'],
] as const)('what %s leaves behind is found out', async (_what, wrong, right, id, pointer) => {
  expect(await brokenBy(leaks(wrong, right), [id])).toContain(`refused-update-not-partly-applied ${pointer}`);
});
