/** What a run may write. */
import type { ContactState, StateKey } from '../types.ts';
import type { Session } from './session.ts';

/** What is no identifier could not be sent again to put it back. */
export const isIdentifier = (value: ContactState[StateKey]): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value);

export type Attribute = StateKey | 'field_values_attributes';

/** The attributes that a run may write: readable at the start, configured where they refer to a record, and not beyond putting back. */
export function writable(session: Session, initial: ContactState, attribute: Attribute): boolean {
  const { settings } = session.options;
  switch (attribute) {
    case 'name':
    case 'email':
    case 'phone_number':
      return initial[attribute] !== undefined;
    case 'company_id':
      return settings.companyId !== null && isIdentifier(initial.company_id);
    case 'owner_id':
      return settings.ownerId !== null && isIdentifier(initial.owner_id);
    case 'tag_ids':
      return settings.tagIds.length >= 2 && initial.tag_ids !== undefined;
    case 'field_values_attributes':
      return settings.fieldId !== null && settings.fieldValue !== null;
  }
}
