/** What a client is told of the stand-in. */
import type { MockFacts } from './types.ts';

/** Address, key and records of a stand-in, by the variables that name those of a workspace. */
export const variablesOf = ({ baseUrl, facts }: { readonly baseUrl: string; readonly facts: MockFacts }) => ({
  NEETOCRM_BASE_URL: baseUrl,
  NEETOCRM_API_KEY: facts.apiKey,
  NEETOCRM_CONTACT_ID: facts.contactId,
  NEETOCRM_COMPANY_ID: facts.companyId,
  NEETOCRM_OWNER_ID: facts.ownerId,
  NEETOCRM_TAG_IDS: facts.tagIds.join(','),
  NEETOCRM_FIELD_ID: facts.fieldId,
  NEETOCRM_FIELD_VALUE: facts.fieldValue,
  NEETOCRM_FOREIGN_CONTACT_ID: facts.foreignContactId,
});
