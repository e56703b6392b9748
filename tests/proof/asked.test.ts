/** What a run is asked for by the names of cases, clauses and groups, and what it says it would play. */
import { expect, test } from 'vitest';
import { loadCases } from '../support/cases/load-cases.ts';
import { clauseOf, clauses } from '../support/catalogue.ts';
import { clauseText } from '../support/render/clause-text.ts';
import { caseList } from '../support/run/case-list.ts';
import { floorOf, missedOf } from '../support/run/floor.ts';
import { askedFor } from '../support/run/select.ts';
import { near } from '../support/text/near-names.ts';
import { plainSettings } from './helpers/verdict-data.ts';

const files = await loadCases();
const all = files.flatMap(({ cases }) => cases);
const asked = (change: Parameters<typeof plainSettings>[0]) => askedFor(files, plainSettings(change));

test('nothing that is asked for leaves the settings as they are', () => {
  const settings = plainSettings();
  expect(askedFor(files, settings)).toEqual({ ok: true, settings, notes: [] });
});

test('a clause stands for the cases of the profile that are there for it', () => {
  const found = asked({ clauses: ['tags-empty-array-clears'] });
  const wanted = (profiles: readonly string[]) =>
    all
      .filter(({ judges, profile }) => judges.includes('tags-empty-array-clears') && profiles.includes(profile))
      .map(({ id }) => id);
  expect(found).toMatchObject({ ok: true, notes: [], settings: { cases: wanted(['smoke', 'full']) } });
  expect(asked({ clauses: ['tags-empty-array-clears'], profile: 'smoke' })).toMatchObject({
    settings: { cases: wanted(['smoke']) },
  });
});

test('a clause without a case of its own stands for the whole profile', () => {
  const found = asked({ clauses: ['answer-types'], profile: 'smoke' });
  expect(found).toMatchObject({ ok: true, settings: { cases: [] } });
  expect(found.ok && found.notes).toEqual([expect.stringMatching(/^answer-types is judged on every response/)]);
});

test('a group stands for the cases of its clauses, beside cases by name', () => {
  const found = asked({ groups: ['tags'], cases: ['name-alone'] });
  const cases = found.ok ? found.settings.cases : [];
  expect(cases).toContain('name-alone');
  const others = all.filter(({ id }) => cases.includes(id) && id !== 'name-alone');
  expect(others.length).toBeGreaterThan(5);
  expect(others.filter(({ judges }) => !judges.some((id) => clauseOf(id).group === 'tags'))).toEqual([]);
});

test.each<[string, Parameters<typeof plainSettings>[0], RegExp]>([
  ['a case that does not exist', { cases: ['nmae-alone'] }, /^No case is called nmae-alone\. Near it: name-alone/],
  [
    'a clause that does not exist',
    { clauses: ['missing-key'] },
    /^No clause is called missing-key\. Near it: missing-key-refused/,
  ],
  ['a group that does not exist', { groups: ['tag'] }, /^No group of clauses is called tag\. There are answer, .*tags/],
  ['a clause that no run can test', { clauses: ['expired-key-refused'] }, /^expired-key-refused: Cannot be tested/],
  [
    'a clause beyond the profile',
    { clauses: ['tags-duplicate-ids'], profile: 'smoke' },
    /no case for tags-duplicate-ids; full has/,
  ],
])('%s is a problem that names the way out', (_what, change, sentence) => {
  const found = asked(change);
  expect(found.ok ? [] : found.problems).toEqual([expect.stringMatching(sentence)]);
});

test('a clause that was asked for and not judged is missed', () => {
  const floor = floorOf(all, plainSettings({ clauses: ['name-comes-back'], cases: ['name-alone'] }));
  const judged = (outcome: 'pass' | 'not-exercised') => [{ id: 'name-comes-back', outcome }];
  const played = [{ id: 'name-alone', stopped: null }] as unknown as Parameters<typeof missedOf>[1];
  expect(missedOf(floor, played, judged('not-exercised'), false)).toEqual(['name-comes-back']);
  expect(missedOf(floor, played, judged('pass'), false)).toEqual([]);
});

test('the list of a run names cases, clauses and what is not configured', () => {
  const settings = plainSettings({ profile: 'smoke' });
  const live = { ...settings, tagIds: [], target: { ...settings.target, kind: 'live' as const } };
  const lines = caseList(files, live).split('\n');
  const at = lines.findIndex((line) => line.startsWith('tags-empty-array  (smoke) '));
  expect(lines[at + 1]).toContain('tags-empty-array-clears');
  expect(lines[at + 2]).toMatch(/not exercised: NEETOCRM_TAG_IDS is not set/);
  expect(lines.at(-2)).toMatch(/^\d+ cases, there for \d+ clauses; .*Nothing was sent\.$/);
});

test('every clause is explained in the same five fields', () => {
  for (const clause of clauses) {
    const text = clauseText(clause, all, 100);
    expect(text).toContain(`${clause.id}  ${clause.level}`);
    for (const label of ['promise', 'source', 'sent', clause.level === 'MAY' ? 'differs' : 'breaks', 'to do'])
      expect(text).toMatch(new RegExp(`^ {2}${label} `, 'm'));
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  }
});

test.each([
  ['tag-empty', 'tags-empty-array-clears'],
  ['update-answer-200', 'update-answers-200'],
  ['zzz', undefined],
])('near %s is %s', (name, found) => {
  expect(
    near(
      name,
      clauses.map(({ id }) => id),
    )[0],
  ).toBe(found);
});
