/** Notes how responses depart from the shape and the headers that a baseline pins. */
import { departuresIn } from '../drift/index.ts';
import type { ObservedExchange } from '../observe/index.ts';
import type { Attempt, Play } from './play.ts';

/** Notes how the response to an accepted update departs from the baseline. */
export function noteDepartures(play: Play, { beyond }: Attempt, observation: ObservedExchange): void {
  const { baseline } = play.options;
  if (baseline === null || !observation.accepted) return;
  play.departed.push({
    exchange: observation.exchange.id,
    case: observation.case,
    before: play.previousCase,
    isFirst: !beyond,
    keys: departuresIn(baseline, observation),
  });
}
