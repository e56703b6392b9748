/** What the stand-in holds when it starts: two workspaces, and a contact with every attribute filled. */
import type { Contact, MockFacts, World } from './types.ts';

const tag = (n: number): string => `d41f0b7e-52c8-4e1a-9b36-7c0de5a8f20${String(n)}`;

export const facts: MockFacts = {
  apiKey: 'nCrm7Qe2LwZx9TbVkD4sYhRg8UaPfJmC',
  contactId: '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c3',
  companyId: 'b7a90c52-3f1e-4d86-92ca-e5640f8d71ba',
  ownerId: '2fd4e8b6-7c10-4a95-8e3d-96b0c7f5a1e4',
  tagIds: [tag(1), tag(2), tag(3), tag(4)],
  fieldId: 'e09b3d75-61fa-4c28-b4d7-0a8e5c92f613',
  fieldValue: 'Set by the contract suite',
  foreignContactId: '5ab81de3-c062-4f79-8d14-be37f0a9625c',
};

/** The key of the second workspace. */
const foreignKey = 'nCrm3HtYw8KdRq5XvNb2GzLs6JfMpEaU';
/** Another contact of the first workspace: nobody has any business with it. */
export const neighbourId = '71f0ce4b-2d98-4a63-95be-c84d0f3b6e17';
/** A second company and a second owner, which a broken server may pick. */
export const otherCompanyId = 'c61d8e04-9b72-4f35-a8e0-43d7b9f2065e';
export const otherOwnerId = '9e357ac1-0d84-4b6f-b2c9-7f18e6d4a035';

const contact = (given: Partial<Contact> & Pick<Contact, 'id' | 'workspace'>): Contact => ({
  name: 'Eve Holt',
  email: 'eve.holt@example.com',
  phone_number: '+1 202-555-0143',
  company_id: facts.companyId,
  owner_id: facts.ownerId,
  tag_ids: facts.tagIds.slice(0, 2),
  field_values: { [facts.fieldId]: facts.fieldValue },
  created_at: Date.UTC(2025, 2, 15, 10, 30, 0, 120),
  updated_at: Date.UTC(2025, 5, 2, 8, 15, 30, 250),
  extras: {},
  ...given,
});

/**
 * A fresh world, independent of every other.
 * @param apiKey the key of the first workspace
 */
export function createWorld(apiKey = facts.apiKey): World {
  const neighbour = { name: 'Adam Quist', email: 'adam.quist@example.com', phone_number: '+1 202-555-0188' };
  const foreign = { name: 'Mara Lindqvist', email: 'mara.lindqvist@example.com', phone_number: '+1 202-555-0117' };
  const bare = { company_id: null, owner_id: null, tag_ids: [], field_values: {} };
  const contacts = [
    contact({ id: facts.contactId, workspace: 'one' }),
    contact({ id: neighbourId, workspace: 'one', ...neighbour, ...bare }),
    contact({ id: facts.foreignContactId, workspace: 'two', ...foreign, ...bare }),
  ];
  let last = 0;
  return {
    contacts: new Map(contacts.map((one) => [one.id, one])),
    companies: new Map([
      [facts.companyId, 'Acme Robotics'],
      [otherCompanyId, 'Umbra Freight'],
    ]),
    owners: new Map([
      [facts.ownerId, 'Oliver Smith'],
      [otherOwnerId, 'Sam Okafor'],
    ]),
    tags: new Map(facts.tagIds.map((id, index) => [id, ['Lead', 'Newsletter', 'Partner', 'Trial'][index] ?? 'Tag'])),
    fields: new Set([facts.fieldId]),
    keys: new Map([
      [apiKey, 'one'],
      [foreignKey, 'two'],
    ]),
    now: () => (last = Math.max(Date.now(), last + 1)),
  };
}
