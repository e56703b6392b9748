/** The profiles: what each may spend. */

/**
 * From the smallest to the largest; each plays what those before it play. `requests`: at most, of the cases and of putting the contact
 * back; null where `--requests` says it. `minutes`: after which a run is ended cleanly, unless `--max-minutes` says it.
 */
const table = {
  smoke: { requests: 25, minutes: 10 },
  full: { requests: 300, minutes: 30 },
  nightly: { requests: 1800, minutes: 60 },
  deep: { requests: null, minutes: 120 },
} as const satisfies Record<string, { readonly requests: number | null; readonly minutes: number }>;

export type Profile = keyof typeof table;

/** From the smallest to the largest. */
export const profileNames = Object.keys(table) as readonly Profile[];

/** True when a profile includes what a smaller one runs. */
export const includes = (profile: Profile, smallest: Profile): boolean =>
  profileNames.indexOf(profile) >= profileNames.indexOf(smallest);

/** Minutes after which a run is ended cleanly. */
export const minutesOf = (profile: Profile): number => table[profile].minutes;

/**
 * Requests that a run may send in all.
 * @param chosen what `--requests` says, for the profile that leaves it open
 */
export const requestsOf = (profile: Profile, chosen: number): number => table[profile].requests ?? chosen;
