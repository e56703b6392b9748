/** Two updates at the same time, and what is said of them. */
import type { Both, Event, Pair } from '../../support/model/index.ts';
import { begin, patch, type Reply } from './ask.ts';
import { holding } from './conversation.ts';

/** The exchanges of two updates, the first with the label `left` and the second with `right`. */
export const pairOf = ([left, right]: Both, first: Reply, second: Reply): Pair => [
  patch('left', left, first),
  patch('right', right, second),
];

/** Two updates at the same time, and how they were answered. */
export const parallelOf = (both: Both, first: Reply, second: Reply): Event => ({
  type: 'parallel',
  at: begin,
  case: 'pair',
  both,
  exchanges: pairOf(both, first, second),
});

/** One of the name and one of the email. */
export const left = { name: 'Left Name' };
export const right = { email: 'right@example.com' };
export const both: Both = [left, right];
/** The contact after both. */
export const done = holding({ ...left, ...right });
export const pair = (first: Reply, second: Reply): Pair => pairOf(both, first, second);
export const parallel = (first: Reply, second: Reply): Event => parallelOf(both, first, second);

export const lasts = 'pass parallel-updates-both-last - pair@right';
export const keeps = (label: string): string => `pass unsent-attributes-keep-value - pair@${label}`;
/** What is said of unsent attributes when they are as they were in the read and in both responses. */
export const kept: readonly string[] = [keeps('right'), keeps('left'), keeps('right')];
