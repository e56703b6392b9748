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
  underscores: (id: string) => id.replaceAll('-', '_'),
  'en-dashes': (id: string) => encodeURIComponent(id.replaceAll('-', '\u2013')),
  'full-width': (id: string) => encodeURIComponent(fullWidth(id)),
  'encoded-twice': (id: string) => id.replaceAll('-', '%252D'),
  'digit-encoded-twice': (id: string) => `%25${percent(id.slice(0, 1)).slice(1)}${id.slice(1)}`,
  'upper-case': (id: string) => id.toUpperCase(),
  'no-hyphens': digitsOf,
  'percent-encoded': (id: string) => [...id].map(percent).join(''),
  'hyphens-elsewhere': (id: string) => (digitsOf(id).match(/.{1,4}/g) ?? []).join('-'),
  hexadecimal: (id: string) => `0x${digitsOf(id)}`,
  decimal: (id: string) => BigInt(`0x${digitsOf(id)}`).toString(),
  base64: (id: string) => Buffer.from(digitsOf(id), 'hex').toString('base64url'),
} satisfies Readonly<Record<string, (id: string) => string>>;

export type IdentifierTransform = keyof typeof identifierTransforms;
