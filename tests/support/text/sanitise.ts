/**
 * Text of a target is hostile until it is made visible: a terminal obeys escape sequences, a bidirectional mark turns a
 * line around, and a zero-width character makes two different values look the same.
 */
import { neutral } from './commands.ts';

// C0, DEL and C1 controls; soft hyphen, Arabic letter mark, zero-width space, direction marks, line and paragraph
// separators, embeddings, overrides and isolates, word joiner, byte order mark, interlinear marks, non-characters,
// tag characters. U+200D stays: emoji are joined by it.
const unsafe =
  // eslint-disable-next-line no-control-regex -- finding control characters is what this is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}|[\u{e0000}-\u{e007f}]/gu;

const visible = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/**
 * One line of text in which every control, direction mark, invisible character and lone surrogate reads `\u001b`, and in which no CI
 * service finds a command.
 */
export const sanitise = (text: string): string => neutral(text.replace(unsafe, visible));

/** Like `sanitise`, for a block: line feeds stay, a carriage return before one goes, tabs become two spaces. */
export const sanitiseBlock = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line) => sanitise(line.replace(/\t/g, '  ')))
    .join('\n');

/** True when `sanitise` would change the text. */
export const isUnsafe = (text: string): boolean => text.search(unsafe) !== -1 || neutral(text) !== text;
