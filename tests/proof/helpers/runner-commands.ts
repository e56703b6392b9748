/**
 * The commands that a CI runner finds in the output of a step, by the rules of actions/runner: lines end at a line feed, a carriage return or
 * both (StreamReader.ReadLine); a line is a command of the second kind when it begins, after white space, with "::" and has another "::"
 * (ActionCommand.TryParseV2), and one of the first kind when it has "##[" and a "]" behind that (ActionCommand.TryParse). Stricter than the
 * runner: any name counts, more characters end a line, and those without a glyph count for nothing, as where texts are compared by the
 * rules of a language.
 */
export interface RunnerCommand {
  readonly name: string;
  readonly line: string;
}

const noGlyph = /\p{Default_Ignorable_Code_Point}/gu;

function commandIn(raw: string): RunnerCommand | null {
  const line = raw.replace(noGlyph, '');
  const start = line.trimStart();
  if (start.startsWith('::')) {
    const end = start.indexOf('::', 2);
    if (end >= 0) return { name: start.slice(2, end).split(' ')[0] ?? '', line: raw };
  }
  const found = /##\w*\[/.exec(line);
  if (found === null) return null;
  const from = found.index + found[0].length;
  const end = line.indexOf(']', from);
  return end < 0 ? null : { name: line.slice(from, end).split(' ')[0] ?? '', line: raw };
}

/** What is found in an output, in order. */
export const runnerCommands = (output: string): readonly RunnerCommand[] =>
  output.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).flatMap((line) => commandIn(line) ?? []);
