/** How clauses are explained. */
import { clauses as ofTheApi, sdkClauses } from '../../catalogue.ts';
import { loadCases } from '../../cases/load-cases.ts';
import { InputError } from '../../errors.ts';
import { clauseText } from '../../render/clause-text.ts';
import { near } from '../../text/near-names.ts';
import type { CommandIo } from '../program.ts';

const clauses = [...ofTheApi, ...sdkClauses];

/** Every clause with its level and its promise, by group. */
function listed(): string {
  const groups = [...new Set(clauses.map(({ group }) => group))];
  const width = Math.max(...clauses.map(({ id }) => id.length));
  const lines = groups.flatMap((group) => [
    group,
    ...clauses
      .filter((clause) => clause.group === group)
      .map(({ id, level, statement }) => `  ${level.padEnd(7)}${id.padEnd(width + 2)}${statement}`),
  ]);
  return `${lines.join('\n')}\n`;
}

/**
 * Writes what there is to know of clauses.
 * @param what their ids; all are listed when it is empty
 * @throws InputError when no clause has such an id
 */
export async function explainClauses(what: readonly string[], io: CommandIo): Promise<number> {
  if (what.length === 0) {
    io.stdout.write(listed());
    return 0;
  }
  for (const id of what) {
    const ids: readonly string[] = clauses.map((clause) => clause.id);
    if (ids.includes(id)) continue;
    const found = near(id, ids);
    const group = clauses.some((clause) => clause.group === id);
    throw new InputError(
      `No clause is called ${id}.${group ? ' It is a group of clauses.' : found.length === 0 ? '' : ` Near it: ${found.join(', ')}.`} \`npm run explain\` lists them.`,
    );
  }
  const cases = (await loadCases()).flatMap((file) => file.cases);
  const columns = Math.min(io.stdout.columns ?? 100, 120);
  const texts = what.flatMap((id) =>
    clauses.filter((clause) => clause.id === id).map((clause) => clauseText(clause, cases, columns)),
  );
  io.stdout.write(texts.join('\n'));
  return 0;
}
