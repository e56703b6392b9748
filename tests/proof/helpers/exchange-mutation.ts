/** Good exchanges with one thing changed, and what the oracles have to say about each. */
import type { ClauseId } from '../../support/catalogue.ts';
import { add, put, type Change } from './change.ts';
import { judgeExchange, type Judgement } from '../../support/oracles/index.ts';
import { memo } from '../../support/memo.ts';
import { situationOf, type Scene } from './recording.ts';

/** One change of a good exchange, and everything that the oracles say against it. */
export interface Mutation {
  readonly title: string;
  readonly from: Scene;
  readonly scene: Scene;
  readonly clause: ClauseId;
  readonly pointer: string;
  /** Clauses that the same change breaks too. No other one fails. */
  readonly implied: readonly ClauseId[];
  /** `inconclusive` where the change only makes it impossible to judge. */
  readonly outcome: 'fail' | 'inconclusive';
}

/** Declares a mutation. The title is the id of the exchange and what is changed. */
export const mutation = (
  from: Scene,
  what: string,
  scene: Scene,
  clause: ClauseId,
  pointer = '',
  implied: readonly ClauseId[] = [],
): Mutation => ({ title: `${from.id}: ${what}`, from, scene, clause, pointer, implied, outcome: 'fail' });

/** Declares a change that leaves a clause open. */
export const obscuring = (...given: Parameters<typeof mutation>): Mutation => ({
  ...mutation(...given),
  outcome: 'inconclusive',
});

/** A change that breaks no promise. */
export interface Harmless {
  readonly title: string;
  readonly from: Scene;
  readonly scene: Scene;
}
export const harmless = (from: Scene, what: string, scene: Scene): Harmless => ({
  title: `${from.id}: ${what}`,
  from,
  scene,
});

/** A row of a table of mutations: what is changed, how, the clause that must break, its pointer, and the implied clauses. */
export type ChangeRow = readonly [
  what: string,
  change: Change,
  clause: ClauseId,
  pointer?: string,
  ...implied: readonly ClauseId[],
];

/** The mutations of one exchange. */
export const changes = (from: Scene, rows: readonly ChangeRow[]): readonly Mutation[] =>
  rows.map(([what, change, clause, pointer, ...implied]) =>
    mutation(from, what, change(from), clause, pointer, implied),
  );

/** The row of another value at a place, which is where the clause points too. */
export const shows = (
  what: string,
  path: string,
  value: unknown,
  clause: ClauseId,
  ...implied: readonly ClauseId[]
): ChangeRow => [what, put(path, value), clause, path, ...implied];

/** Rows of what is added to the body; the clause points at it, or below. */
export const adds = (what: string, path: string, value: unknown, clause: ClauseId, below = ''): ChangeRow => [
  what,
  add(path, value),
  clause,
  `${path}${below}`,
];

export type HarmlessRow = readonly [what: string, change: Change];
/** Changes of one exchange that break no promise. */
export const harmlessChangesOf = (from: Scene, rows: readonly HarmlessRow[]): readonly Harmless[] =>
  rows.map(([what, change]) => harmless(from, what, change(from)));

/** What every oracle says about a scene; asked once. */
export const judgementsOf: (scene: Scene) => readonly Judgement[] = memo((scene) => judgeExchange(situationOf(scene)));

/** Clause → pointers, of everything that came out in that way. */
export function outcomesOf(
  scene: Scene,
  outcome: 'fail' | 'inconclusive' | 'pass',
): ReadonlyMap<ClauseId, readonly string[]> {
  const found = new Map<ClauseId, readonly string[]>();
  for (const { clause, outcome: is, pointer } of judgementsOf(scene)) {
    if (is === outcome) found.set(clause, [...new Set([...(found.get(clause) ?? []), pointer])]);
  }
  return found;
}

/** What a mutation yields, in the form in which it declares it. */
export function yieldOf({
  scene,
  clause,
  outcome,
}: Mutation): Pick<Mutation, 'clause' | 'implied'> & { readonly pointers: readonly string[] } {
  const failed = outcomesOf(scene, 'fail');
  const pointers = (outcome === 'fail' ? failed : outcomesOf(scene, outcome)).get(clause) ?? [];
  return { clause, pointers, implied: [...failed.keys()].filter((id) => outcome !== 'fail' || id !== clause).sort() };
}
