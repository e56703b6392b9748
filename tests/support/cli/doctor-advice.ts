/** What a configuration and a contact leave out, and what a run costs. Pure. */
import type { ClauseId, Level } from '../catalogue.ts';
import type { Profile, Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import { attributesOf, endpoint, isEmptyValue, isReadable, isSet } from '../endpoint/index.ts';
import { clauses } from '../catalogue.ts';

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
  !isReadable(variable) || isSet(variable, settings);

const inUrl: readonly ClauseId[] = ['key-in-url-refused', 'key-as-bearer-token'];

function reasonFor(settings: Settings, state: ContactState | null, clause: (typeof clauses)[number]): string | null {
  if (clause.untestable !== undefined) return clause.untestable;
  const needs = clause.needs ?? [];
  const missing = settings.target.kind === 'mock' ? [] : needs.filter((variable) => !isConfigured(settings, variable));
  if (missing.length > 0) return `Set ${missing.join(' and ')}.`;
  if (inUrl.includes(clause.id) && settings.target.kind === 'live' && !settings.allowKeyInUrl)
    return 'Set NEETOCRM_ALLOW_KEY_IN_URL=true if a key in the logs of proxies does no harm.';
  for (const variable of needs) {
    const attribute = attributesOf('reference', 'set').find(({ variables }) => variables.includes(variable));
    if (attribute === undefined || state === null) continue;
    const { name, label } = attribute;
    if (state[name] === undefined)
      return `The responses do not show ${label}, or not in UTF-8, and what cannot be read is never written.`;
    if (state[name] === null) return `The contact has no ${label}: give it one by hand.`;
  }
  return null;
}

/**
 * The clauses that a run could not judge, whatever the profile, each with what to do.
 * @param state what the contact holds, or null when that is not known
 */
export const notExercised = (settings: Settings, state: ContactState | null): readonly LeftOut[] =>
  clauses.flatMap((clause) => {
    const reason = reasonFor(settings, state, clause);
    return reason === null ? [] : [{ clause: clause.id, level: clause.level, reason }];
  });

export interface Estimate {
  readonly profile: Profile;
  readonly requests: number;
  readonly time: string;
}

/** Requests of each profile at most, and the time that the configured pace alone makes of them. */
export function estimate({ requests, maxRps }: Pick<Settings, 'requests' | 'maxRps'>): readonly Estimate[] {
  const budgets: readonly (readonly [Profile, number])[] = [
    ['smoke', 25],
    ['full', 300],
    ['deep', requests],
  ];
  return budgets.map(([profile, budget]) => {
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
  const allowed = /\.neetocrm\.(com|net)$/.test(hostname)
    ? 'is a host of the vendor'
    : `is allowed by NEETOCRM_ALLOW_HOST (${sources['NEETOCRM_ALLOW_HOST'] ?? 'default'})`;
  return `${host} ${allowed}, ${protocol === 'https:' ? 'speaks https' : protocol}, and NEETOCRM_SANDBOX=true says that it may be written to`;
}
