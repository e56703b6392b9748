/** Rows of the table of broken servers. */
import type { Mutant, VariantSource } from '../types.ts';

type Row = Omit<Mutant, 'theme'>;
type Profile = Mutant['profile'];

/** Breaks a promise that makes a run red. `trips` holds ids of clauses, the main one first. */
export const violates = (
  id: string,
  sentence: string,
  profile: Profile,
  trips: readonly string[],
  variant: VariantSource,
): Row => ({ id, sentence, profile, trips, expect: 'violated', drift: false, variant });

/** Breaks only what servers should do: red with `--strict` alone. */
export const warns = (
  id: string,
  sentence: string,
  profile: Profile,
  trips: readonly string[],
  variant: VariantSource,
): Row => ({ id, sentence, profile, trips, expect: 'conformant', drift: false, variant });

/** Breaks nothing that is promised, but does something else than the good server did. */
export const drifts = (id: string, sentence: string, profile: Profile, variant: VariantSource): Row => ({
  id,
  sentence,
  profile,
  trips: [],
  expect: 'conformant',
  drift: true,
  variant,
});

/** Cannot be judged at all. */
export const baffles = (id: string, sentence: string, variant: VariantSource): Row => ({
  id,
  sentence,
  profile: 'smoke',
  trips: [],
  expect: 'inconclusive',
  drift: false,
  variant,
});

export const group = (theme: string, rows: readonly Row[]): readonly Mutant[] => rows.map((row) => ({ ...row, theme }));
