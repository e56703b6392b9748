/** The words of the oracles, one example for each kind of judgement: what a reader of a red run is told. */
import type { Judgement } from '../../support/oracles/index.ts';
import { judgementsOf } from './exchange-mutation.ts';
import { mutations } from './mutations.ts';
import { scenes } from './recorded-exchanges.ts';
import type { Scene } from './recording.ts';

/** By the title of the exchange or of its change: every judgement of it that is worth a look; of one that holds the clause and the place. */
export type Said = Readonly<Record<string, readonly (Judgement | string)[]>>;

/** Two judgements of one kind differ in the values that they quote only. */
const kindOf = ({ clause, outcome, pointer, message, expected, actual }: Judgement): string =>
  [
    clause,
    outcome,
    pointer.replace(/\d+/gu, '*'),
    message.replace(/"[^"]*"|\d+/gu, '*'),
    expected === null ? 'null' : typeof expected,
    actual === null ? 'null' : typeof actual,
  ].join(' ');

const complaints = (scene: Scene): readonly Judgement[] =>
  judgementsOf(scene).filter(({ outcome }) => outcome !== 'pass');

const changedBy = new Map(mutations.map(({ title, scene }) => [title, scene]));
const good = new Map(scenes.map((scene) => [scene.id, scene]));

const inShort = (judgement: Judgement): Judgement | string =>
  judgement.outcome === 'pass' ? `${judgement.clause}${judgement.pointer}` : judgement;

/** What is said of an exchange or of a change, by its title; null when there is none of that title. */
export function saidOf(title: string): Said[string] | null {
  const changed = changedBy.get(title);
  if (changed !== undefined) return complaints(changed);
  const scene = good.get(title);
  return scene === undefined ? null : judgementsOf(scene).map(inShort);
}

/** Every good exchange, and the first change that brings each kind of complaint. */
export function whatIsSaid(): Said {
  const known = new Set<string>();
  const isNews = (judgement: Judgement | string): boolean =>
    typeof judgement !== 'string' && known.size < known.add(kindOf(judgement)).size;
  const titles = [
    ...good.keys(),
    ...[...changedBy.keys()].filter((title) => (saidOf(title) ?? []).filter(isNews).length > 0),
  ];
  return Object.fromEntries(titles.map((title) => [title, saidOf(title) ?? []]));
}
