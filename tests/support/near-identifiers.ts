/** What `fixtures/identifiers.json` makes of the configured identifier: near misses, and the same identifier in other notations. Pure. */

/** The same kind of digit, and another one: far enough from it that a neighbour in a sequence does not have it. */
const otherDigit = (text: string): string =>
  text.replace(/[0-9a-f]/gi, (digit) => {
    const other = (Number.parseInt(digit, 16) ^ 8).toString(16);
    return /[A-F]/.test(text) ? other.toUpperCase() : other;
  });

/** The identifier with some of its segments, counted from one, put through a change. */
const segments =
  (change: (segment: string) => string, ...which: readonly number[]) =>
  (id: string): string =>
    id
      .split('-')
      .map((segment, index) => (which.includes(index + 1) ? change(segment) : segment))
      .join('-');

const cut = (segment: string): string => segment.slice(0, -1);
const extended = (segment: string): string => `${segment}0`;
const part =
  (from: number, to?: number) =>
  (id: string): string =>
    id.split('-').slice(from, to).join('-');
const digitsOf = (id: string): string => id.replaceAll('-', '');
const behind =
  (text: string) =>
  (id: string): string =>
    encodeURIComponent(id + text);
const percent = (character: string): string =>
  `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
const fullWidth = (text: string): string =>
  text.replace(/[0-9a-z]/gi, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));

/** GUIDs of Windows hold their first three segments with the last byte first. */
const bytesReversed = (segment: string): string => (segment.match(/../g) ?? []).reverse().join('');

/** By name: what goes over the wire in the place of the identifier. */
export const identifierTransforms = {
  'segment-1-changed': segments(otherDigit, 1),
  'segment-2-changed': segments(otherDigit, 2),
  'segment-3-changed': segments(otherDigit, 3),
  'segment-4-changed': segments(otherDigit, 4),
  'segment-5-changed': segments(otherDigit, 5),
  'segments-2-to-5-changed': segments(otherDigit, 2, 3, 4, 5),
  'segments-1-to-4-changed': segments(otherDigit, 1, 2, 3, 4),
  'first-digit-changed': (id: string) => otherDigit(id.slice(0, 1)) + id.slice(1),
  'last-digit-changed': (id: string) => id.slice(0, -1) + otherDigit(id.slice(-1)),
  'bytes-swapped': segments(bytesReversed, 1, 2, 3),
  'segment-1-cut': segments(cut, 1),
  'segment-2-cut': segments(cut, 2),
  'segment-3-cut': segments(cut, 3),
  'segment-4-cut': segments(cut, 4),
  'segment-5-cut': segments(cut, 5),
  'segment-1-extended': segments(extended, 1),
  'segment-2-extended': segments(extended, 2),
  'segment-3-extended': segments(extended, 3),
  'segment-4-extended': segments(extended, 4),
  'segment-5-extended': segments(extended, 5),
  'first-segment': part(0, 1),
  'last-segment': part(-1),
  'last-segment-missing': part(0, -1),
  'first-segment-missing': part(1),
  'first-half': (id: string) => id.slice(0, Math.ceil(id.length / 2)),
  'letter-behind': behind('x'),
  'letter-before': (id: string) => `x${id}`,
  'segment-behind': behind('-0000'),
  'word-behind': behind('-copy'),
  'percent-behind': behind('%'),
  'asterisk-behind': behind('*'),
  'comma-behind': behind(',3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4'),
  'quote-behind': behind("'"),
  'parameter-behind': (id: string) => `${id};probe=1`,
  'dot-behind': behind('.'),
  'tilde-behind': behind('~'),
  'space-and-word-behind': behind(' x'),
  'second-line-behind': behind('\nx'),
  'line-before': (id: string) => `x%0A${id}`,
  'nul-behind': behind('\0x'),
  'slash-and-word-behind': behind('/contract_suite_probe'),
  'second-segment-behind': (id: string) => `${id}/contract_suite_probe`,
  twice: (id: string) => id + id,
  underscores: (id: string) => id.replaceAll('-', '_'),
  'en-dashes': (id: string) => encodeURIComponent(id.replaceAll('-', '\u2013')),
  'full-width': (id: string) => encodeURIComponent(fullWidth(id)),
  quoted: (id: string) => encodeURIComponent(`"${id}"`),
  brackets: (id: string) => encodeURIComponent(`[${id}]`),
  'encoded-twice': (id: string) => id.replaceAll('-', '%252D'),
  'digit-encoded-twice': (id: string) => `%25${percent(id.slice(0, 1)).slice(1)}${id.slice(1)}`,
  'upper-case': (id: string) => id.toUpperCase(),
  braces: (id: string) => encodeURIComponent(`{${id}}`),
  'no-hyphens': digitsOf,
  urn: (id: string) => `urn:uuid:${id}`,
  'json-suffix': (id: string) => `${id}.json`,
  'trailing-slash': (id: string) => `${id}/`,
  'leading-space': (id: string) => `%20${id}`,
  'trailing-space': (id: string) => `${id}%20`,
  'percent-encoded': (id: string) => [...id].map(percent).join(''),
  'json-suffix-encoded': (id: string) => `${id}%2Ejson`,
  parentheses: (id: string) => `(${id})`,
  'hyphens-elsewhere': (id: string) => (digitsOf(id).match(/.{1,4}/g) ?? []).join('-'),
  hexadecimal: (id: string) => `0x${digitsOf(id)}`,
  decimal: (id: string) => BigInt(`0x${digitsOf(id)}`).toString(),
  base64: (id: string) => Buffer.from(digitsOf(id), 'hex').toString('base64url'),
  'xml-suffix': (id: string) => `${id}.xml`,
  'tab-behind': behind('\t'),
  'newline-behind': behind('\n'),
  'slash-twice-behind': (id: string) => `${id}//`,
  'encoded-slash-behind': behind('/'),
} satisfies Readonly<Record<string, (id: string) => string>>;

export type IdentifierTransform = keyof typeof identifierTransforms;
