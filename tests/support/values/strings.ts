/** Texts from a schema alone: by format, by pattern, by length. */
import { messageOf } from '../errors.ts';
import fc from 'fast-check';
import { memo } from '../memo.ts';
import { UnsupportedKeywordError } from './errors.ts';
import { numberAt, textAt, type Node } from './tree.ts';
import { mailDomain } from './people.ts';
import { drawOf, hashOf, wordOf } from './seed.ts';

const two = (value: number): string => String(value).padStart(2, '0');

function uuid(seed: number, label: string): string {
  const draw = drawOf(seed, label);
  const hex = (count: number): string => Array.from({ length: count }, () => draw.int(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${draw.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}

function date(seed: number, label: string): string {
  const draw = drawOf(seed, label);
  return `${draw.int(1970, 2037)}-${two(draw.int(1, 12))}-${two(draw.int(1, 28))}`;
}

function time(seed: number, label: string): string {
  const draw = drawOf(seed, `${label}/time`);
  return `${two(draw.int(0, 23))}:${two(draw.int(0, 59))}:${two(draw.int(0, 59))}`;
}

const byFormat: Readonly<Record<string, (seed: number, label: string, tag: string) => string>> = {
  // eslint-disable-next-line knowledge/elsewhere -- a format of JSON Schema
  email: (seed, label, tag) => `${wordOf(seed, label)}.${tag}@${mailDomain}`,
  uuid,
  date,
  'date-time': (seed, label) => `${date(seed, label)}T${time(seed, label)}Z`,
  uri: (seed, label) => `https://www.example.com/${wordOf(seed, label)}`,
};

const matchesOf = memo((_node: Node) => new Map<string, readonly string[]>());

type Arbitrary = ReturnType<typeof fc.stringMatching>;
const arbitrariesOf = memo((_node: Node) => new Map<string, Arbitrary>());

/** What makes texts of a pattern. To build it takes longer than to make them. */
function arbitraryOf(node: Node, pattern: string): Arbitrary {
  const built = arbitrariesOf(node);
  const maximum = numberAt(node, 'maxLength');
  const arbitrary =
    built.get(pattern) ??
    fc.stringMatching(new RegExp(pattern, 'u'), maximum === undefined ? {} : { maxLength: maximum * 2 });
  built.set(pattern, arbitrary);
  return arbitrary;
}

/** `count` texts that match the pattern. Throws {@link UnsupportedKeywordError} for a pattern that nothing can be made from. */
export function matching(node: Node, pattern: string, seed: number, label: string, count: number): readonly string[] {
  const made = matchesOf(node);
  const known = made.get(`${count}/${seed}/${label}`);
  if (known !== undefined) return known;
  try {
    const texts = fc.sample(arbitraryOf(node, pattern), {
      seed: hashOf(`${seed}/${label}`) % 2147483647,
      numRuns: count,
    });
    // Only what every run of a generator asks for again is kept: the labels of a stream are without number.
    if (made.size < 50) made.set(`${count}/${seed}/${label}`, texts);
    return texts;
  } catch (cause) {
    const reason = messageOf(cause);
    throw new UnsupportedKeywordError(
      `pattern ${JSON.stringify(pattern)}`,
      node.pointer,
      `Write it without what the generator does not know (${reason}).`,
    );
  }
}

/** Length in characters, as JSON Schema counts it (RFC 8259 characters, not UTF-16 units). */
export const lengthOf = (text: string): number => [...text].length;

const filler = 'contract suite example text ';

/** A text of exactly `length` letters and single inner spaces that differs from label to label where there is room. */
export function textOfLength(length: number, seed: number, label: string): string {
  const text = `${wordOf(seed, label)} ${filler.repeat(Math.ceil(length / filler.length))}`.slice(0, length);
  return text.endsWith(' ') ? `${text.slice(0, -1)}x` : text;
}

/** Places of a text at which it is made longer or shorter. */
const mostPlaces = 40;

/** Texts of that many characters, made from another by repeating one character or by leaving some out: whether they suit is for the judge. */
export function stretched(text: string, length: number): readonly string[] {
  const characters = [...text];
  const more = length - characters.length;
  if (more === 0) return [text];
  const places = Array.from({ length: more > 0 ? characters.length : length + 1 }, (_, index) => index);
  const tried = [...places.slice(0, mostPlaces / 2), ...places.slice(mostPlaces / 2).slice(-mostPlaces / 2)];
  return tried.map((place) =>
    (more > 0
      ? characters.toSpliced(place, 0, (characters[place] ?? '').repeat(more))
      : characters.toSpliced(place, -more)
    ).join(''),
  );
}

/** Texts of a pattern that are made longer or shorter. */
const mostStretched = 6;

/** Texts of a pattern, within the bounds of the length as far as that can be had: few patterns say how long a text is. */
function textsOfPattern(node: Node, pattern: string, seed: number, label: string): readonly string[] {
  const [least, most] = [numberAt(node, 'minLength') ?? 0, numberAt(node, 'maxLength') ?? Number.POSITIVE_INFINITY];
  const texts = matching(node, pattern, seed, label, 20);
  const isWithin = (text: string): boolean => lengthOf(text) >= least && lengthOf(text) <= most;
  if (texts.some(isWithin)) return texts;
  return texts
    .slice(0, mostStretched)
    .flatMap((text) => stretched(text, Math.min(Math.max(lengthOf(text), least), most)));
}

/** Candidates for a plain text of this node, best first; the judge decides which of them the schema allows. */
export function textsFor(node: Node, seed: number, label: string, tag: string): readonly string[] {
  const pattern = textAt(node, 'pattern');
  const format = byFormat[textAt(node, 'format') ?? ''];
  const minimum = numberAt(node, 'minLength') ?? 0;
  const maximum = numberAt(node, 'maxLength') ?? Number.POSITIVE_INFINITY;
  if (pattern !== undefined)
    return [...(format === undefined ? [] : [format(seed, label, tag)]), ...textsOfPattern(node, pattern, seed, label)];
  if (format !== undefined)
    return Array.from({ length: 4 }, (_, index) => format(seed, index === 0 ? label : `${label}/${index}`, tag));
  const length = Math.min(Math.max(minimum, 24), maximum);
  return [textOfLength(length, seed, label)];
}
