import { describe, expect, test } from 'vitest';
import { clauseOf } from '../support/catalogue.ts';
import {
  awkwardBodies,
  awkwardTexts,
  badCredentials,
  badIdentifiers,
  contentTypes,
  unknownAttributes,
} from '../support/fixtures.ts';
import { bytesOfBody } from '../support/text/bytes.ts';
import { bodyOfRow, differsFromKey, keyOfRow, segmentOf } from '../support/transforms.ts';

const contactId = '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518';
const apiKey = 'Zq3-contract-suite-key-9Kp';

const tables = [
  { name: 'awkward texts', rows: awkwardTexts },
  { name: 'identifiers', rows: badIdentifiers },
  { name: 'credentials', rows: badCredentials },
  { name: 'bodies', rows: awkwardBodies },
  { name: 'content types', rows: contentTypes },
  { name: 'unknown attributes', rows: unknownAttributes },
] as const;

test.each(tables)('the table of $name has no id twice', ({ rows }) => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

describe('awkward texts', () => {
  test('are different from one another for each attribute', () => {
    const sent = awkwardTexts.flatMap(({ attributes, text }) => attributes.map((attribute) => `${attribute} ${text}`));
    expect(new Set(sent).size).toBe(sent.length);
  });

  // `u` reads surrogate pairs as one character, so a lone half is seen by \p{Surrogate} alone.
  test.each([
    ['emoji with joiners', /\p{Emoji}\u200d\p{Emoji}/u],
    ['letters with marks, composed', /[\u00c0-\u017f]/],
    ['letters with marks, decomposed', /[a-z]\u0308/i],
    ['right-to-left script', /\p{Script=Hebrew}|\p{Script=Arabic}/u],
    ['marks of direction', /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/],
    ['surrogate pairs', /[\ud800-\udbff][\udc00-\udfff]/],
    ['ideographs outside of the basic plane', /[\u{20000}-\u{2ffff}]/u],
    ['zero-width spaces', /\u200b/],
    ['no-break spaces', /\u00a0/],
    ['single quotes', /'/],
    ['double quotes', /"/],
    ['HTML', /<script>/],
    ['SQL', /' OR '1'='1/],
    ['line feeds', /[^\r]\n/],
    ['carriage returns', /\r\n/],
    ['tabs', /\t/],
    ['exactly 1 character', /^.$/],
    ['exactly 255 characters', /^.{255}$/],
    ['exactly 256 characters', /^.{256}$/],
    ['exactly 5,000 characters', /^.{5000}$/],
    ['numbers as text', /^\d+$/],
    ['zeros in front', /^0\d/],
    ['dates as text', /^\d{4}-\d\d-\d\d$/],
    ['the word null', /^null$/],
    ['white space only', /^\s+$/],
    ['white space in front', /^ \S/],
    ['white space behind', /\S $/],
    ['backslashes', /\\/],
    ['template expressions', /\{\{7\*7\}\}/],
    ['formulas', /^=1\+1$/],
    ['lone surrogates', /\p{Surrogate}/u],
  ])('include %s', (_what, pattern) => expect(awkwardTexts.some(({ text }) => pattern.test(text))).toBe(true));

  test('include U+0000', () => expect(awkwardTexts.some(({ text }) => text.includes('\0'))).toBe(true));

  test('that no database is sure to store are not expected to be stored', () => {
    const unsure = awkwardTexts.filter(({ text }) => text.includes('\0') || /\p{Surrogate}/u.test(text));
    expect(new Set(unsure.map((text) => text.class))).toEqual(new Set(['may']));
  });

  test('for emails reach nobody: every domain ends in example.com', () => {
    const domains = awkwardTexts
      .filter(({ attributes, loopbackOnly }) => attributes.includes('email') && !loopbackOnly)
      .flatMap(({ text }) =>
        [...text.replaceAll('{{mark}}', 'x').matchAll(/@([\p{L}\d][\p{L}\d.-]*\.[a-z]+)/giu)].map(
          ([, domain]) => domain ?? '',
        ),
      );
    expect(domains.length).toBeGreaterThan(20);
    expect(domains.filter((domain) => !/(?:^|\.)example\.com$/i.test(domain))).toEqual([]);
  });

  // 555-01xx of North America (NANPA), 020 7946 0xxx (Ofcom) and 0491 570 156 (ACMA) are kept for fiction.
  test('for phone numbers call nobody: numbers are kept for fiction', () => {
    const numbers = awkwardTexts
      .filter(({ id }) => id.startsWith('phone-'))
      .map(({ text }) => text.normalize('NFKC').replaceAll(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660)))
      .map((text) => text.replaceAll(/\D/g, ''))
      .filter((digits) => digits.length >= 7 && digits.length <= 15);
    expect(numbers.length).toBeGreaterThan(15);
    expect(numbers.filter((digits) => !/20255501|2079460958|61491570156|^0+$/.test(digits))).toEqual([]);
  });
});

describe('identifiers', () => {
  test.each(badIdentifiers)('$id goes over the wire as one valid path', (row) => {
    expect(segmentOf(row, contactId)).toMatch(/^[\w\-.~!$&'()*+,;=:@%/]*$/);
  });

  test.each(badIdentifiers)('$id is not the contact as it is spelt', (row) => {
    expect(segmentOf(row, contactId)).not.toBe(contactId);
  });

  test('stay within the folder of the contacts', () => {
    const outside = badIdentifiers.filter((row) => segmentOf(row, contactId).split('/').includes('..'));
    expect(outside).toEqual([]);
  });

  test.each([
    ['upper-case', '7D2C9A40-51E3-4F7B-B8A6-0C94D3E2F518'],
    ['braces', '%7B7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518%7D'],
    ['no-hyphens', '7d2c9a4051e34f7bb8a60c94d3e2f518'],
    ['urn', 'urn:uuid:7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518'],
    ['json-suffix', '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518.json'],
    ['trailing-slash', '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518/'],
    ['leading-space', '%207d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518'],
    ['trailing-space', '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518%20'],
    ['segment-5-changed', '7d2c9a40-51e3-4f7b-b8a6-841c5b6a7d90'],
    ['first-segment-alone-right', '7d2c9a40-d96b-c7f3-302e-841c5b6a7d90'],
    ['segment-2-cut', '7d2c9a40-51e-4f7b-b8a6-0c94d3e2f518'],
    ['segment-3-extended', '7d2c9a40-51e3-4f7b0-b8a6-0c94d3e2f518'],
    ['letter-behind', '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518x'],
    ['digit-encoded-twice', '%2537d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518'],
    ['decimal', '166385089121914467104582593377114191128'],
    ['base64', 'fSyaQFHjT3u4pgyU0-L1GA'],
    ['4000-characters', 'a'.repeat(4000)],
    ['sql-or', "'%20OR%201%3D1--"],
    ['traversal', '..%2F..%2Fcontacts'],
    ['empty', ''],
  ])('%s becomes its segment', (id, segment) => {
    const rows = badIdentifiers.filter((row) => row.id === id);
    expect(rows.map((row) => segmentOf(row, contactId))).toEqual([segment]);
  });

  test('cost smoke two requests at most', () =>
    expect(badIdentifiers.filter(({ profile }) => profile === 'smoke').map(({ kind }) => kind)).toEqual([
      'unknown',
      'malformed',
    ]));
});

describe('credentials', () => {
  test.each([
    ['missing', null],
    ['empty', ''],
    ['same-length', 'x'.repeat(26)],
    ['extended', 'Zq3-contract-suite-key-9Kpx'],
    ['last-character-wrong', 'Zq3-contract-suite-key-9K0'],
    ['first-character-wrong', '0q3-contract-suite-key-9Kp'],
    ['first-character-cut', 'q3-contract-suite-key-9Kp'],
    ['twice', 'Zq3-contract-suite-key-9KpZq3-contract-suite-key-9Kp'],
    ['last-character-cut', 'Zq3-contract-suite-key-9K'],
    ['first-half', 'Zq3-contract-'],
    ['url-api-key', apiKey],
    ['other-letter-case', 'zQ3-CONTRACT-SUITE-KEY-9kP'],
    ['padded', ' Zq3-contract-suite-key-9Kp '],
    ['bearer', apiKey],
  ])('%s becomes its key', (id, key) => {
    expect(badCredentials.filter((row) => row.id === id).map((row) => keyOfRow(row, apiKey))).toEqual([key]);
  });

  test.each(badCredentials.filter(({ place }) => place === 'header'))('$id is not the valid key', (row) => {
    expect(differsFromKey(row, apiKey)).toBe(true);
  });

  test('a key without letters has no other letter case', () => {
    const unchanged = badCredentials.filter((row) => !differsFromKey(row, '12345678'));
    expect(unchanged.map(({ id }) => id)).toEqual(['other-letter-case']);
  });

  test('put the valid key into one URL and one bearer header', () => {
    const places = badCredentials.filter(({ transform }) => transform === 'whole').map(({ place }) => place);
    expect(places).toEqual(['url', 'bearer']);
  });

  test.each(badCredentials)('$id names statuses unless it is only recorded', ({ clause, statuses }) => {
    expect(statuses.length === 0).toBe(clauseOf(clause).level === 'MAY');
  });

  test('hold only what an HTTP header may hold', () => {
    const texts = badCredentials.map((row) => keyOfRow(row, apiKey) ?? '');
    expect(texts.filter((text) => !/^[\t\x20-\x7e]*$/.test(text))).toEqual([]);
  });
});

describe('bodies', () => {
  const malformed = awkwardBodies.filter(({ clause }) => clause === 'malformed-json-refused');
  const wellFormed = awkwardBodies.filter(
    ({ clause, body, extension }) => clause !== 'malformed-json-refused' && !extension && body !== null,
  );
  /** As RFC 8259 has it: UTF-8, and nothing but its grammar. */
  const parse = (row: (typeof awkwardBodies)[number]): unknown => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return JSON.parse(decoder.decode(bytesOfBody(bodyOfRow(row, 'probe-1') ?? ''))) as unknown;
  };
  const spelt = ({ body, hex }: (typeof awkwardBodies)[number]): string => hex ?? body ?? '';

  test.each(malformed)('$id is not JSON', (row) => expect(() => parse(row)).toThrow(/JSON|encoded data was not valid/));

  test.each(wellFormed)('$id is JSON', (row) => expect(() => parse(row)).not.toThrow());

  test('that are not JSON show by their marker when they are written', () => {
    const unmarked = malformed.filter((row) => !spelt(row).includes('{{marker}}'));
    expect(unmarked.map(({ id }) => id)).toEqual(['bare-word']);
  });

  test('take a marker as it is, also one with a dollar sign', () => {
    const bytes = awkwardBodies.map((row) => bytesOfBody(bodyOfRow(row, "$&$'") ?? ''));
    expect(bytes.filter((each) => each.includes('{{') || each.includes('7b7b', 'hex'))).toEqual([]);
  });
});
