/** What a configuration and a contact leave out, and what a run costs. Pure. */
import type { Clause, ClauseId, Level } from '../catalogue.ts';
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Attribute } from '../endpoint/index.ts';
import { endpoint, general, isEmptyValue, isReadable, isVariableSet, whyNotWritable } from '../endpoint/index.ts';
import { clauses } from '../catalogue.ts';
import { isVendorHost } from '../config/hosts.ts';
import { profileNames, requestsOf, type Profile } from '../config/profiles.ts';
import { untestableBecause } from '../report/fold.ts';

export interface LeftOut {
  readonly clause: ClauseId;
  readonly level: Level;
  readonly reason: string;
}

/** The attributes that are shown as empty. */
export const emptyAttributes = (state: ContactState): readonly string[] =>
  endpoint.attributes
    .filter(({ name }) => state[name] !== undefined && isEmptyValue(state[name]))
    .map(({ label }) => label);

const isConfigured = (settings: Settings, variable: string): boolean =>
  !isReadable(variable) || isVariableSet(variable, settings);

const inUrl: readonly ClauseId[] = ['key-in-url-refused', 'key-as-bearer-token'];

/** Clauses of what has none of its own: further requests are about them. */
const shared: readonly ClauseId[] = [general.missing, general.shape, general.malformed, general.unknown];

/** Clauses about updates that name nothing but attributes of some kinds. */
const aboutKinds: Readonly<Partial<Record<ClauseId, readonly Attribute['kind'][]>>> = {
  'updated-at-tags-or-fields-only': ['set', 'opaque'],
};

/** True when sending the attribute is what a clause is judged by. */
function isJudgedBySending(attribute: Attribute, { id, needs = [] }: Clause): boolean {
  const { kind, clause, unknown, malformed, variables } = attribute;
  const own = [clause, unknown, malformed].filter((each) => !shared.includes(each));
  return (
    own.includes(id) ||
    aboutKinds[id]?.includes(kind) === true ||
    variables.some((variable) => needs.includes(variable))
  );
}

function reasonFor(settings: Settings, state: ContactState | null, clause: Clause): string | null {
  const untestable = untestableBecause(clause);
  if (untestable !== null) return untestable;
  const missing = (clause.needs ?? []).filter((variable) => !isConfigured(settings, variable));
  if (missing.length > 0) return `Set ${missing.join(' and ')}.`;
  if (inUrl.includes(clause.id) && !settings.target.loopback && !settings.allowKeyInUrl)
    return 'Set NEETOCRM_ALLOW_KEY_IN_URL=true if a key in the logs of proxies does no harm.';
  const reasons = endpoint.attributes
    .filter((attribute) => isJudgedBySending(attribute, clause))
    .map(({ name }) => whyNotWritable(name, settings, state));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

/**
 * The clauses that a run of the profile full could not judge, each with what to do.
 * @param settings with the identifiers filled in, where the target is the embedded mock
 * @param state what the contact holds, or null when that is not known
 */
export const notExercised = (settings: Settings, state: ContactState | null): readonly LeftOut[] =>
  clauses.flatMap((clause) => {
    const reason = reasonFor(settings, state, clause);
    return reason === null ? [] : [{ clause: clause.id, level: clause.level, reason }];
  });

/**
 * The attributes that a run would not write, each with the reason.
 * @param state what the contact holds, or null when that is not known
 */
export const notWritten = (
  settings: Settings,
  state: ContactState | null,
): readonly { readonly name: string; readonly reason: string }[] =>
  endpoint.attributes.flatMap(({ name }) => {
    const reason = whyNotWritable(name, settings, state);
    return reason === null ? [] : [{ name, reason }];
  });

export interface Estimate {
  readonly profile: Profile;
  readonly requests: number;
  readonly time: string;
}

/** Requests of each profile at most, and the time that the configured pace alone makes of them. */
export function estimate({ requests, maxRps }: Pick<Settings, 'requests' | 'maxRps'>): readonly Estimate[] {
  return profileNames.map((profile) => {
    const budget = requestsOf(profile, requests);
    const minutes = maxRps === 0 ? 0 : budget / maxRps / 60;
    const time =
      maxRps === 0 ? 'as fast as the target answers' : `${minutes.toFixed(1)} minutes at ${maxRps} per second`;
    return { profile, requests: budget, time };
  });
}

/** Why the suite may write to where the target is. */
export function hostRule({ target, sources }: Pick<Settings, 'target' | 'sources'>): string {
  const { host, hostname, protocol } = new URL(target.baseUrl);
  if (target.loopback) return `${host} is this machine: neither https nor NEETOCRM_SANDBOX is asked for`;
  const allowed = isVendorHost(hostname)
    ? 'is a host of the vendor'
    : `is allowed by NEETOCRM_ALLOW_HOST (${sources['NEETOCRM_ALLOW_HOST'] ?? 'default'})`;
  return `${host} ${allowed}, ${protocol === 'https:' ? 'speaks https' : protocol}, and NEETOCRM_SANDBOX=true says that it may be written to`;
}
