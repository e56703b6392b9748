/** The clauses of `schemas/clauses.json`, typed. Data only, so that every room may read it. */
import file from '../../schemas/clauses.json' with { type: 'json' };

export type Level = 'MUST' | 'SHOULD' | 'MAY';

export type Grade = 'documented' | 'standard' | 'platform' | 'assumed';

/** How directly a broken promise shows what is wrong, the most direct first; `schemas/meta/clauses.schema.json` says what each means. */
export const directnesses = ['bytes', 'response', 'part', 'value', 'store', 'effect'] as const;

export type Directness = (typeof directnesses)[number];

/** One promise. `needs` names environment variables without which it cannot be exercised. */
export interface Clause {
  readonly id: ClauseId;
  readonly group: string;
  readonly level: Level;
  readonly grade: Grade;
  /** Absent: `part`. */
  readonly directness?: Directness;
  readonly statement: string;
  /** What breaks in a client when it is not kept; of what is only recorded, what differs for it. */
  readonly breaks: string;
  /** `quote`: the words that it rests on, … where some are left out. */
  readonly source: { readonly document: string; readonly place: string; readonly quote?: string };
  readonly since: string;
  readonly needs?: readonly string[];
  readonly untestable?: string;
}

type AnyId = keyof typeof file.clauses;

/** The id of a promise of a client: what the command `sdk` judges. */
export type SdkClauseId = Extract<AnyId, `sdk-${string}`>;

/** The id of a promise of the API in `schemas/clauses.json`. A mistyped id does not compile. */
export type ClauseId = Exclude<AnyId, SdkClauseId>;

/** The group of the promises that a client has to keep. Floors, baselines and reports of a target know nothing of them. */
export const sdkGroup = 'sdk';

const entries = Object.entries(file.clauses) as [AnyId, Omit<Clause, 'id'>][];
const ofClients = entries.filter((entry): entry is [SdkClauseId, Omit<Clause, 'id'>] => entry[1].group === sdkGroup);
const ofTheApi = entries.filter((entry): entry is [ClauseId, Omit<Clause, 'id'>] => entry[1].group !== sdkGroup);

/** Every promise of the API, in the order of the file. */
export const clauses: readonly Clause[] = ofTheApi.map(([id, rest]) => ({ id, ...rest }));

/** A promise of a client. */
export type SdkClause = Omit<Clause, 'id'> & { readonly id: SdkClauseId };

/** Every promise of a client, in the order of the file. */
export const sdkClauses: readonly SdkClause[] = ofClients.map(([id, rest]) => ({ id, ...rest }));

const byId: ReadonlyMap<string, Clause> = new Map(clauses.map((clause) => [clause.id, clause]));

/** True when `id` is a clause of the catalogue. */
export const isClauseId = (id: string): id is ClauseId => byId.has(id);

/** The clause of that id. */
export function clauseOf(id: ClauseId): Clause {
  const clause = byId.get(id);
  if (clause === undefined) throw new TypeError(`No clause has the id ${id}.`);
  return clause;
}
