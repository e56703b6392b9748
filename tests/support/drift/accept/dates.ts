/** Calendar dates: an acceptance ends with a day, not with a moment. */

const day = 86_400_000;

/** Milliseconds of a calendar date (UTC), or null when `text` is not one: 2026-02-30 is not. */
export function dateOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time;
}

/** Whole days from `today` to `until`, both YYYY-MM-DD; 0 on the last day, negative afterwards, NaN for no date. */
export const daysBetween = (today: string, until: string): number =>
  Math.round(((dateOf(until) ?? Number.NaN) - (dateOf(today) ?? Number.NaN)) / day);
