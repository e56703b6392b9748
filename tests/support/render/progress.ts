/** What a run shows on a terminal while it works; anywhere else it shows nothing. */
import { sanitise } from '../text/sanitise.ts';
import { truncate } from '../text/lines.ts';

export interface ProgressState {
  /** Requests of the budget sent so far. */
  readonly sent: number;
  /** Requests on top of the budget: what is broken is looked at again. */
  readonly confirming?: number;
  readonly budget: number;
  readonly groupsDone: number;
  readonly groups: number;
  /** The clause group or case at work; empty when there is none. */
  readonly current: string;
  /** Milliseconds since the run began. */
  readonly elapsedMs: number;
  readonly throttled?: number;
}

/** `requests 34 of 300 · clause groups 3 of 11 · echo · 12 s` */
export const progressLine = (state: ProgressState): string =>
  [
    `requests ${state.sent} of ${state.budget}${(state.confirming ?? 0) > 0 ? ` + ${state.confirming ?? 0}` : ''}`,
    `clause groups ${state.groupsDone} of ${state.groups}`,
    ...(state.current === '' ? [] : [sanitise(state.current)]),
    ...((state.throttled ?? 0) > 0 ? [`throttled ${state.throttled ?? 0} times`] : []),
    `${Math.floor(state.elapsedMs / 1000)} s`,
  ].join(' · ');

/** The line for a terminal: goes back to the first column, clears it, and never wraps. */
export const rewriteLine = (state: ProgressState, columns: number): string =>
  `\r\u001b[2K${truncate(progressLine(state), Math.max(1, columns - 1))}`;

/** Clears the line that `rewriteLine` left. */
export const clearLine = '\r\u001b[2K';
