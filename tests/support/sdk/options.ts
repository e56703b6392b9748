/** What the command line says of a run of the stand-in. */
export interface SdkOptions {
  readonly listen?: boolean;
  readonly host?: string;
  readonly port?: number;
  readonly strict?: boolean;
  readonly refuse?: boolean;
  readonly scenario?: string;
  readonly listScenarios?: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly ignoreExit?: boolean;
  readonly reportDir?: string;
  readonly cwd?: string;
  readonly verbose?: boolean;
}
