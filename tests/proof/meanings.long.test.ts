/** Texts that a server may take for something: each meaning is sent in the profile full, by itself. */
import { describe, expect, test } from 'vitest';
import { taggedEmail } from '../support/cases/expectations.ts';
import { attributesOf } from '../support/endpoint/index.ts';
import { firstOfMeanings } from '../support/fixtures.ts';
import { play } from './helpers/servers.ts';

const attributes = attributesOf('text').map(({ name }) => name);
const played = play({ profile: 'full' });

describe('texts that may be taken for something', () => {
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
});
