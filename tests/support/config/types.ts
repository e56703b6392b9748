/** Everything that a run is told. */
import type { Configured } from '../endpoint/index.ts';
import type { Profile } from './profiles.ts';

export type { Profile } from './profiles.ts';

/** Where a setting came from. */
export type Source = 'flag' | 'environment' | '.env' | 'default' | 'derived';

/** Everything a run is told. Made by `config` and by nothing else. */
export interface Settings extends Configured {
  readonly target: {
    readonly kind: 'mock' | 'live';
    readonly name: string;
    /** Up to and including `/api/external/v1`, no trailing slash. For the mock it is filled in when the mock listens. */
    readonly baseUrl: string;
    readonly loopback: boolean;
  };
  readonly apiKey: string;
  readonly contactId: string;
  readonly allowKeyInUrl: boolean;
  /** Requests per second; 0 is unlimited (the embedded mock). */
  readonly maxRps: number;
  readonly timeoutMs: number;
  readonly profile: Profile;
  readonly seed: number;
  readonly strict: boolean;
  readonly requireAll: boolean;
  /** Absolute. */
  readonly reportDir: string;
  /** A file, `none`, or null: the one of the target when it exists. */
  readonly baseline: string | null;
  readonly history: string | null;
  /** Case slugs to run; empty: all of the profile. */
  readonly cases: readonly string[];
  /** Clauses whose cases are run; empty: of all. */
  readonly clauses: readonly string[];
  /** Groups of clauses whose cases are run; empty: of all. */
  readonly groups: readonly string[];
  /** Whether each request names its case in a header. */
  readonly caseHeader: boolean;
  /** How many requests `deep` may send. */
  readonly requests: number;
  /** How many causes get further looks: no other one is called broken. */
  readonly confirm: number;
  readonly maxMinutes: number;
  readonly sources: Readonly<Record<string, Source>>;
}
