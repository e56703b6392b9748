/** What the runner of Stryker and the process's one worker, in which the proofs are loaded, say to one another. */

/** The name of their channel. It reaches the threads of one process, no other process. */
export const channelName = 'mutation';

/** A test as the worker has collected it. */
export interface Collected {
  readonly id: string;
  readonly file: string;
}

/** How often each mutant was reached: by the number of the mutant. */
export type Hits = Readonly<Record<string, number>>;

/** How a test ended. `failure` is null when it passed. */
export interface Ended {
  readonly id: string;
  readonly failure: string | null;
  readonly milliseconds: number;
}

/**
 * To the worker: run every test without a mutant; run some of them with one, up to the first that fails; or end.
 * `hitLimit` is how often the mutant may be reached before it counts as an endless loop.
 */
export type Request =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'mutant';
      readonly mutant: string;
      readonly tests: readonly string[] | null;
      readonly hitLimit: number | null;
    }
  | { readonly kind: 'end' };

/**
 * From the worker. `stained` says that the failing test fails without the mutant too: the mutant has left something behind in
 * memory, or somebody before it had, so that the failure proves nothing.
 */
export type Reply =
  | { readonly kind: 'loaded'; readonly tests: readonly Collected[] }
  | {
      readonly kind: 'all';
      readonly ended: readonly Ended[];
      readonly coverage: { readonly static: Hits; readonly perTest: Readonly<Record<string, Hits>> };
    }
  | {
      readonly kind: 'mutant';
      readonly ran: number;
      readonly failed: Ended | null;
      readonly hits: number;
      readonly stained: boolean;
    };
