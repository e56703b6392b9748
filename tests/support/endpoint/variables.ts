/** The variables of the environment that say something about attributes, and what each holds in a configuration. */

/** The settings that say something about attributes. Null: not configured. */
export interface Configured {
  readonly companyId: string | null;
  readonly ownerId: string | null;
  readonly tagIds: readonly string[];
  readonly fieldId: string | null;
  readonly fieldValue: string | null;
  readonly foreignContactId: string | null;
  /** Attributes that this run may not write, each with why. */
  readonly withheld?: Readonly<Record<string, string>>;
}

type Key = Exclude<keyof Configured, 'withheld'>;

const keys: Readonly<Record<string, Key>> = {
  NEETOCRM_COMPANY_ID: 'companyId',
  NEETOCRM_OWNER_ID: 'ownerId',
  NEETOCRM_TAG_IDS: 'tagIds',
  NEETOCRM_FIELD_ID: 'fieldId',
  NEETOCRM_FIELD_VALUE: 'fieldValue',
  NEETOCRM_FOREIGN_CONTACT_ID: 'foreignContactId',
};

const settingOf = (variable: string): Key | undefined => (Object.hasOwn(keys, variable) ? keys[variable] : undefined);

/** The variables that can be read here. */
export const readable: readonly string[] = Object.keys(keys);

/** The variables that a run keeps for resetting the attribute that no response shows. */
export const resetFrom = ['NEETOCRM_FIELD_ID', 'NEETOCRM_FIELD_VALUE'] as const;

/** True for a variable that can be read here. */
export const isReadable = (variable: string): boolean => readable.includes(variable);

/** The texts that a variable holds; none when it is not set. */
export function textsOf(variable: string, settings: Configured): readonly string[] {
  const key = settingOf(variable);
  const value = key === undefined ? null : settings[key];
  return typeof value === 'string' ? [value] : (value ?? []);
}

/** The settings as if a variable did not hold a text. */
export function withoutText<Settings extends Configured>(settings: Settings, variable: string, text: string): Settings {
  const key = settingOf(variable);
  if (key === undefined) return settings;
  const value: unknown = settings[key];
  return { ...settings, [key]: Array.isArray(value) ? value.filter((each) => each !== text) : null };
}
