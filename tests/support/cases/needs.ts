/** Why a case cannot be exercised with the present configuration and contact. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import { attributeNamed, whyNotWritable } from '../endpoint/index.ts';
import type { Need, SpecialNeed } from './cases.ts';

function missingSpecial(need: SpecialNeed, settings: Settings, canRead: boolean): string | null {
  switch (need) {
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

/**
 * Says why a need is not met.
 * @param initial the contact before the run; null while it has not been read
 * @returns a sentence that names the variable or the attribute, or null when the need is met
 */
export const missing = (
  need: Need,
  settings: Settings,
  initial: ContactState | null,
  canRead: boolean,
): string | null =>
  attributeNamed(need) === undefined
    ? missingSpecial(need as SpecialNeed, settings, canRead)
    : whyNotWritable(need, settings, initial);
