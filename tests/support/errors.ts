/**
 * The two families of errors. Which one an error belongs to decides what is said about it: a fault of the suite ends in exit code
 * 1, a target that cannot be judged in "inconclusive". Whatever else is thrown is a mistake in the suite's own code, and counts as
 * a fault of the suite. Pure.
 */

/** The suite itself, its configuration or one of its files is wrong; never the target. The message says what happened and what to do. */
export class SuiteFault extends Error {
  override readonly name: string = 'SuiteFault';
}

/** The target cannot be judged, or not any further, although nothing is wrong with the suite. The message is a sentence for the report. */
export class CannotJudge extends Error {
  override readonly name: string = 'CannotJudge';
}

/** A mistake of the person at the keyboard, or a file that cannot be used: one sentence per line, exit code 1. */
export class InputError extends SuiteFault {
  override readonly name = 'InputError';
}

/** What was thrown, in words. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
