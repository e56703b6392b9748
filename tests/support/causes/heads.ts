/** Which member of a cause leads it, where that is not the most direct one. */
import { directnesses } from '../catalogue.ts';
import type { Member } from './members.ts';

/** Members of one origin; the one that shows it most directly is the first. */
export type Linked = readonly [Member, ...Member[]];

/** So many attributes that change alike have not broken one by one. */
export const many = 3;

export const store = directnesses.indexOf('store');

/** What is lost wherever it is looked for is not told by the one case in which something else seems to have been written in its place. */
export function headed(linked: Linked): Linked {
  const [head] = linked;
  const lost = linked.filter(({ directness }) => directness === store);
  const [first] = [...lost].sort((a, b) => b.cases.size - a.cases.size);
  const isElsewhere = head.was === 'not written' && new Set(lost.map(({ attribute }) => attribute)).size >= many;
  if (!isElsewhere || first === undefined || first.cases.size <= head.cases.size) return linked;
  const [top = head] = lost;
  return [top, ...linked.filter((each) => each !== top)];
}

/**
 * A refused update that takes a value away looks, to a later read, as if the accepted update before it had not been stored. Where at least as
 * many cases say so of the refusal, that is the cause.
 */
export function refusalFirst(linked: Linked): Linked {
  const [head] = linked;
  if (head.directness !== store || head.pointer === '') return linked;
  const steady = linked.filter(
    ({ group, pointer, isFlaky, finding }) =>
      group === 'refusal' && pointer === head.pointer && !isFlaky && finding !== null,
  );
  const [first] = steady;
  if (first === undefined || new Set(steady.flatMap(({ cases }) => [...cases])).size < head.cases.size) return linked;
  return [first, ...linked.filter((each) => each !== first)];
}
