/** The floor of a run: a green that judged less than its profile has to is no green. */
import type { ClauseId } from '../support/catalogue.ts';
import type { CaseReport } from '../support/play/plan.ts';
import { describe, expect, test } from 'vitest';
import smoke from '../../fixtures/smoke-floor.json' with { type: 'json' };
import { loadCases } from '../support/cases/load-cases.ts';
import { assemble } from '../support/run/assemble.ts';
import { keptForTheEnd } from '../support/run/run.ts';
import { floorOf, missedOf, type Floor } from '../support/run/floor.ts';
import { loses } from '../mock/kit.ts';
import type { Variant } from '../mock/types.ts';
import { play } from './helpers/servers.ts';
import { factsWith, found, nothingElse, plainSettings, resultOf } from './helpers/verdict-data.ts';

const configured = {
  companyId: 'c',
  ownerId: 'o',
  tagIds: ['a', 'b'],
  fieldId: 'f',
  fieldValue: 'v',
  foreignContactId: 'x',
};
const name = { id: 'name-alone', judges: ['name-comes-back'], profile: 'smoke' } as const;
const also = { id: 'together', judges: ['name-comes-back'], profile: 'full' } as const;
const tags = { id: 'tag-ids-alone', judges: ['tags-come-back'], profile: 'smoke' } as const;
const deep = { id: 'deep-001', judges: ['name-comes-back'], profile: 'deep' } as const;
const whole = (id: string): CaseReport => resultOf({ id });
const cutBy = (stopped: 'budget' | 'deadline', id: string): CaseReport =>
  resultOf({ id, stopped, cut: 'The request budget of the profile (8) is spent.' });
const floor: Floor = { clauses: ['name-comes-back', 'answer-types'], cases: [name, also], asked: false };
const open = (...ids: readonly string[]) =>
  ['name-comes-back', 'answer-types'].map((id) => ({
    id,
    outcome: ids.includes(id) ? ('not-exercised' as const) : ('pass' as const),
  }));

describe('the floor', () => {
  test.each<[string, ReturnType<typeof plainSettings>, ClauseId, boolean]>([
    ['of full has a MUST', plainSettings(configured), 'empty-key-refused', true],
    ['of deep has a MUST', plainSettings({ ...configured, profile: 'deep' }), 'empty-key-refused', true],
    ['of smoke has what smoke judges', plainSettings({ ...configured, profile: 'smoke' }), 'name-comes-back', true],
    ['of smoke has not what full alone judges', plainSettings({ profile: 'smoke' }), 'empty-key-refused', false],
    ['has no SHOULD', plainSettings(configured), 'never-5xx', false],
    ['has nothing that no run can test', plainSettings(configured), 'expired-key-refused', false],
    ['has nothing that no attribute is judged by', plainSettings(configured), 'attributes-come-back', false],
    ['has what a variable names', plainSettings(configured), 'foreign-id-refused', true],
    ['has nothing whose variable is not set', plainSettings(), 'foreign-id-refused', false],
    ['has no tags where one is configured', plainSettings({ tagIds: ['a'] }), 'tags-come-back', false],
  ])('the floor %s', (_what, settings, clause, has) => {
    expect(floorOf([name], settings).clauses.includes(clause)).toBe(has);
  });

  test('stands on no case that the profile full does not have', () =>
    expect(floorOf([name, deep], plainSettings({ profile: 'deep' })).cases).toEqual([name]));

  test('of cases that were asked for is these cases', () =>
    expect(floorOf([name, also], plainSettings({ cases: ['together'] }))).toEqual({
      clauses: [],
      cases: [also],
      asked: true,
    }));

  test.each<[string, Floor, readonly CaseReport[], readonly string[], readonly string[], boolean?]>([
    ['nothing that a whole run left open', floor, [whole('name-alone'), whole('together')], ['answer-types'], []],
    [
      'what a cut case is there for',
      floor,
      [cutBy('budget', 'name-alone'), whole('together')],
      ['name-comes-back'],
      ['name-comes-back'],
    ],
    [
      'what a time limit cut off',
      floor,
      [cutBy('deadline', 'name-alone'), whole('together')],
      ['name-comes-back'],
      ['name-comes-back'],
    ],
    [
      'what a case that did not come to its turn is there for',
      floor,
      [whole('name-alone')],
      ['name-comes-back'],
      ['name-comes-back'],
      true,
    ],
    [
      'what no case is there for by name, after a cut',
      floor,
      [cutBy('budget', 'name-alone'), whole('together')],
      ['answer-types'],
      ['answer-types'],
    ],
    ['nothing that was judged elsewhere', floor, [cutBy('budget', 'name-alone'), whole('together')], [], []],
    [
      'nothing that a cut case is not there for',
      { ...floor, cases: [name, tags] },
      [whole('name-alone'), cutBy('budget', 'tag-ids-alone')],
      ['name-comes-back'],
      [],
    ],
    [
      'all that a cut case is there for, when it was asked for',
      { clauses: [], cases: [name], asked: true },
      [cutBy('budget', 'name-alone')],
      [],
      ['name-comes-back'],
    ],
    [
      'nothing of a case that was asked for and was played',
      { clauses: [], cases: [name], asked: true },
      [whole('name-alone')],
      ['name-comes-back'],
      [],
    ],
  ])('a run misses %s', (_what, of, reports, unjudged, missed, ended = false) => {
    expect(missedOf(of, reports, open(...unjudged), ended)).toEqual(missed);
  });

  test.each([
    ['is inconclusive, and says what it missed', {}, 3, /floor, not judged: name-comes-back/],
    [
      'is violated where something is broken',
      { findings: [found('fail', { clause: 'answer-types' })] },
      2,
      /floor, not judged: name-comes-back/,
    ],
    [
      'is an error where the suite failed',
      { findings: [found('error', { clause: 'answer-types' })] },
      1,
      /floor, not judged: name-comes-back/,
    ],
  ])('a run that was cut short of it %s', (_what, change, exitCode, reason) => {
    const reports = [
      resultOf({ id: 'together', passes: { together: { 'answer-nine-keys': 1 } }, ...change }),
      cutBy('budget', 'name-alone'),
    ];
    const report = assemble(factsWith({ reports, floor: { ...floor, cases: [name] } }), nothingElse);
    expect(report).toMatchObject({ exitCode, partial: true });
    expect(report.reasons.join('\n')).toMatch(reason);
  });

  test('a time limit is told as a doubt whatever was judged before it', () => {
    const reports = [whole('together'), cutBy('deadline', 'late')];
    expect(assemble(factsWith({ reports }), nothingElse)).toMatchObject({ exitCode: 3, partial: true });
  });
});

describe('the floor of smoke', () => {
  test('is what smoke judges on the mock, as the data file says', async () => {
    const { report } = await play({ profile: 'smoke' });
    const judged = report.clauses.filter(({ level, judged: times }) => level === 'MUST' && times > 0);
    expect(report.verdict).toBe('conformant');
    expect(smoke.clauses).toEqual(judged.map(({ id }) => id));
  });

  test('is not reached with 14 requests', async () => {
    const { report } = await play({ profile: 'smoke', budget: 14 });
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    expect(report.reasons.join('\n')).toMatch(/cut short of its floor, not judged: .*foreign-id-refused/);
  });
});

describe('a run whose time is over before its cases are', () => {
  const losesTags: Variant = loses(['tag_ids']);

  test.each([4, 12])('reads a last time and is inconclusive: %i requests', async (timeFor) => {
    const { report, sent } = await play({ profile: 'full', timeFor });
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, partial: true });
    expect(report.reasons[0]).toMatch(/The time limit of the run was reached/);
    expect(report.cases.find(({ id }) => id === 'final-read')?.requests).toBe(1);
    expect(sent).toHaveLength(timeFor + 1);
  });

  test('looks again at what it found broken, and is violated', async () => {
    const { report } = await play({ profile: 'full', variant: losesTags, id: 'loses-tags', timeFor: 6 });
    expect(report).toMatchObject({ verdict: 'violated', exitCode: 2, partial: true });
    expect(report.reasons.join('\n')).toMatch(/broken: .*tags-come-back[^]*floor, not judged: .*foreign-id-refused/);
    expect(report.requests.confirming).toBeGreaterThan(0);
  });
});

test.each([
  [0.01, 0, 300],
  [0.1, 5000, 3000],
  [1, 20_000, 30_000],
  [30, 20_000, 60_000],
])('of %d minutes, with a wait of %d ms, a run keeps %d ms', (maxMinutes, wait, kept) => {
  expect(keptForTheEnd({ maxMinutes }, wait)).toBe(kept);
});

test('the profile full has a case for each clause that a larger one judges', async () => {
  const cases = (await loadCases()).flatMap((file) => file.cases);
  const inFull = new Set(
    cases.filter(({ profile }) => profile === 'smoke' || profile === 'full').flatMap(({ judges }) => judges),
  );
  expect(cases.flatMap(({ judges }) => judges).filter((id) => !inFull.has(id))).toEqual([]);
});
