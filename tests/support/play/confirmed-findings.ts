/** How what further looks came to is told. */
import type { Finding, LookedAt } from '../report/types.ts';
import { causeOf, toFinding } from '../cases/collect.ts';
import { looksInAll, repeatedIn, type ObservationSequence } from '../cases/steady.ts';
import type { ChangedResponse } from '../drift/index.ts';
import type { Observation } from '../model/index.ts';
import type { Doubt } from './doubt.ts';
import type { Play } from './play.ts';

/** What a finding that is looked at again waits for: its cause, in the case that has it looked at. */
export const findingKey = ({ definition }: Doubt, observation: Observation): string =>
  `${definition.id}: ${causeOf(observation)}`;

/** One change of responses is one cause, in whatever case it shows. */
export const causeOfResponse = ({ was, is }: ChangedResponse): string => `${was} -> ${is}`;

/** A finding with what its looks came to. A record of what nothing is promised about needs none. */
export const looked = (
  finding: Finding,
  state: LookedAt['state'],
  cause: string,
  more: Omit<LookedAt, 'state' | 'cause'> = {},
): Finding =>
  finding.outcome === 'fail' || finding.outcome === 'warn'
    ? { ...finding, looked: { state, cause, ...more } }
    : finding;

/** How a suspect is told: by the observation that repeated it where that knows better which request it was. */
export function told(play: Play, { observation, repeated }: ObservationSequence): Finding {
  const { seed } = play.options.settings;
  if (repeated === undefined) return toFinding(observation, seed);
  const same = causeOf(repeated) === causeOf(observation) && repeated.case === observation.case;
  return { ...toFinding(same ? observation : repeated, seed), confirmation: repeated.exchange };
}

/** What further looks found that the first one did not: steady in all of them, or else coming and going. */
export function fresh(play: Play, doubt: Doubt): readonly Finding[] {
  const { seed } = play.options.settings;
  const { traces } = play.trail;
  const { suspects, looks, known } = doubt;
  const mine = new Set([
    ...known,
    ...suspects.map(causeOf),
    ...looks.flatMap((look) =>
      suspects.flatMap((suspect) => {
        const again = repeatedIn(look, suspect, known, traces);
        return again === undefined ? [] : [causeOf(again)];
      }),
    ),
  ]);
  const found = new Map(
    looks.flatMap(({ said }) =>
      said
        .filter((each) => each.outcome === 'fail' && !mine.has(causeOf(each)))
        .map((each) => [causeOf(each), each] as const),
    ),
  );
  return [...found.values()].map((observation) => {
    const finding = toFinding(observation, seed);
    const everywhere =
      looks.length >= looksInAll && looks.every((look) => repeatedIn(look, observation, known, traces) !== undefined);
    return observation.certain === true || everywhere
      ? finding
      : looked(finding, 'passing', findingKey(doubt, observation));
  });
}

/** Why a doubt could not be looked at to the end. */
export function whyNot(play: Play): string {
  const { now, end } = play.options;
  if (play.down !== null) return play.down;
  if (play.budget.left('look') <= 0) return 'no requests are left for confirmations';
  return now() > end ? 'the run ended' : 'a case could not be played to its end again';
}

/** Why looks that were taken settle nothing. */
export const unjudged = 'too few of the confirmations could judge it';
