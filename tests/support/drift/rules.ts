/** A rule says what kind of difference something is, which class it has, and what it means for a client. */
import type { Classification } from '../types.ts';
import { table } from './rules-table.ts';

export interface Rule {
  /** Which way it went. Direction decides the class: an answer that gains null breaks readers, one that gains a key does not. */
  readonly direction: 'gained' | 'lost' | 'changed';
  /** Class where a document promises the attribute, and where none does. */
  readonly documented: Classification;
  readonly undocumented: Classification;
  readonly sentence: string;
  readonly sdk: string;
  readonly like: readonly string[];
}

export type RuleId = keyof typeof table;

/** Every rule by its id. */
export const rules: Readonly<Record<RuleId, Rule>> = table;

/** The rule of that id; one that does not exist is `unclassified`, as nothing that differs is dropped. */
export const ruleOf = (id: string): Rule => (Object.hasOwn(rules, id) ? rules[id as RuleId] : rules.unclassified);
