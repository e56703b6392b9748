/** Every oracle that applies judges every exchange; an oracle that does not apply says nothing. */
import { body, bytes } from './body.ts';
import { contact, extraKeys, identity, isAboutNeighbour } from './contact.ts';
import { echo } from './echo.ts';
import { labels } from './labels.ts';
import { leaks } from './leaks.ts';
import { errorShape, status } from './status.ts';
import { timestamps } from './timestamps.ts';
import { spelling } from './spelling.ts';
import { size, transport } from './transport.ts';
import type { Judgement, Oracle, Situation } from './types.ts';

const oracles: readonly Oracle[] = [
  transport,
  size,
  status,
  body,
  bytes,
  contact,
  identity,
  labels,
  echo,
  spelling,
  timestamps,
  errorShape,
  leaks,
  extraKeys,
];

/** What these say of a contact is about the one that was addressed: of a neighbour there is nothing to compare it with. */
const ofTheAddressed: ReadonlySet<Oracle> = new Set([contact, labels, echo, spelling, timestamps, extraKeys]);

/** Judges one exchange by every oracle. Pure; throws only what an oracle throws, which is a fault of the suite. */
export function judgeExchange(situation: Situation): readonly Judgement[] {
  const isNeighbour = isAboutNeighbour(situation);
  const said: Judgement[] = [];
  for (const oracle of oracles) if (!(isNeighbour && ofTheAddressed.has(oracle))) said.push(...oracle(situation));
  return said;
}

export { isAccepted } from '../signs.ts';
export { isDocumentedResponse, mediaTypeOf, responseKind } from './body.ts';
export { isAboutNeighbour } from './contact.ts';
export { instant, isDateTime, resolution, sameMoment } from './timestamps.ts';
export { broken, held, judge, unclear, untried } from './types.ts';
export type { Expectation, Judgement, SeenTimes, Situation } from './types.ts';
