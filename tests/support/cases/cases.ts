/** Cases: how they are declared, and where they are kept. */
import type { ClauseId } from '../catalogue.ts';
import { includes, type Profile } from '../config/profiles.ts';
import type { AttributeName } from '../endpoint/index.ts';
import type { ContractContext } from './context.ts';

/** What a case wants from the configuration or from the contact. */
export type Need = AttributeName | SpecialNeed;
export type SpecialNeed = 'foreign' | 'key-in-url' | 'loopback' | 'reading' | 'key-with-letters';

export interface CaseOptions {
  /** The smallest profile that runs it. */
  readonly profile: Profile;
  /** The clauses it is there for: a case that judges none of them is a fault of the suite. */
  readonly judges: readonly ClauseId[];
  readonly needs?: readonly Need[];
  /** The rows of `fixtures/` that it plays, each as `rowName` gives it. */
  readonly rows?: readonly string[];
  /** False for a case whose requests depend on the seed in number: it is not observed for baselines. */
  readonly fixed?: boolean;
}

export interface Case extends CaseOptions {
  /** Stable slug: replay, baselines and confirmation name cases by it. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly run: (contract: ContractContext) => Promise<void>;
}

const registry = new Map<string, Case>();

/** Every case declared so far, in order. */
export const declaredCases = (): readonly Case[] => [...registry.values()];

/** What happens to a case once it is declared; set where cases are run by vitest, absent where they are only collected. */
let onDeclared: ((definition: Case) => void) | null = null;

/** Sets what happens to every case that is declared from now on. */
export const whenDeclared = (action: ((definition: Case) => void) | null): void => {
  onDeclared = action;
};

let group = '';

/** Names the group of the cases that follow in a file. */
export const contractGroup = (name: string): void => {
  group = name;
};

/** True for the cases that this run is asked for. */
export function isSelected(definition: Case, profile: Profile, only: readonly string[]): boolean {
  return only.length > 0 ? only.includes(definition.id) : includes(profile, definition.profile);
}

/**
 * Declares a case.
 * @param id stable slug, unique over all cases
 * @param title a fact in the present tense, 70 characters at most
 * @throws TypeError when the slug is taken
 */
export function contractCase(id: string, title: string, options: CaseOptions, run: Case['run']): void {
  if (registry.has(id)) throw new TypeError(`Two cases have the slug ${id}.`);
  const definition: Case = { id, title, group, run, ...options };
  registry.set(id, definition);
  onDeclared?.(definition);
}

/**
 * Declares one case per row.
 * @param rows the data
 * @param describe the slug, title and options of a row
 */
export function contractCases<Row>(
  rows: readonly Row[],
  describe: (row: Row) => CaseOptions & { readonly id: string; readonly title: string },
  run: (contract: ContractContext, row: Row) => Promise<void>,
): void {
  for (const row of rows) {
    const { id, title, ...options } = describe(row);
    contractCase(id, title, options, (contract) => run(contract, row));
  }
}
