/** The catalogue, the cases and the broken servers belong together: nothing is promised that nobody looks at. */
import { describe, expect, test } from 'vitest';
import { mutants } from '../mock/mutants/index.ts';
import { clauses, isClauseId } from '../support/catalogue.ts';
import { loadCases } from '../support/cases/load-cases.ts';
import { judgedInPassing, unbroken } from './helpers/clause-exceptions.ts';
import { outcomesOf } from './helpers/exchange-mutation.ts';
import { mutations } from './helpers/mutations.ts';
import { scenes } from './helpers/recorded-exchanges.ts';

const cases = (await loadCases()).flatMap((file) => file.cases);
const judged: ReadonlySet<string> = new Set(cases.flatMap(({ judges }) => judges));
const broken: ReadonlySet<string> = new Set(
  mutations.flatMap(({ clause, outcome }) => (outcome === 'fail' ? [clause] : [])),
);
/** Habits never fail; that they are recorded shows in good exchanges. */
const recorded: ReadonlySet<string> = new Set(scenes.flatMap((scene) => [...outcomesOf(scene, 'pass').keys()]));
const tripped: ReadonlySet<string> = new Set(mutants.flatMap(({ trips }) => trips));

const testable = clauses.filter(({ untestable }) => untestable === undefined);
const promises = testable.filter(({ level }) => level !== 'MAY');
const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);

describe('the catalogue', () => {
  test('every clause is judged by a case or an oracle, or says why not', () => {
    const found = ({ id, level }: (typeof clauses)[number]): boolean =>
      judged.has(id) || (level === 'MAY' ? recorded.has(id) : broken.has(id)) || Object.hasOwn(judgedInPassing, id);
    expect(ids(testable.filter((clause) => !found(clause)))).toEqual([]);
  });

  test('a clause that cannot be tested is judged by nothing', () => {
    const untestable = clauses.filter((clause) => clause.untestable !== undefined);
    expect(ids(untestable.filter(({ id }) => judged.has(id) || broken.has(id) || tripped.has(id)))).toEqual([]);
    expect(untestable.filter((clause) => !/^\S.{20,}\.$/.test(clause.untestable ?? ''))).toEqual([]);
  });

  test('every promise is broken by a server, or says why not', () =>
    expect(ids(promises.filter(({ id }) => !tripped.has(id) && !Object.hasOwn(unbroken, id)))).toEqual([]));

  test('no exception is stale', () => {
    expect(Object.keys(judgedInPassing).filter((id) => judged.has(id) || broken.has(id))).toEqual([]);
    expect(Object.keys(unbroken).filter((id) => tripped.has(id))).toEqual([]);
  });

  test('servers break promises of the catalogue, and those that can be tested', () => {
    expect([...tripped].filter((id) => !isClauseId(id))).toEqual([]);
    expect([...tripped].filter((id) => !ids(promises).includes(id))).toEqual([]);
  });
});

describe('the cases', () => {
  test('are many, and each is there for a clause', () => {
    expect(cases.length).toBeGreaterThan(100);
    expect(ids(cases.filter(({ judges }) => judges.length === 0))).toEqual([]);
  });

  test('have slugs of lower-case letters, digits and hyphens', () => {
    expect(ids(cases.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)))).toEqual([]);
    expect(new Set(ids(cases)).size).toBe(cases.length);
  });

  test('have titles that are short and speak of what is', () => {
    const bad = cases.filter(({ title }) => title.trim() === '' || title.length > 70 || /\bshould\b/i.test(title));
    expect(bad.map(({ id, title }) => `${id}: ${title}`)).toEqual([]);
  });

  test('have titles of their own', () => {
    const titles = cases.map(({ title }) => title);
    const twice = cases.filter(({ title }) => titles.filter((other) => other === title).length > 1);
    expect(twice.map(({ id, title }) => `${id}: ${title}`)).toEqual([]);
  });

  test('belong to a group and judge each clause once', () => {
    expect(ids(cases.filter(({ group }) => group === ''))).toEqual([]);
    expect(ids(cases.filter(({ judges }) => new Set(judges).size !== judges.length))).toEqual([]);
  });
});
