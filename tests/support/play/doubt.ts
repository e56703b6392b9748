/** A doubt: what a case found broken, until further looks settle it. */
import type { Case } from '../cases/cases.ts';
import type { ChangedAnswer } from '../drift/index.ts';
import type { Look } from '../cases/steady.ts';
import type { Observation } from '../model/index.ts';

/** What a case found broken, and the looks at it so far. */
export interface Doubt {
  readonly definition: Case;
  /** The cases that are played in a look: the one that found it, and those that may have done it. */
  readonly cases: readonly Case[];
  /** The case that ran before it: what happens only after something else is not seen when a case is played by itself. */
  readonly before: readonly Case[];
  readonly aboutTime: boolean;
  readonly suspects: readonly Observation[];
  /** Answers that are not what the baseline pins. */
  readonly changed: readonly ChangedAnswer[];
  /** Causes that were known before: they say nothing about another one. */
  readonly known: ReadonlySet<string>;
  /** Milliseconds since the epoch of the first look. */
  readonly since: number;
  readonly looks: readonly Look[];
}
