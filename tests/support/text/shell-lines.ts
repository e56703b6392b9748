/** A command in lines that can be pasted into a shell as they stand. */
import { widthOf } from './lines.ts';

export interface PastedLine {
  readonly text: string;
  /** True for a line that goes on within a word: it has to begin in the first column. */
  readonly flush: boolean;
}

/** The words of a command, quotes kept: a blank within quotes ends none. */
function wordsOf(command: string): readonly string[] {
  const words: string[] = [];
  let [word, quote] = ['', ''];
  for (let at = 0; at < command.length; at += 1) {
    const character = command[at] ?? '';
    if (quote === '' && character === ' ') {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (character === '\\' && quote !== "'") {
      word += character + (command[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (quote === '' && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = '';
    word += character;
  }
  return word === '' ? words : [...words, word];
}

/** An option stands on one line with what it takes. */
function unitsOf(words: readonly string[]): readonly string[] {
  const units: string[] = [];
  for (const word of words) {
    const last = units.at(-1);
    const takes = last !== undefined && /^--(?:request|header|data-binary|data-raw)$/.test(last);
    if (takes) units[units.length - 1] = `${last} ${word}`;
    else units.push(word);
  }
  return units;
}

/** Where a single-quoted word may be closed and opened again: not next to a quote or a backslash, nor within a surrogate pair. */
function breakBefore(text: string, limit: number): number {
  for (let at = Math.min(limit, text.length - 1); at > 1; at -= 1) {
    const [before = '', after = ''] = [text[at - 1], text[at]];
    if (![before, after].some((each) => each === "'" || each === '\\') && !/[\ud800-\udbff]/.test(before)) return at;
  }
  return -1;
}

/** One word that is longer than a line, closed and opened again; whole where it is not in single quotes. */
function broken(unit: string, columns: number): readonly string[] {
  const parts: string[] = [];
  let rest = unit;
  while (widthOf(rest) > columns && /'/.test(rest)) {
    const opened = rest.indexOf("'");
    const at = breakBefore(rest, columns - 3);
    if (at <= opened + 1 || !rest.endsWith("'")) break;
    parts.push(`${rest.slice(0, at)}'`);
    rest = `'${rest.slice(at)}`;
  }
  return [...parts, rest];
}

/**
 * The command in lines of at most `columns`, each but the last ended by a backslash. A quoted word that is longer is closed and
 * opened again on a line that begins in the first column; a longer word without quotes stays whole.
 */
export function pasteable(command: string, columns: number): readonly PastedLine[] {
  const room = columns - 2;
  const lines: PastedLine[] = [];
  let line = '';
  const push = (text: string, flush: boolean): void => void lines.push({ text, flush });
  for (const unit of unitsOf(wordsOf(command))) {
    const longer = line === '' ? unit : `${line} ${unit}`;
    if (widthOf(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== '') push(`${line} \\`, false);
    const parts = broken(unit, room);
    parts.slice(0, -1).forEach((part, at) => push(`${part}\\`, at > 0));
    line = parts.at(-1) ?? '';
    if (parts.length > 1) {
      // What follows the last part stands on lines of its own: the part has to begin in the first column.
      push(`${line} \\`, true);
      line = '';
    }
  }
  if (line !== '') push(line, false);
  const last = lines.at(-1);
  return last === undefined ? [] : [...lines.slice(0, -1), { ...last, text: last.text.replace(/ \\$/, '') }];
}
