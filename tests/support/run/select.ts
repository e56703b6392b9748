/** Which cases a run is asked for, and how many requests it may send. */
import type { ClauseId } from '../catalogue.ts';
import type { Settings } from '../config/types.ts';
import { clauseOf, clauses, isClauseId } from '../catalogue.ts';
import { untestableBecause } from '../report/fold.ts';
import { near } from '../text/near-names.ts';
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

/** What a run was asked for, or why that cannot be played. */
type Asked =
  | { readonly ok: true; readonly settings: Settings; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const perhaps = (wanted: string, known: readonly string[]): string => {
  const found = near(wanted, known);
  return found.length === 0 ? '' : ` Near it: ${found.join(', ')}.`;
};

function problemsWith(files: readonly CaseFile[], settings: Settings): readonly string[] {
  const slugs = files.flatMap(({ cases }) => cases.map(({ id }) => id));
  const groups = [...new Set(clauses.map(({ group }) => group))];
  const ids = clauses.map(({ id }) => id);
  return [
    ...settings.cases
      .filter((id) => !slugs.includes(id))
      .map((id) => `No case is called ${id}.${perhaps(id, slugs)} \`npm run contract -- --list\` has all of them.`),
    ...settings.clauses
      .filter((id) => !isClauseId(id))
      .map((id) => `No clause is called ${id}.${perhaps(id, ids)} \`npm run explain\` lists them.`),
    ...settings.groups
      .filter((group) => !groups.includes(group))
      .map((group) => `No group of clauses is called ${group}. There are ${groups.join(', ')}.`),
    ...settings.clauses.filter(isClauseId).flatMap((id) => {
      const why = untestableBecause(clauseOf(id));
      return why === null ? [] : [`${id}: ${why}`];
    }),
  ];
}

/**
 * The settings with the cases that the clauses and groups stand for that a run was asked for, within its profile. A clause that is judged
 * on every response, and for which no case is there alone, stands for all cases of the profile.
 */
export function askedFor(files: readonly CaseFile[], settings: Settings): Asked {
  const problems = problemsWith(files, settings);
  if (problems.length > 0) return { ok: false, problems };
  if (settings.clauses.length + settings.groups.length === 0) return { ok: true, settings, notes: [] };
  const all = files.flatMap(({ cases }) => cases);
  const within = all.filter(({ profile }) => includes(settings.profile, profile));
  const judging = (id: ClauseId, of: readonly Case[]): readonly Case[] =>
    of.filter(({ judges }) => judges.includes(id));
  const notes: string[] = [];
  const beyond: string[] = [];
  const found = settings.clauses.filter(isClauseId).flatMap((id): readonly Case[] => {
    const cases = judging(id, within);
    if (cases.length > 0) return cases;
    const [larger] = judging(id, all);
    if (larger !== undefined) {
      beyond.push(`The profile ${settings.profile} has no case for ${id}; ${larger.profile} has.`);
      return [];
    }
    notes.push(
      `${id} is judged on every response that can show it: all cases of the profile ${settings.profile} are run.`,
    );
    return within;
  });
  if (beyond.length > 0) return { ok: false, problems: beyond };
  const ofGroups = within.filter(({ judges }) => judges.some((id) => settings.groups.includes(clauseOf(id).group)));
  const wanted = new Set([...settings.cases, ...[...found, ...ofGroups].map(({ id }) => id)]);
  // Whoever gets all cases has asked for none by name: one that has nothing to judge weakens no verdict.
  if (settings.cases.length === 0 && wanted.size === within.length) return { ok: true, notes, settings };
  return { ok: true, notes, settings: { ...settings, cases: [...wanted] } };
}

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
