/** A case as a test of vitest's own is red when a MUST is broken, and says which, where, and what was expected. */
import type { Finding } from '../support/report/types.ts';
import { expect, test } from 'vitest';
import { assertHeld } from '../support/play/vitest-test.ts';

const finding = (change: Partial<Finding>): Finding => ({
  clause: 'tags-come-back',
  outcome: 'fail',
  pointer: '/contact/tags',
  message: 'A tag is missing.',
  expected: 2,
  actual: 1,
  case: 'two-tags',
  seed: 1,
  exchange: null,
  ...change,
});
const held =
  (findings: readonly Finding[], down: string | null = null) =>
  () =>
    assertHeld({ findings, down, title: 'two tags come back' });

test('a broken MUST is told with clause, pointer, expected and actual', () =>
  expect(held([finding({})])).toThrow(
    'two tags come back\nMUST tags-come-back (fail): A tag is missing.\n  pointer: /contact/tags\n  expected: 2\n  actual: 1',
  ));

test.each([
  ['a fault of the suite', finding({ outcome: 'error' }), null],
  ['a MUST that could not be judged', finding({ outcome: 'inconclusive' }), null],
  ['a target that is down', null, 'It cannot be reached.'],
])('%s makes a test red', (_what, found, down) => {
  expect(held(found === null ? [] : [found], down)).toThrow(/two tags come back/);
});

test.each([
  ['a warning', finding({ outcome: 'warn' })],
  ['what was not exercised', finding({ outcome: 'not-exercised' })],
  ['an accepted failure', finding({ outcome: 'accepted' })],
])('%s leaves a test green', (_what, found) => expect(held([found])).not.toThrow());
