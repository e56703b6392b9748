/** What the sandbox hands out. */
import type { Exchange } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { Client } from '../client/index.ts';
import type { Restored, Snapshot } from '../restore/types.ts';

export interface SandboxOptions {
  readonly settings: Settings;
  readonly client: Pick<Client, 'send' | 'counts'>;
  /** The mark that the run writes into addresses; that of no run when nothing but a restore is wanted. */
  readonly claim?: string;
  /** Where journals and locks are; made when it is not there. */
  readonly directory: string;
  /** Where `<target>.json` declares the state that a contact is given back when nothing else says which. */
  readonly homeDirectory: string;
  readonly now: () => Date;
  /** Takes milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

export interface RestoreOptions {
  /** How long, in milliseconds, reads lag behind updates; null when the run has not learned it. */
  readonly lag?: number | null;
  /** Attributes that somebody else was seen to write to: they are left alone. */
  readonly theirs?: readonly string[];
  /** Attributes whose stored value the target does not take back: the run did not write them. */
  readonly withheld?: readonly string[];
  /** Whether somebody else was found to be at work: where the run had written nothing by then, the contact is theirs. */
  readonly isBusy?: boolean;
  /**
   * Judges what came of it, before the journal is closed. What it sends may change the contact: it is read afterwards, and put back once
   * more where it is not as it was.
   */
  readonly judge?: (restored: Restored, client: Pick<Client, 'send'>) => Promise<void>;
}

export type Opening =
  | {
      readonly kind: 'open';
      readonly snapshot: Snapshot;
      /** What came of the journal of an earlier run, when there was one. */
      readonly recovered: Restored | null;
      /** The requests by which the contact was read, for the oracles. */
      readonly exchanges: readonly Exchange[];
      /** How many of them come on top of the profile: reads that were repeated, and what looks for other runs. */
      readonly repeated: number;
      /** Where everything that writes to the contact logs what it sends, before it does; null for the embedded mock, which ends with its run. */
      readonly log: string | null;
      /**
       * Puts the contact back, once: later calls get the same result. Closes the journal, and releases the lock.
       */
      restore(options?: RestoreOptions): Promise<Restored>;
    }
  | { readonly kind: 'locked'; readonly message: string }
  /** An earlier run left a journal that could not be put back. Nothing else was sent. */
  | { readonly kind: 'not-restored'; readonly recovered: Restored }
  /** No response showed the contact. Nothing was written. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly exchanges: readonly Exchange[] };
