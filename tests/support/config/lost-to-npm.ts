/** Options that npm took for its own, as the `--` before them was forgotten. */
import type { Command } from 'commander';

/** The variable in which npm hands on what it took. */
const variableOf = (long: string): string => `npm_config_${long.replace(/^--(?:no-)?/, '').replaceAll('-', '_')}`;

/**
 * What to type, when npm kept an option of a command: a run without it would judge something else, and say so nowhere.
 * @param argv what reached the command
 * @param environment as npm leaves it
 * @returns null when nothing was lost, and where the command was not started by its script
 */
export function lostToNpm(
  command: Pick<Command, 'name' | 'options'>,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const script = command.name();
  if (environment['npm_lifecycle_event'] !== script) return null;
  const rest = [...argv];
  const words = command.options.flatMap(({ long, required, negate }): readonly string[] => {
    const taken = long == null ? undefined : environment[variableOf(long)];
    if (long == null || taken === undefined || argv.some((word) => word === long || word.startsWith(`${long}=`)))
      return [];
    // What is switched off arrives empty.
    if (negate) return taken === '' || taken === 'false' ? [long] : [];
    if (!required) return taken === 'true' ? [long] : [];
    const value = taken === 'true' ? rest.shift() : taken;
    return [long, ...(value === undefined || value === '' ? ['…'] : [value])];
  });
  if (words.length === 0) return null;
  const [first = ''] = words;
  return `npm kept ${first} for itself: what is for the command follows a --. Type: npm run ${script} -- ${[...words, ...rest].join(' ')}`;
}
