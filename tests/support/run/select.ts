/** Which cases a run is asked for, and how many requests it may send. */
import type { ClauseId } from '../catalogue.ts';
import type { Settings } from '../config/types.ts';
import { clauseOf } from '../catalogue.ts';
import { isSelected, type Case } from '../cases/cases.ts';
import { includes, profileNames, requestsOf } from '../config/profiles.ts';
import type { CaseFile } from '../cases/load-cases.ts';

/** Requests that a run may send in all. */
export const budgetOf = ({ profile, requests }: Settings): number => requestsOf(profile, requests);

/**
 * Requests of the budget that are kept for putting the contact back: one update and a read, and another read where GET does not show
 * everything.
 */
export const restoreShare = ({ blind }: { readonly blind: readonly string[] }): number => (blind.length > 0 ? 3 : 2);

/** What is played whatever is asked for: what the contact holds is sent back first, and it is read last. */
const always = ['stored-values-again', 'final-read'];

/** The cases that a run is asked for, by file; the first and the last always belong to them. */
export function selectCases(
  files: readonly CaseFile[],
  settings: Settings,
): readonly { readonly file: string; readonly cases: readonly Case[] }[] {
  return files
    .map(({ file, cases }) => ({
      file,
      cases: cases.filter(
        (definition) => isSelected(definition, settings.profile, settings.cases) || always.includes(definition.id),
      ),
    }))
    .filter(({ cases }) => cases.length > 0);
}

/** Slugs asked for that no case has. */
export const unknownCases = (files: readonly CaseFile[], wanted: readonly string[]): readonly string[] => {
  const known = new Set(files.flatMap(({ cases }) => cases.map(({ id }) => id)));
  return wanted.filter((id) => !known.has(id));
};

/** Why a clause that no case judged was not exercised. */
export const unjudgedBy =
  (files: readonly CaseFile[], settings: Settings, reason: string | null) =>
  (clause: ClauseId): string => {
    const judging = files.flatMap(({ cases }) => cases).filter(({ judges }) => judges.includes(clause));
    if (reason !== null) return reason;
    if (settings.cases.length > 0) return 'The cases that were asked for do not judge it.';
    const within = judging.filter(({ profile }) => includes(settings.profile, profile));
    if (judging.length > 0 && within.length === 0)
      return `The profile ${settings.profile} does not judge it; ${profileNames.find((name) => judging.some(({ profile }) => profile === name)) ?? ''} does.`;
    const needs = clauseOf(clause).needs;
    return needs === undefined ? 'Nothing in this run gave occasion to judge it.' : `It needs ${needs.join(', ')}.`;
  };
