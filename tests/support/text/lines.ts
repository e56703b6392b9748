/** Widths, cuts and wraps of text that has been made safe to print, and JSON on one line. */
import { isArray, isObject, type Json } from './json.ts';
import { sanitise } from './sanitise.ts';

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

const cells = (character: string): number =>
  /^[\p{M}\u200c\u200d]$/u.test(character) ? 0 : wide.test(character) ? 2 : 1;

/** Columns that the text takes in a terminal, near enough: East Asian and emoji count two, combining marks none. */
export const widthOf = (text: string): number =>
  /^[\u0020-\u007e]*$/.test(text)
    ? text.length
    : Array.from(text).reduce((sum, character) => sum + cells(character), 0);

/** At most `columns` wide; what was cut is shown as `…`. Never cuts a surrogate pair in two. */
export function truncate(text: string, columns: number): string {
  if (text.length <= columns && widthOf(text) <= columns) return text;
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += cells(character);
    if (used > columns) return `${cut(kept, columns - 1)}…`;
    kept += character;
  }
  return kept;
}

function cut(text: string, columns: number): string {
  const characters = Array.from(text);
  while (characters.length > 0 && widthOf(characters.join('')) > Math.max(0, columns)) characters.pop();
  return characters.join('');
}

/** Words in lines of at most `columns`; no more than `maxLines`, the last of which ends in `…` when something was cut. */
export function wrap(text: string, columns: number, maxLines = Number.POSITIVE_INFINITY): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
    if (lines.length > maxLines) break;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= maxLines) return lines.map((each) => truncate(each, columns));
  const last = lines[maxLines - 1] ?? '';
  return [...lines.slice(0, maxLines - 1), truncate(`${last} …`, columns)].map((each) => truncate(each, columns));
}

/** `1 case`, `2 cases`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The first `most` items, then how many more there are. */
export const some = (items: readonly string[], most: number): string =>
  items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;

/** A scalar as JSON; a number that JSON cannot write (a target sent 1e999) as JavaScript calls it. */
const scalar = (value: Json): string =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : sanitise(JSON.stringify(value));

/** JSON on one line, at most `columns` wide and seven levels deep; the rest is `…`. Safe for a terminal. */
export function compact(value: Json, columns = 200): string {
  let left = columns * 4;
  const write = (each: Json, depth: number): string => {
    if (left <= 0) return '…';
    if (!isArray(each) && !isObject(each)) {
      const text =
        typeof each === 'string' && each.length > columns * 2 ? scalar(each.slice(0, columns * 2)) : scalar(each);
      left -= text.length;
      return text;
    }
    const items: string[] = [];
    const entries: readonly (readonly [string | null, Json])[] = isArray(each)
      ? each.map((item) => [null, item] as const)
      : Object.entries(each);
    for (const [key, item] of entries) {
      if (left <= 0 || depth >= 7) {
        items.push('…');
        break;
      }
      const name = key === null ? '' : `${scalar(key)}: `;
      left -= name.length + 2;
      items.push(name + write(item, depth + 1));
    }
    return isArray(each) ? `[${items.join(', ')}]` : items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
  };
  return truncate(write(value, 0), columns);
}
