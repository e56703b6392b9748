/** The one door to the configuration. */
export { describeSettings, problemText } from './describe.ts';
export {
  githubStep,
  isCi,
  readEnvironment,
  reportDirFromEnvironment,
  wantsColour,
  withoutOurVariables,
  type Environment,
} from './environment.ts';
export { contractCommand, contractOptions, parseArguments, type Flags } from './options.ts';
export { loadSettings, type LoadedSettings, type SettingsInput } from './settings.ts';
export { variables } from './variables.ts';
