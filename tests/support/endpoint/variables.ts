/** The variables of the environment that say something about attributes, and what each holds in a configuration. */

/** The settings that say something about attributes. Null: not configured. */
export interface Configured {
  readonly companyId: string | null;
  readonly ownerId: string | null;
  readonly tagIds: readonly string[];
  readonly fieldId: string | null;
  readonly fieldValue: string | null;
  readonly foreignContactId: string | null;
}

const readers: Readonly<Record<string, (settings: Configured) => readonly string[] | string | null>> = {
  NEETOCRM_COMPANY_ID: ({ companyId }) => companyId,
  NEETOCRM_OWNER_ID: ({ ownerId }) => ownerId,
  NEETOCRM_TAG_IDS: ({ tagIds }) => tagIds,
  NEETOCRM_FIELD_ID: ({ fieldId }) => fieldId,
  NEETOCRM_FIELD_VALUE: ({ fieldValue }) => fieldValue,
  NEETOCRM_FOREIGN_CONTACT_ID: ({ foreignContactId }) => foreignContactId,
};

/** The variables that can be read here. */
export const readable: readonly string[] = Object.keys(readers);

/** The variables that a run keeps for resetting the attribute that no response shows. */
export const resetFrom = ['NEETOCRM_FIELD_ID', 'NEETOCRM_FIELD_VALUE'] as const;

/** True for a variable that can be read here. */
export const isReadable = (variable: string): boolean => readable.includes(variable);

/** The texts that a variable holds; none when it is not set. */
export function textsOf(variable: string, settings: Configured): readonly string[] {
  const value = isReadable(variable) ? (readers[variable]?.(settings) ?? []) : [];
  return typeof value === 'string' ? [value] : value;
}
