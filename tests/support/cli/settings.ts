/** The settings of a command, from where all commands have them. */
import {
  isCi,
  loadSettings,
  readEnvironment,
  type Environment,
  type Flags,
  type LoadedSettings,
} from '../config/index.ts';

/**
 * Reads environment and `.env` and makes settings of them and of the flags.
 * @returns the settings or what is wrong with them, and the variables for who wants to say where each one is set
 */
export function settingsWith(
  flags: Flags,
  { cwd, now }: { readonly cwd: string; readonly now: Date },
): { readonly loaded: LoadedSettings; readonly variables: Environment } {
  const variables = readEnvironment(cwd);
  return { loaded: loadSettings({ flags, ...variables, cwd, now, ci: isCi(variables.environment) }), variables };
}
