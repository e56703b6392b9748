import type { ClauseId } from '../support/catalogue.ts';
import type { Outcome } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { clauses } from '../support/catalogue.ts';
import { addCoverage } from '../support/report/coverage.ts';
import { foldClauses, foldFindings, worse, type Folded } from '../support/report/fold.ts';
import { keyFormOf } from '../support/report/curl.ts';
import { exchangeOf, found, resultOf } from './helpers/verdict-data.ts';

const unjudged = (): string => 'Nobody asked.';
const at = '2026-01-01T00:00:00.000Z';
const passing = (id: string, clause: ClauseId = 'name-comes-back', count = 1): Folded =>
  resultOf({ id, passes: { [id]: { [clause]: count } } });
const clauseIn = (results: readonly Folded[], id: ClauseId = 'name-comes-back') =>
  foldClauses({ results, unjudged }).find((clause) => clause.id === id);

describe('clauses of a report', () => {
  test('every clause of the catalogue is there once, in order', () =>
    expect(foldClauses({ results: [], unjudged }).map(({ id }) => id)).toEqual(clauses.map(({ id }) => id)));

  test('two hundred passes do not outweigh one open case', () => {
    const passes = Array.from({ length: 200 }, (_, nth) => passing(`case-${nth}`));
    const open = resultOf({ findings: [found('inconclusive', { case: 'late' })] });
    expect(clauseIn([...passes, open])).toMatchObject({
      outcome: 'inconclusive',
      judged: 200,
      cases: { late: 'inconclusive', 'case-7': 'pass' },
    });
  });

  test.each<[Outcome, Outcome, Outcome]>([
    ['pass', 'warn', 'warn'],
    ['warn', 'inconclusive', 'inconclusive'],
    ['inconclusive', 'fail', 'fail'],
    ['fail', 'error', 'error'],
    ['pass', 'not-exercised', 'pass'],
    ['accepted', 'pass', 'accepted'],
  ])('of %s and %s the graver is %s', (left, right, graver) => {
    expect([worse(left, right), worse(right, left)]).toEqual([graver, graver]);
  });

  test('a clause that no case judged says why', () => {
    const skipped = resultOf({ notExercised: [{ clause: 'name-comes-back', reason: 'A variable is missing.' }] });
    expect(clauseIn([])).toMatchObject({ outcome: 'not-exercised', judged: 0, reason: 'Nobody asked.' });
    expect(clauseIn([skipped])).toMatchObject({ outcome: 'not-exercised', reason: 'A variable is missing.' });
    expect(clauseIn([], 'expired-key-refused')?.reason).toMatch(/^Cannot be tested: /);
  });

  test('a clause that one case skipped and another judged has no reason', () => {
    const skipped = resultOf({ notExercised: [{ clause: 'name-comes-back', reason: 'A variable is missing.' }] });
    expect(clauseIn([skipped, passing('other')])).not.toHaveProperty('reason');
  });

  test('a pass that another case settled belongs to the case that waited', () => {
    const settled = resultOf({ id: 'final-read', passes: { 'name-alone': { 'name-comes-back': 2 } } });
    expect(clauseIn([settled])).toMatchObject({ outcome: 'pass', judged: 2, cases: { 'name-alone': 'pass' } });
  });

  test('what could not be judged does not count as judged', () => {
    const results = [resultOf({ findings: [found('inconclusive'), found('error')] })];
    expect(clauseIn(results)).toMatchObject({ outcome: 'error', judged: 0 });
  });
});

describe('findings of a report', () => {
  test('three hundred cases of one cause are one finding with a count', () => {
    const results = Array.from({ length: 300 }, (_, nth) =>
      resultOf({ findings: [found('fail', { case: `case-${nth}`, pointer: `/contact/tags/${nth % 3}/id` })] }),
    );
    const folded = foldFindings(results, at);
    expect(folded).toHaveLength(1);
    expect(folded[0]).toMatchObject({ count: 300, case: 'case-0', severity: 'red', firstSeen: at });
    expect(folded[0]?.cases).toHaveLength(300);
  });

  test('passes are no findings, and the gravest come first', () => {
    const findings = (['pass', 'warn', 'fail', 'inconclusive', 'error'] as const).map((outcome) => found(outcome));
    expect(foldFindings([resultOf({ findings })], at).map(({ outcome, severity }) => [outcome, severity])).toEqual([
      ['error', 'red'],
      ['fail', 'red'],
      ['inconclusive', 'warning'],
      ['warn', 'warning'],
    ]);
  });

  test('outcomes of one cause stay apart; one sure occurrence is not flaky', () => {
    const findings = [found('warn', { flaky: true }), found('fail', { flaky: true }), found('fail')];
    const folded = foldFindings([resultOf({ findings })], at);
    expect(folded.map(({ outcome, flaky, count }) => ({ outcome, flaky, count }))).toEqual([
      { outcome: 'fail', flaky: false, count: 2 },
      { outcome: 'warn', flaky: true, count: 1 },
    ]);
    expect(new Set(folded.map(({ id }) => id)).size).toBe(1);
  });

  test('the occurrence that has an exchange is the one that is shown', () => {
    const exchange = exchangeOf();
    const findings = [
      found('fail', { case: 'first' }),
      found('fail', { case: 'second', exchange, confirmation: exchange }),
    ];
    expect(foldFindings([resultOf({ findings })], at)[0]).toMatchObject({
      case: 'second',
      cases: ['first', 'second'],
      request: { method: 'PATCH' },
      response: { status: 200 },
      confirmation: { response: { status: 200 } },
      replay: 'npm run replay -- second --seed 1',
    });
  });

  test.each(['', 'snapshot'])('a finding of the case %j has no case to replay', (id) => {
    expect(foldFindings([resultOf({ findings: [found('fail', { case: id })] })], at)[0]?.replay).toBeNull();
  });

  test.each([
    ['key-last-character-cut', 'case', '${NEETOCRM_API_KEY%?}'],
    ['key-first-half', 'case', '$(printf %s "$NEETOCRM_API_KEY" | cut -c 1-$(( (${#NEETOCRM_API_KEY} + 1) / 2 )))'],
    ['key-other-letter-case', 'case', '$(printf %s "$NEETOCRM_API_KEY" | tr a-zA-Z A-Za-z)'],
    ['key-url-api-key', 'case', '$NEETOCRM_API_KEY'],
    ['key-last-character-cut', 'read', '$NEETOCRM_API_KEY'],
    ['name-alone', 'case', '$NEETOCRM_API_KEY'],
  ] as const)('the curl of %s in a %s sends %s', (id, purpose, form) => {
    const exchange = exchangeOf({ case: id, purpose });
    expect(keyFormOf(exchange)).toBe(form);
    expect(foldFindings([resultOf({ findings: [found('fail', { exchange })] })], at)[0]?.curl).toContain(
      `"X-Api-Key: ${form}"`,
    );
  });
});

describe('coverage of a report', () => {
  const point = { keyword: 'type', pointer: '/properties/contact' };
  const side = (sent: number, statuses: Readonly<Record<string, number>>) => ({ sent, statuses });

  test('rows of one keyword and pointer are added up', () => {
    const row = { ...point, valid: side(1, { '200': 1 }), invalid: side(2, { '422': 1, '400': 1 }) };
    expect(addCoverage([point], [row, row])).toEqual([
      { ...point, valid: side(2, { '200': 2 }), invalid: side(4, { '422': 2, '400': 2 }) },
    ]);
  });

  test('a keyword that nothing was sent for is listed with nothing', () =>
    expect(addCoverage([point], [])).toEqual([{ ...point, valid: side(0, {}), invalid: side(0, {}) }]));
});
