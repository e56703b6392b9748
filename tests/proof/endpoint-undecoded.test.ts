/** The state of a response whose bytes are not UTF-8: what could not be decoded is left out of it. */
import type { Exchange } from '../support/client/exchange.ts';
import { describe, expect, test } from 'vitest';
import { parseBody } from '../support/client/body.ts';
import { stateIn, undecodedIn } from '../support/endpoint/index.ts';

describe('what a response shows', () => {
  const responseOf = (bytes: Buffer): NonNullable<Exchange['response']> => {
    const { text, utf8, ...parsed } = parseBody(bytes, {});
    return { status: 200, headers: {}, text, utf8, parsed, bytes: bytes.length };
  };
  const contact = (name: string): string => JSON.stringify({ contact: { name, email: 'zoe@example.com' } });

  test.each<[string, Buffer, readonly string[]]>([
    ['in UTF-8', Buffer.from(contact('Zoë')), []],
    ['in UTF-8 with U+FFFD in the name', Buffer.from(contact('Zo\ufffd')), []],
    ['in UTF-8 behind a byte order mark', Buffer.from(`\ufeff${contact('Zoë')}`), []],
    ['in Latin 1', Buffer.from(contact('Zoë'), 'latin1'), ['name']],
    ['in Latin 1 behind a byte order mark', Buffer.from(`ï»¿${contact('Zoë')}`, 'latin1'), ['name']],
    [
      'in Latin 1 that could be UTF-8 in one place',
      Buffer.from(contact('ZoÃ«').replace('{', '{"note":"ë",'), 'latin1'),
      ['name'],
    ],
  ])('%s is read as far as it could be decoded', (_how, bytes, undecoded) => {
    const response = responseOf(bytes);
    expect(undecodedIn(response)).toEqual(undecoded);
    expect(Object.keys(stateIn(response) ?? {})).toEqual(['name', 'email'].filter((name) => !undecoded.includes(name)));
  });
});
