/**
 * Commands that CI services find in the output of a job. The runner of GitHub Actions obeys a line that begins, after blanks, with
 * `::name::`, and `##[name]` anywhere in a line (actions/runner, src/Runner.Common/ActionCommand.cs: TryParseV2 and TryParse); others obey
 * `##vso[` and `##teamcity[`. Text of a target must do neither.
 */

// Characters without a glyph count for nothing where texts are compared by the rules of a language.
const nothing = '\\p{Default_Ignorable_Code_Point}';

const anywhere = new RegExp(`#(?=${nothing}*#(?:${nothing}|\\w)*\\[)`, 'gu');
const beginning = `(?=${nothing}*:)`;
const ofWord = new RegExp(`((?:^|[\\s\u0085]|${nothing})):${beginning}`, 'gu');
const ofLine = new RegExp(`((?:^|[\\n\\r\\v\\f\\u0085\\u2028\\u2029])(?:\\s|${nothing})*):${beginning}`, 'gu');

const withoutHashes = (text: string): string => (text.includes('#') ? text.replace(anywhere, '\\u0023') : text);

/**
 * Text that nothing obeys wherever a line may be broken: the first sign of each command is written as `\u003a` or `\u0023`. Within a
 * text of JSON that is the same sign.
 */
export const neutral = (text: string): string =>
  withoutHashes(text.includes(':') ? text.replace(ofWord, '$1\\u003a') : text);

/** The same for lines that are written as they are: only a command at the beginning of one counts. */
export const neutralLines = (text: string): string =>
  withoutHashes(text.includes('::') || /:[^\0-\x7f]/.test(text) ? text.replace(ofLine, '$1\\u003a') : text);
