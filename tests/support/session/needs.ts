/** Why a case cannot be exercised with the present configuration and contact. */
import type { ContactState, Settings } from '../types.ts';
import type { Need } from './cases.ts';
import { isIdentifier } from './writable.ts';

const variables: Readonly<Record<'company_id' | 'owner_id' | 'tag_ids', string>> = {
  company_id: 'NEETOCRM_COMPANY_ID',
  owner_id: 'NEETOCRM_OWNER_ID',
  tag_ids: 'NEETOCRM_TAG_IDS',
};

const reference = (
  need: 'company_id' | 'owner_id',
  configured: string | null,
  initial: ContactState,
): string | null => {
  if (configured === null) return `${variables[need]} is not set.`;
  if (initial[need] === undefined)
    return `The answers of the target do not show ${need}, and what could not be read is never written.`;
  if (initial[need] === null)
    return `The contact has no ${need.replace('_id', '')} at the start, or the target hides it, and no documented request could take one away again: fill it in by hand.`;
  if (!isIdentifier(initial[need]))
    return `The target shows a ${need} that is no identifier, so that no update could put it back.`;
  return null;
};

/**
 * Says why a need is not met.
 * @returns a sentence that names the variable or the attribute, or null when the need is met
 */
export function missing(need: Need, settings: Settings, initial: ContactState, canRead: boolean): string | null {
  switch (need) {
    case 'name':
    case 'email':
    case 'phone_number':
      return initial[need] === undefined
        ? `The answers of the target do not show ${need}, and what could not be read is never written.`
        : null;
    case 'company_id':
      return reference(need, settings.companyId, initial);
    case 'owner_id':
      return reference(need, settings.ownerId, initial);
    case 'tag_ids':
      if (settings.tagIds.length < 2) return 'NEETOCRM_TAG_IDS is not set (two identifiers or more).';
      return initial.tag_ids === undefined
        ? 'The answers of the target do not show tags, and what could not be read is never written.'
        : null;
    case 'field_values_attributes':
      if (settings.fieldId === null) return 'NEETOCRM_FIELD_ID is not set.';
      return settings.fieldValue === null ? 'NEETOCRM_FIELD_VALUE is not set.' : null;
    case 'foreign':
      return settings.foreignContactId === null ? 'NEETOCRM_FOREIGN_CONTACT_ID is not set.' : null;
    case 'key-in-url':
      return settings.target.loopback || settings.allowKeyInUrl
        ? null
        : 'The key goes into a URL only on loopback, or with NEETOCRM_ALLOW_KEY_IN_URL=true.';
    case 'loopback':
      return settings.target.loopback
        ? null
        : 'Sent to loopback only: a server that did write it could put the contact out of reach.';
    case 'reading':
      return canRead ? null : 'The contact cannot be read.';
    case 'key-with-letters':
      return /[a-z]/i.test(settings.apiKey) ? null : 'The key has no letters.';
  }
}
