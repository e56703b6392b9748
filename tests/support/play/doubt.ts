/** A doubt: what a case found broken, until further looks settle it. */
import type { Case } from '../cases/cases.ts';
import type { ChangedResponse } from '../drift/index.ts';
import type { Look } from '../cases/steady.ts';
import type { Observation } from '../model/index.ts';
import { clauseOf } from '../catalogue.ts';

/** A response that is not what a baseline pins, and the exchange that showed it. */
export interface Changed extends ChangedResponse {
  readonly id: number;
}

/** What a case found broken, and the looks at it so far. */
export interface Doubt {
  readonly definition: Case;
  /** The cases that are played in a look: the one that found it, and those that may have done it. */
  readonly cases: readonly Case[];
  /** The case that ran before it: what happens only after something else is not seen when a case is played by itself. */
  readonly before: readonly Case[];
  readonly suspects: readonly Observation[];
  /** Responses that are not what the baseline pins. */
  readonly changed: readonly Changed[];
  /** Causes that were known before: they say nothing about another one. */
  readonly known: ReadonlySet<string>;
  /** Milliseconds since the epoch of the first look. */
  readonly since: number;
  readonly looks: readonly Look[];
  /** True where the same was seen to pass in another case: one look that does not show it is enough, and no pattern is looked for. */
  readonly hasPassed?: boolean;
}

/** What further looks at a doubt have come to so far. */
export interface Looked {
  readonly doubt: Doubt;
  /** True when a look came to nothing: a control failed, a case could not be played again, or time or budget were over. */
  readonly isCut: boolean;
}

/** True where timestamps are in doubt: they have to be given time to move. */
export const isAboutTime = ({ suspects }: Doubt): boolean =>
  suspects.some(({ clause }) => clauseOf(clause).group === 'timestamps');

/** True where it is in doubt how promptly reads follow an update. */
export const isAboutPromptness = ({ suspects }: Doubt): boolean =>
  suspects.some(({ clause }) => clause === 'read-after-update-prompt');
