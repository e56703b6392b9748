import type { ReportClause } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { verdictOf, type VerdictInput } from '../support/report/verdict.ts';
import { allWell, clauseAt, driftThat, findingAt } from './helpers/verdict-data.ts';

type Row = readonly [string, Partial<VerdictInput>, 0 | 1 | 2 | 3, RegExp];

const red = driftThat({ red: true });
const broken = { clauses: [clauseAt('fail')] };
const open = { clauses: [clauseAt('inconclusive')] };
const unexercised = clauseAt('not-exercised', 'tags-empty-array-clears', 'NEETOCRM_TAG_IDS is not set.');
const habit: ReportClause = { ...clauseAt('fail'), level: 'MAY' };
const untestable: ReportClause = {
  ...clauseAt('not-exercised', 'expired-key-refused', 'The key cannot be made to expire.'),
  untestable: true,
};

const errors: readonly Row[] = [
  [
    'a fault of the runner',
    { faults: ['x.test.ts could not be run: boom\n  at y'] },
    1,
    /^x\.test\.ts could not be run: boom$/,
  ],
  [
    'an oracle that threw',
    { findings: [findingAt('error', 'null-values', 'The suite itself failed: boom\n at x')] },
    1,
    /^The suite itself failed: boom$/,
  ],
  [
    'a restore that met no response',
    { faults: ['The contact could not be put back: timeout'] },
    1,
    /could not be put back/,
  ],
  ['a report that is incomplete', { faults: ['The report is incomplete: 3 cases'] }, 1, /incomplete/],
  ['a fault beside a broken promise', { ...broken, faults: ['boom'] }, 1, /^boom$/],
  ['a fault beside a target that is down', { down: 'refused', faults: ['boom'] }, 1, /^boom$/],
];
const violations: readonly Row[] = [
  ['a broken MUST', broken, 2, /^broken: update-answers-200$/],
  [
    'a broken MUST beside an open one',
    { clauses: [clauseAt('fail'), clauseAt('inconclusive', 'answer-nine-keys')] },
    2,
    /^broken: update-answers-200$/,
  ],
  ['a broken MUST of a target that went down', { ...broken, down: 'refused' }, 2, /^broken/],
  ['a broken MUST of a run that was interrupted', { ...broken, ended: 'interrupted' }, 2, /^broken/],
  [
    'a SHOULD that counts as failed',
    { clauses: [clauseAt('pass'), clauseAt('fail', 'never-5xx')] },
    2,
    /^broken: never-5xx$/,
  ],
  ['a difference that is red', { drift: [red] }, 2, /^changed: 1 thing that/],
  ['two differences that are red', { drift: [red, red] }, 2, /^changed: 2 things that/],
  ['an accepted entry that expired', { acceptedProblems: ['line 4 expired on 2026-01-01.'] }, 2, /expired/],
  [
    'a target that stores something else',
    { storesOtherwise: 'name differs' },
    2,
    /stores something other .*: name differs/,
  ],
];
const doubts: readonly Row[] = [
  ['an open MUST', open, 3, /^could not be judged: update-answers-200$/],
  ['a target that is down', { down: 'Connection refused.' }, 3, /^Connection refused\.$/],
  ['a run that was interrupted', { ended: 'interrupted by SIGINT' }, 3, /SIGINT/],
  ['nothing judged at all', { clauses: [clauseAt('not-exercised')] }, 3, /^nothing was judged$/],
  ['no clause at all', { clauses: [] }, 3, /^nothing was judged$/],
  ['a case that judged nothing', { idle: ['the case x judged nothing: y'] }, 3, /the case x judged nothing/],
  [
    'an open occurrence of a MUST that was accepted elsewhere',
    { clauses: [clauseAt('accepted')], findings: [findingAt('accepted'), findingAt('inconclusive')] },
    3,
    /^could not be judged: update-answers-200$/,
  ],
  [
    'an unexercised MUST under require-all',
    { clauses: [clauseAt('pass'), unexercised], requireAll: true },
    3,
    /^not exercised: tags-empty-array-clears$/,
  ],
  [
    'an unexercised MUST without a reason under require-all',
    { clauses: [clauseAt('pass'), clauseAt('not-exercised')], requireAll: true },
    3,
    /^not exercised: update-answers-200$/,
  ],
];
const fine: readonly Row[] = [
  ['everything held', {}, 0, /^$/],
  [
    'an open SHOULD',
    {
      clauses: [clauseAt('pass'), clauseAt('inconclusive', 'never-5xx')],
      findings: [findingAt('inconclusive', 'never-5xx')],
    },
    0,
    /^$/,
  ],
  [
    'a SHOULD that warns',
    { clauses: [clauseAt('pass'), clauseAt('warn', 'never-5xx')], findings: [findingAt('warn', 'never-5xx')] },
    0,
    /^$/,
  ],
  ['a MUST that some attempts show broken', { clauses: [clauseAt('warn')], findings: [findingAt('warn')] }, 0, /^$/],
  ['a broken MUST that is accepted', { clauses: [clauseAt('accepted')], findings: [findingAt('accepted')] }, 0, /^$/],
  [
    'a difference that is red and accepted',
    { drift: [driftThat({ red: true, accepted: { because: 'Agreed.', until: '2027-01-01', daysLeft: 9 } })] },
    0,
    /^$/,
  ],
  ['a habit that is not kept', { clauses: [clauseAt('pass'), habit] }, 0, /^$/],
  [
    'an unexercised SHOULD under require-all',
    { clauses: [clauseAt('pass'), clauseAt('not-exercised', 'never-5xx', 'No time.')], requireAll: true },
    0,
    /^$/,
  ],
  ['a difference that is not red', { drift: [driftThat({ red: false, classification: 'additive' })] }, 0, /^$/],
  ['an unexercised MUST', { clauses: [clauseAt('pass'), unexercised] }, 0, /^$/],
  ['an untestable MUST under require-all', { clauses: [clauseAt('pass'), untestable], requireAll: true }, 0, /^$/],
];

const names = ['conformant', 'error', 'violated', 'inconclusive'] as const;

describe('the verdict', () => {
  test.each([...errors, ...violations, ...doubts, ...fine])(
    'on %s is as the table says',
    (_what, change, exitCode, reason) => {
      const verdict = verdictOf({ ...allWell, ...change });
      expect(verdict).toMatchObject({ verdict: names[exitCode], exitCode });
      expect(verdict.reasons[0] ?? '').toMatch(reason);
    },
  );

  test('every reason is told, and the deciding one comes first', () => {
    const { reasons } = verdictOf({
      ...allWell,
      ...broken,
      faults: ['boom'],
      down: 'refused',
      acceptedProblems: ['expired'],
    });
    expect(reasons).toEqual(['boom', 'broken: update-answers-200', 'expired', 'refused']);
  });

  test.each([
    [7, 'broken: clause-1, clause-2, clause-3, clause-4, clause-5 and 2 more'],
    [5, 'broken: clause-1, clause-2, clause-3, clause-4, clause-5'],
  ])('of %i broken clauses five are named', (count, reason) => {
    const clauses = Array.from({ length: count }, (_, nth) => ({ ...clauseAt('fail'), id: `clause-${nth + 1}` }));
    expect(verdictOf({ ...allWell, clauses }).reasons).toEqual([reason]);
  });

  test('a remark is told and decides nothing', () =>
    expect(verdictOf({ ...allWell, remarks: ['not played to the end: x.'] })).toEqual({
      verdict: 'conformant',
      exitCode: 0,
      reasons: ['not played to the end: x.'],
    }));

  test('what is broken is not also said to be open', () => {
    const findings = [findingAt('fail'), findingAt('inconclusive')];
    expect(verdictOf({ ...allWell, ...broken, findings }).reasons).toEqual(['broken: update-answers-200']);
  });

  test('one pass does not hide a single case that stayed open', () => {
    const clause = { ...clauseAt('inconclusive'), judged: 200, cases: { a: 'pass', b: 'inconclusive' } as const };
    expect(verdictOf({ ...allWell, clauses: [clause] }).exitCode).toBe(3);
  });

  test('no combination of a fault with anything else is anything but 1', () => {
    const parts: readonly Partial<VerdictInput>[] = [...violations, ...doubts, ...fine].map(([, change]) => change);
    expect(parts.map((part) => verdictOf({ ...allWell, ...part, faults: ['boom'] }).exitCode)).toEqual(
      parts.map(() => 1),
    );
  });
});
