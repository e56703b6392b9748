/** Texts that a server may take for something: which meanings there are. */
import { describe, expect, test } from 'vitest';
import { awkwardTexts } from '../support/fixtures.ts';

const meaningsOf = (name: string): readonly string[] => [
  ...new Set(awkwardTexts.flatMap((text) => (text.attributes.includes(name) ? text.meanings : []))),
];

describe('texts that a server may take for something', () => {
  test.each([
    ['name', ['honorific', 'degree', 'generation', 'placeholder', 'null', 'blank', 'nickname', 'letter-case']],
    ['email', ['plus-tag', 'dots', 'role', 'placeholder', 'provider', 'disposable', 'display-name', 'letter-case']],
    [
      'phone_number',
      ['extension', 'national', 'international-prefix', 'trunk-zero', 'letters', 'placeholder', 'blank'],
    ],
  ])('are of many meanings for %s', (name, wanted) => expect(meaningsOf(name)).toEqual(expect.arrayContaining(wanted)));

  test('are extensions of phone numbers in more than ten spellings', () => {
    const extensions = awkwardTexts.filter(({ meanings }) => meanings.includes('extension'));
    expect(extensions.length).toBeGreaterThan(10);
  });

  test('stay on this machine where their domain belongs to somebody', () => {
    const elsewhere = awkwardTexts.filter(({ text }) => /@(?![\w.{}-]*example\.com)[\w-]+\.[a-z]+/i.test(text));
    expect(elsewhere.filter(({ loopbackOnly }) => !loopbackOnly).map(({ id }) => id)).toEqual([]);
  });
});
