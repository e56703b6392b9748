/** The custom field that a run may write: no response shows its value, so it is reset to a configured one. */
import type { Settings } from '../config/types.ts';
import type { JsonObject } from '../text/json.ts';
import { attributesOf, resetValue } from '../endpoint/index.ts';
import type { HomeField } from './types.ts';

const [opaque] = attributesOf('opaque');

/** The attribute by which custom fields are set. */
export const fieldAttribute = opaque?.name ?? '';

/** The update that resets a custom field. */
export function fieldUpdate({ id, homeValue }: HomeField): JsonObject {
  const field = {
    companyId: null,
    ownerId: null,
    tagIds: [],
    foreignContactId: null,
    fieldId: id,
    fieldValue: homeValue,
  };
  const value = opaque === undefined ? null : resetValue(opaque, field);
  return value === null ? {} : { [fieldAttribute]: value };
}

/** The field that a run may write, as configured. */
export const homeFieldOf = ({ fieldId, fieldValue }: Pick<Settings, 'fieldId' | 'fieldValue'>): HomeField | null =>
  fieldId === null || fieldValue === null ? null : { id: fieldId, homeValue: fieldValue };
