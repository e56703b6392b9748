/** The settings of a command, from where all commands have them. */
import {
  isCi,
  loadSettings,
  readEnvironment,
  variables,
  type Environment,
  type Flags,
  type LoadedSettings,
} from '../config/index.ts';

export { problemText } from '../config/index.ts';

/**
 * Reads environment and `.env` and makes settings of them and of the flags.
 * @returns the settings or what is wrong with them, and the variables for who wants to say where each one is set
 */
export function settingsWith(
  flags: Flags,
  { cwd, now }: { readonly cwd: string; readonly now: Date },
): { readonly loaded: LoadedSettings; readonly variables: Environment } {
  const found = readEnvironment(cwd, flags.envFile);
  return { loaded: loadSettings({ flags, ...found, cwd, now, ci: isCi(found.environment) }), variables: found };
}

/** Which variables are set and where, for a configuration that is not whole. Values may be wrong, so none is shown. */
export function tellSources({ environment, dotenv }: Environment, say: (line: string) => void, file = '.env'): void {
  for (const { name, says } of variables) {
    const [first, second] = [environment[name], dotenv[name]].map((text) => (text ?? '').trim() !== '');
    const where = first === true ? 'environment' : second === true ? file : 'not set';
    say(`  ${name.padEnd(28)} ${where.padEnd(12)} ${says}`);
  }
}
