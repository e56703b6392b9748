/** The values that attributes have held, and how far reads have come: none may show an earlier state than one before it. Pure. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json } from '../text/json.ts';
import { differences } from '../endpoint/index.ts';
import type { Model, Past } from './types.ts';

type Pasts = Model['past'];

/** Values that are kept per attribute: more than a read can lag behind. */
const most = 60;

const same = (key: string, one: Json, other: Json): boolean =>
  differences({ [key]: one }, { [key]: other }).length === 0;

function add(key: string, past: Past | undefined, value: Json): Past {
  if (past === undefined) return { values: [value], shown: -1 };
  const last = past.values.at(-1);
  if (last !== undefined && same(key, last, value)) return past;
  const values = [...past.values, value];
  const cut = Math.max(0, values.length - most);
  return { values: values.slice(cut), shown: Math.max(-1, past.shown - cut) };
}

/** Adds the values that attributes hold from now on. */
export const hold = (pasts: Pasts, values: ContactState): Pasts => ({
  ...pasts,
  ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, add(key, pasts[key], value)])),
});

/** Where a value stands among those that an attribute has held. */
const placesOf = (key: string, { values }: Past, value: Json): readonly number[] =>
  values.flatMap((each, index) => (same(key, each, value) ? [index] : []));

/** True for a value that an attribute has held in this run. */
export const hasHeld = (pasts: Pasts, key: string, value: Json): boolean => {
  const past = pasts[key];
  return past !== undefined && placesOf(key, past, value).length > 0;
};

/**
 * Takes in what a read showed. A value that an attribute held several times is taken for the earliest of them that reads allow.
 * @returns the values with how far reads have come, and the attributes that are shown as they were before what an earlier read showed
 */
export function readShows(
  pasts: Pasts,
  state: ContactState,
): { readonly past: Pasts; readonly back: readonly string[] } {
  const back: string[] = [];
  const moved = Object.entries(state).flatMap(([key, value]): [string, Past][] => {
    const past = pasts[key];
    const places = past === undefined ? [] : placesOf(key, past, value);
    if (past === undefined || places.length === 0) return [];
    const next = places.find((place) => place >= past.shown);
    if (next === undefined) back.push(key);
    return next === undefined ? [] : [[key, { ...past, shown: next }]];
  });
  return { past: { ...pasts, ...Object.fromEntries(moved) }, back };
}
