/** The part of the settings that says where to send, as whom, and to which contact. */
import type { Settings } from './types.ts';
import { allowedHosts, apiPath, baseUrl, hostProblems, isLoopback } from './hosts.ts';
import {
  apiKey,
  boolean,
  fieldValue,
  identifier,
  identifiers,
  isPlaceholder,
  number,
  subdomain,
  targetName,
} from './parse.ts';
import type { Reader } from './reader.ts';
import { variables } from './variables.ts';

type TargetSettings = Pick<
  Settings,
  | 'target'
  | 'apiKey'
  | 'contactId'
  | 'companyId'
  | 'ownerId'
  | 'tagIds'
  | 'fieldId'
  | 'fieldValue'
  | 'foreignContactId'
  | 'allowKeyInUrl'
  | 'maxRps'
  | 'timeoutMs'
>;

/** The variables whose values responses and reports show. */
const others = variables.map(({ name }) => name).filter((name) => name !== 'NEETOCRM_API_KEY');

const holds = (text: string | undefined, key: string): boolean =>
  text?.toLowerCase().includes(key.toLowerCase()) === true;

const defaultTimeoutMs = 10_000;
const defaultRps = 5;

/** What makes a workspace: where it is, who asks, and for which contact. */
const workspace = ['NEETOCRM_SUBDOMAIN', 'NEETOCRM_BASE_URL', 'NEETOCRM_API_KEY', 'NEETOCRM_CONTACT_ID'] as const;

const isStandIn = (text: string): boolean => isPlaceholder(text) || /\/\/your[-_]/i.test(text);

/**
 * What is judged where nobody says so: a workspace of which anything is filled in, else the mock. Half of one is a workspace too, so that
 * what is missing is named.
 */
export function likelyTarget(reader: Reader): 'mock' | 'live' {
  const found = workspace.flatMap((name) => reader.find(name) ?? []);
  if (found.some(({ value }) => !isStandIn(value))) return 'live';
  if (found.length > 0)
    reader.note('No workspace is filled in, only placeholders of .env.example are set: the embedded mock is judged.');
  return 'mock';
}

/** The embedded mock: everything that it needs is filled in when it listens. Variables of a live target are not looked at. */
export function mockTarget(reader: Reader): TargetSettings {
  const live = reader.find('NEETOCRM_SUBDOMAIN') ?? reader.find('NEETOCRM_BASE_URL');
  const chosen = reader.sources['NEETOCRM_TARGET'];
  if (live !== null && !isStandIn(live.value) && (chosen === '.env' || chosen === 'environment'))
    reader.note(
      `A workspace is filled in, but the mock is judged, as NEETOCRM_TARGET=mock (${chosen}) says: unset it, or pass --target live.`,
    );
  // A name that stands beside the address of a live target is the name of that one: its baseline is not the mock's.
  const name = live === null ? reader.take('NEETOCRM_TARGET_NAME', targetName, 'mock') : 'mock';
  return {
    target: { kind: 'mock', name, baseUrl: '', loopback: true },
    apiKey: '',
    contactId: '',
    companyId: null,
    ownerId: null,
    tagIds: [],
    fieldId: null,
    fieldValue: null,
    foreignContactId: null,
    allowKeyInUrl: true,
    maxRps: 0,
    timeoutMs: defaultTimeoutMs,
  };
}

/** A server somewhere else. What is missing or wrong is noted in the reader; the values are then only stand-ins. */
export function liveTarget(reader: Reader): TargetSettings {
  const address = liveAddress(reader);
  const loopback = address !== null && isLoopback(address.url.hostname);

  const key = reader.take('NEETOCRM_API_KEY', apiKey, '');
  if (reader.find('NEETOCRM_API_KEY') === null)
    reader.problem(
      'NEETOCRM_API_KEY',
      'is not set. Create a key in the workspace (Settings, API keys) and set it here.',
    );
  const holder = key === '' ? undefined : others.find((name) => holds(reader.find(name)?.value, key));
  if (holder !== undefined)
    reader.problem(
      'NEETOCRM_API_KEY',
      `is in ${holder} too, so each response that shows that would count as a leak. Copy the real key.`,
    );

  const contactId = reader.take('NEETOCRM_CONTACT_ID', identifier, '');
  if (reader.find('NEETOCRM_CONTACT_ID') === null)
    reader.problem(
      'NEETOCRM_CONTACT_ID',
      'is not set. Make a contact for the suite alone and set its identifier here.',
    );

  const foreignContactId = reader.take('NEETOCRM_FOREIGN_CONTACT_ID', identifier, null);
  if (contactId !== '' && foreignContactId?.toLowerCase() === contactId.toLowerCase())
    reader.problem(
      'NEETOCRM_FOREIGN_CONTACT_ID',
      'is the contact itself. Name a contact of another workspace, or unset it.',
    );

  const fieldId = reader.take('NEETOCRM_FIELD_ID', identifier, null);
  const value = reader.take('NEETOCRM_FIELD_VALUE', fieldValue, null);
  const fieldGiven = reader.find('NEETOCRM_FIELD_ID') !== null;
  const valueGiven = reader.find('NEETOCRM_FIELD_VALUE') !== null;
  if (fieldGiven && !valueGiven)
    reader.problem(
      'NEETOCRM_FIELD_VALUE',
      'is not set, but NEETOCRM_FIELD_ID is. Set the value that the field is reset to.',
    );
  if (valueGiven && !fieldGiven)
    reader.problem(
      'NEETOCRM_FIELD_ID',
      'is not set, but NEETOCRM_FIELD_VALUE is. Set the field too, or unset the value.',
    );

  return {
    target: {
      kind: 'live',
      name: address?.name ?? '',
      baseUrl: address?.url.href ?? '',
      loopback,
    },
    apiKey: key,
    contactId,
    companyId: reader.take('NEETOCRM_COMPANY_ID', identifier, null),
    ownerId: reader.take('NEETOCRM_OWNER_ID', identifier, null),
    tagIds: reader.take('NEETOCRM_TAG_IDS', identifiers, []),
    fieldId,
    fieldValue: value,
    foreignContactId,
    allowKeyInUrl: reader.take('NEETOCRM_ALLOW_KEY_IN_URL', boolean, loopback),
    maxRps: reader.take('NEETOCRM_MAX_RPS', number(0.01, 100, 'decimal'), defaultRps),
    timeoutMs: reader.take('NEETOCRM_TIMEOUT_MS', number(100, 600_000), defaultTimeoutMs),
  };
}

function liveAddress(reader: Reader): { readonly url: URL; readonly name: string } | null {
  const sub = reader.take<string | null>('NEETOCRM_SUBDOMAIN', subdomain, null);
  const given = reader.take<URL | null>('NEETOCRM_BASE_URL', baseUrl, null);
  const allowed = reader.take('NEETOCRM_ALLOW_HOST', allowedHosts, []);
  const sandbox = reader.take('NEETOCRM_SANDBOX', boolean, false);
  const chosen = reader.take<string | null>('NEETOCRM_TARGET_NAME', targetName, null);

  if (reader.find('NEETOCRM_SUBDOMAIN') === null && reader.find('NEETOCRM_BASE_URL') === null)
    reader.problem(
      'NEETOCRM_SUBDOMAIN',
      'is not set, nor is NEETOCRM_BASE_URL. Set one of them to say where the target is.',
    );
  if (
    sub !== null &&
    given !== null &&
    given.hostname !== `${sub}.neetocrm.com` &&
    given.hostname !== `${sub}.neetocrm.net`
  )
    reader.problem(
      'NEETOCRM_BASE_URL',
      `leads to ${given.host}, but NEETOCRM_SUBDOMAIN says ${sub}. Unset one of them.`,
    );

  const url = given ?? (sub === null ? null : new URL(`https://${sub}.neetocrm.com${apiPath}`));
  if (url === null) return null;
  const variable = given === null ? 'NEETOCRM_SUBDOMAIN' : 'NEETOCRM_BASE_URL';
  const before = new Set(reader.problems.map((problem) => problem.variable));
  for (const problem of hostProblems(url, { allowed, sandbox, variable }))
    if (problem.variable === variable || !before.has(problem.variable))
      reader.problem(problem.variable, problem.message);

  if (given === null) reader.from('NEETOCRM_BASE_URL', 'derived');
  if (chosen === null) reader.from('NEETOCRM_TARGET_NAME', 'derived');
  const name = chosen ?? sub ?? /^([a-z0-9-]+)\.neetocrm\.com$/.exec(url.host)?.[1] ?? url.host;
  if (name === 'mock')
    reader.note('The live target is named mock, as the embedded one: they share a baseline. Set NEETOCRM_TARGET_NAME.');
  return { url, name };
}
