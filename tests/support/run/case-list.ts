/** What a run would play, as text. Pure. */
import type { Settings } from '../config/types.ts';
import { missing } from '../cases/needs.ts';
import type { CaseFile } from '../cases/load-cases.ts';
import { plural } from '../text/lines.ts';
import { selectCases } from './select.ts';

/**
 * The cases that a run would play, in their order: slug, smallest profile and title, then the clauses that the case is there for, then what it
 * wants that is not configured. What hangs on the contact itself is known only once that has been read.
 */
export function caseList(files: readonly CaseFile[], settings: Settings): string {
  const cases = selectCases(files, settings).flatMap((file) => file.cases);
  const lines = cases.flatMap(({ id, profile, title, judges, needs = [] }) => {
    // The mock has all of it.
    const unmet =
      settings.target.kind === 'mock'
        ? undefined
        : needs.map((need) => missing(need, settings, null, true)).find((why) => why !== null);
    return [
      `${id}  (${profile}) ${title}`,
      `    ${judges.join(', ')}`,
      ...(unmet === undefined ? [] : [`    not exercised: ${unmet}`]),
    ];
  });
  const clauses = new Set(cases.flatMap(({ judges }) => judges));
  const there = `${plural(cases.length, 'case')}, there for ${plural(clauses.size, 'clause')}; the others are judged on every response. Nothing was sent.`;
  return `${[...lines, there].join('\n')}\n`;
}
