/** The settings as rows for `npm run doctor` and for messages. The key is never among them. */
import type { Settings, Source } from './types.ts';
import type { Problem } from './reader.ts';
import { variables, type VariableName } from './variables.ts';

interface SettingRow {
  readonly name: string;
  readonly value: string;
  readonly source: Source;
}

const unset = 'not set';

/** One row per variable that matters to the target, then one per option that has no variable. */
export function describeSettings(settings: Settings): readonly SettingRow[] {
  const mock = settings.target.kind === 'mock';
  const values: Readonly<Partial<Record<VariableName, string>>> = {
    NEETOCRM_TARGET: settings.target.kind,
    NEETOCRM_TARGET_NAME: settings.target.name,
    NEETOCRM_BASE_URL: settings.target.baseUrl,
    NEETOCRM_API_KEY: settings.apiKey === '' ? unset : `(${settings.apiKey.length} characters, not shown)`,
    NEETOCRM_CONTACT_ID: settings.contactId,
    NEETOCRM_COMPANY_ID: settings.companyId ?? unset,
    NEETOCRM_OWNER_ID: settings.ownerId ?? unset,
    NEETOCRM_TAG_IDS: settings.tagIds.length === 0 ? unset : settings.tagIds.join(', '),
    NEETOCRM_FIELD_ID: settings.fieldId ?? unset,
    NEETOCRM_FIELD_VALUE: settings.fieldValue ?? unset,
    NEETOCRM_FOREIGN_CONTACT_ID: settings.foreignContactId ?? unset,
    NEETOCRM_ALLOW_KEY_IN_URL: String(settings.allowKeyInUrl),
    NEETOCRM_MAX_RPS: settings.maxRps === 0 ? 'unlimited' : String(settings.maxRps),
    NEETOCRM_TIMEOUT_MS: String(settings.timeoutMs),
    CONTRACT_PROFILE: settings.profile,
    CONTRACT_SEED: String(settings.seed),
    CONTRACT_STRICT: String(settings.strict),
    CONTRACT_REQUIRE_ALL: String(settings.requireAll),
    CONTRACT_REPORT_DIR: settings.reportDir,
  };
  const options: Readonly<Record<string, string>> = {
    '--baseline': settings.baseline ?? 'the one of the target, if there is one',
    '--history': settings.history ?? 'beside the reports',
    '--case': settings.cases.length === 0 ? 'all of the profile' : settings.cases.join(', '),
    '--no-case-header': settings.caseHeader ? 'requests name their case' : 'requests do not name their case',
    '--requests': String(settings.requests),
    '--confirm': String(settings.confirm),
    '--max-minutes': String(settings.maxMinutes),
  };
  const source = (name: string): Source => settings.sources[name] ?? 'default';
  return [
    ...variables.flatMap(({ name, live }) => {
      const value = values[name];
      return value === undefined || (mock && live) ? [] : [{ name, value, source: source(name) }];
    }),
    ...Object.entries(options).map(([name, value]) => ({ name, value, source: source(name) })),
  ];
}

/** All problems as one text for the console, with where to read more. */
export const problemText = (problems: readonly Problem[]): string =>
  [
    `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`,
    ...problems.map(({ variable, message }) => `  ${variable} ${message}`),
    'Every variable is explained in .env.example; npm run doctor shows what is set and where.',
  ].join('\n');
