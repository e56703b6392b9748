/** How outcomes, verdicts and times read on the page. */
import type { Outcome, Report } from '../report/types.ts';

/** A sign for each outcome, which says the same as its colour. */
export const signs: Readonly<Record<Outcome, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  accepted: '~',
  inconclusive: '?',
  'not-exercised': '–',
  error: '⨯',
};

/** What the sign of an outcome stands for in the grid. */
export const meanings: Readonly<Record<Outcome, string>> = {
  pass: 'kept',
  fail: 'broken',
  warn: 'warning',
  accepted: 'accepted deviation',
  inconclusive: 'could not be judged',
  'not-exercised': 'not exercised',
  error: 'fault of the suite',
};

/** The letter by which a cell of the grid is styled: there are thousands. */
export const letters: Readonly<Record<Outcome, string>> = {
  pass: 'p',
  fail: 'f',
  warn: 'w',
  accepted: 'a',
  inconclusive: 'i',
  'not-exercised': 'n',
  error: 'e',
};

export const verdictSigns: Readonly<Record<Report['verdict'], string>> = {
  conformant: '✓',
  violated: '✗',
  inconclusive: '?',
  error: '⨯',
};

/** What a verdict means, as one sentence. */
export const verdictSentences: Readonly<Record<Report['verdict'], string>> = {
  conformant: 'The endpoint does what its documentation says.',
  violated: 'The endpoint broke a promise, or something changed that was pinned.',
  inconclusive: 'The target could not be judged, so this is no verdict about it.',
  error: 'The run itself failed; what it says about the target is not to be relied on.',
};

/** `2026-11-26 15:00` of an ISO date-time, in UTC. */
export const minuteOf = (at: string): string => at.slice(0, 16).replace('T', ' ');

export const dayOf = (at: string): string => at.slice(0, 10);

/** Milliseconds as a person reads them. */
export const duration = (ms: number): string =>
  ms < 1_000
    ? `${String(Math.round(ms))} ms`
    : ms < 120_000
      ? `${(ms / 1_000).toFixed(1)} s`
      : `${String(Math.floor(ms / 60_000))} min ${String(Math.round((ms % 60_000) / 1_000))} s`;

/** A part of an address behind `#`: letters, digits and hyphens stay, so that the links of a report can be written by hand. */
export const anchor = (kind: 'clause' | 'cause', name: string): string =>
  `${kind}-${name.slice(0, 120).replace(/[^\w.-]/g, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}`)}`;

/** How much of the evidence a page shows; smaller when it would grow too large. */
export interface Detail {
  /** Causes that get a card of their own. */
  readonly cards: number;
  /** Lines of a body, and columns of a line. */
  readonly lines: number;
  readonly columns: number;
  /** Characters of a command line: a longer one is left out and named. */
  readonly command: number;
  /** Cases that are named per clause. */
  readonly cases: number;
  /** Cases in the list of all. */
  readonly timings: number;
  /** Characters of any text of a finding. */
  readonly text: number;
}

/** From much to little: the first with which a page is small enough is taken. */
export const details: readonly Detail[] = [
  { cards: 25, lines: 40, columns: 120, command: 4_000, cases: 12, timings: 400, text: 600 },
  { cards: 15, lines: 20, columns: 100, command: 2_000, cases: 6, timings: 150, text: 400 },
  { cards: 8, lines: 10, columns: 80, command: 1_000, cases: 3, timings: 40, text: 200 },
  { cards: 4, lines: 4, columns: 60, command: 400, cases: 1, timings: 10, text: 100 },
];
