/** The one door to the configuration. */
export { describeSettings, problemText, type SettingRow } from './describe.ts';
export {
  githubStep,
  isCi,
  readEnvironment,
  reportDirFromEnvironment,
  wantsColour,
  withoutOurVariables,
  type Environment,
} from './environment.ts';
export { isLoopback } from './hosts.ts';
export { contractCommand, contractOptions, parseArguments, type Flags, type ParsedArguments } from './options.ts';
export { includes, minutesOf, profileNames, requestsOf, type Profile } from './profiles.ts';
export { loadSettings, type LoadedSettings, type Problem, type SettingsInput } from './settings.ts';
export { variables, type Variable, type VariableName } from './variables.ts';
