/** Text of a target inside Markdown: it may be read, and does nothing else. */
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

/**
 * Prose. Markup of Markdown and HTML is shown as it stands; mentions, references and addresses do not become links (a
 * zero-width space stands after the character that would start one).
 */
export const prose = (text: string): string =>
  sanitise(text)
    .replace(/[\\`*_{}[\]()#+!|~>]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/\\>/g, '&gt;')
    .replace(/^(\s*)([-=]|\d+\.)/, '$1\\$2')
    .replace(/@/g, '@&#8203;')
    .replace(/\\#(?=\d)/g, '\\#&#8203;')
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/\bwww\./gi, '$&&#8203;');

/** A code span. The fence is longer than any run of back-ticks in the text. */
export function code(text: string): string {
  const line = sanitise(text);
  if (line.trim() === '') return line === '' ? '(empty)' : '(white space)';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') || (line.startsWith(' ') && line.endsWith(' ')) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A fenced block. The fence is longer than any run of back-ticks in the text. */
export function fence(text: string, language = ''): string {
  const block = sanitiseBlock(text);
  const mark = '`'.repeat(Math.max(3, longestRun(block) + 1));
  return `${mark}${language}\n${block}\n${mark}`;
}

/** Text inside an HTML element, such as a summary. */
const html = (text: string): string =>
  sanitise(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[`*_[\]~\\|]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@/g, '@&#8203;');

/** A table. The cells are Markdown already; a bar in one (code spans included) does not end it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`)
    .join('\n');

/** A text as an element of code, for a summary. */
export const codeElement = (text: string): string => `<code>${html(text)}</code>`;

/** A part that opens when it is clicked, or that is open. The summary is HTML already, the body Markdown. */
export const details = (summary: string, body: string, open = false): string =>
  `<details${open ? ' open' : ''}><summary>${summary}</summary>\n\n${body}\n\n</details>`;
