/** Texts that a server may take for something: each meaning is sent in the profile full, by itself. */
import { describe, expect, test } from 'vitest';
import { taggedEmail } from '../support/cases/expectations.ts';
import { attributesOf } from '../support/endpoint/index.ts';
import { awkwardTexts, firstOfMeanings } from '../support/fixtures.ts';
import { play } from './helpers/servers.ts';

const attributes = attributesOf('text').map(({ name }) => name);
const played = play({ profile: 'full' });
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
  ])('are of many meanings for %s', (name, wanted) => {
    expect(meaningsOf(name)).toEqual(expect.arrayContaining(wanted));
  });

  test('are extensions of phone numbers in more than ten spellings', () => {
    const extensions = awkwardTexts.filter(({ meanings }) => meanings.includes('extension'));
    expect(extensions.length).toBeGreaterThan(10);
  });

  test.each(attributes)('have a row of each meaning of %s in the profile full', async (name) => {
    const { sent, settings } = await played;
    const mark = settings.contactId.replace(/[^0-9a-f]/gi, '').slice(0, 8);
    const bodies = sent.map((request) => Buffer.from(request, 'latin1').toString());
    const first = firstOfMeanings(name);
    expect(first.length).toBeGreaterThan(10);
    expect(
      first.filter(({ text }) => {
        const value = name === 'email' ? taggedEmail(text, mark) : text;
        return !bodies.some((body) => body.includes(`"${name}":${JSON.stringify(value)}`));
      }),
    ).toEqual([]);
  });

  test('stay on this machine where their domain belongs to somebody', () => {
    const elsewhere = awkwardTexts.filter(({ text }) => /@(?![\w.{}-]*example\.com)[\w-]+\.[a-z]+/i.test(text));
    expect(elsewhere.filter(({ loopbackOnly }) => !loopbackOnly).map(({ id }) => id)).toEqual([]);
  });
});
