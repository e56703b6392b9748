/** Which finding leads a cause, and in which words. */
import type { ReportFinding } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { causes, found } from './helpers/cause-data.ts';

describe('a cause', () => {
  const stored = found('update-is-stored', '/contact/tags', { cases: ['a', 'b'] });

  test.each<[string, ReportFinding, string]>([
    [
      'the refusal where as many cases blame it',
      found('refused-update-changes-nothing', '/contact/tags', { cases: ['c', 'd'] }),
      'refused-update-changes-nothing',
    ],
    [
      'what is not stored where more cases blame that',
      found('refused-update-changes-nothing', '/contact/tags', { cases: ['c'] }),
      'update-is-stored',
    ],
    [
      'what is not stored where no refusal is steady',
      found('refused-update-changes-nothing', '/contact/tags', { cases: ['c', 'd'], flaky: true }),
      'update-is-stored',
    ],
  ])('is led by %s', (_name, refused, clause) => {
    const [cause, ...more] = causes([stored, refused]);
    expect([cause?.clauses[0], cause?.findings[0], more]).toEqual([
      clause,
      clause === stored.clause ? stored.id : refused.id,
      [],
    ]);
  });

  test('is told in words where something must not be shown at all', () => {
    const leak = found('answer-no-other-contact', '/record', { expected: null, actual: 'x', message: 'A leak.' });
    expect(causes([leak])[0]?.summary).toBe('A leak');
  });

  test('says several types as alternatives', () => {
    const message = '/contact/owner must be object,null.';
    expect(causes([found('answer-owner-shape', '/contact/owner', { message })])[0]?.summary).toBe(
      '/contact/owner must be object or null',
    );
  });
});
