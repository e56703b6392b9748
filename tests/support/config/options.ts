/** The options of the commands that run cases, defined once. */
import { Command, CommanderError, Option } from 'commander';
import { lostToNpm } from './lost-to-npm.ts';

/** What the command line said, as text: it is judged together with the environment, so that all problems are listed at once. */
export interface Flags {
  readonly target?: string | undefined;
  readonly profile?: string | undefined;
  readonly seed?: string | undefined;
  readonly case?: readonly string[] | undefined;
  readonly clause?: readonly string[] | undefined;
  readonly group?: readonly string[] | undefined;
  /** False: requests do not name their case. */
  readonly caseHeader?: boolean | undefined;
  /** A file that is read in the place of `.env`. */
  readonly envFile?: string | undefined;
  /** Says what would be played, and sends nothing. */
  readonly list?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly requireAll?: boolean | undefined;
  readonly baseline?: string | undefined;
  readonly reportDir?: string | undefined;
  readonly requests?: string | undefined;
  readonly confirm?: string | undefined;
  readonly maxMinutes?: string | undefined;
  readonly history?: string | undefined;
  /** Writes every exchange to `exchanges.har`. */
  readonly har?: boolean | undefined;
  /** Everything in full on the console. */
  readonly verbose?: boolean | undefined;
  /** False: neither the environment nor `.env` is read. */
  readonly env?: boolean | undefined;
}

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

/** The options of each command beside those that every one has; the others are taken and do nothing, so that a line can be reused. */
const ownOptions = {
  contract: [
    '--profile',
    '--seed',
    '--case',
    '--clause',
    '--group',
    '--list',
    '--strict',
    '--require-all',
    '--baseline',
    '--report-dir',
    '--requests',
    '--confirm',
    '--max-minutes',
    '--history',
    '--har',
    '--verbose',
  ],
  doctor: ['--profile', '--strict', '--require-all', '--baseline', '--report-dir', '--requests', '--history'],
  replay: ['--seed', '--report-dir', '--confirm', '--har'],
  restore: ['--report-dir'],
} as const satisfies Record<string, readonly string[]>;

/** A command that reads the settings of a run. */
type SettingsCommand = keyof typeof ownOptions;

const everywhere: readonly string[] = ['--target', '--env-file', '--no-env', '--no-case-header'];

/** New option objects, to be added to a command. */
export const contractOptions = (): readonly Option[] => [
  new Option('--target <kind>', 'what to judge: mock or live'),
  new Option('--profile <name>', 'smoke (25 requests at most), full (300), nightly (1800) or deep (thousands)'),
  new Option('--seed <number>', 'the seed of everything generated, 0 to 4294967295'),
  new Option('--case <id>', 'run only this case; may be repeated, or a list separated by commas').argParser(collect),
  new Option(
    '--clause <id>',
    'run only the cases that are there for this clause; may be repeated, or a list',
  ).argParser(collect),
  new Option('--group <name>', 'run only the cases of this group of clauses; may be repeated, or a list').argParser(
    collect,
  ),
  new Option('--list', 'say which cases would be run, with their clauses, and send nothing'),
  new Option('--strict', 'a broken SHOULD is red too'),
  new Option('--require-all', 'a MUST that was not exercised makes the run inconclusive'),
  new Option('--baseline <file>', 'compare with this baseline, or with none'),
  new Option('--report-dir <dir>', 'where reports are written (reports)'),
  new Option('--requests <number>', 'how many requests the profile deep may send (2000)'),
  new Option('--confirm <number>', 'how many causes are confirmed by further attempts (10)'),
  new Option(
    '--max-minutes <number>',
    'end cleanly after this time (smoke 10, full 30, nightly 60, deep 120; 165 at most)',
  ),
  new Option('--history <file>', 'the history of earlier runs (history.jsonl beside the reports)'),
  new Option('--har', 'write every exchange to exchanges.har beside the reports'),
  new Option('--verbose', 'print every reason, and every clause that was not exercised'),
  new Option('--no-case-header', 'send no X-Contract-Case, by which the log of the server can be searched'),
  new Option('--env-file <file>', 'read this file in the place of .env'),
  new Option('--no-env', 'read neither the environment nor .env: flags and defaults alone'),
];

/** A command that takes the options above, and refuses what it does not know. Its help lists its own. */
export function contractCommand(name: SettingsCommand, description: string): Command {
  const command = new Command(name).description(description);
  command.allowExcessArguments(false);
  const own: readonly string[] = [...ownOptions[name], ...everywhere];
  for (const option of contractOptions()) command.addOption(option.hideHelp(!own.includes(option.long ?? '')));
  return command;
}

export type ParsedArguments =
  | {
      readonly ok: true;
      readonly flags: Flags;
      readonly args: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
    }
  | { readonly ok: false; readonly exitCode: 0 | 1; readonly message: string };

/**
 * Reads the arguments of a command. `--help` is not ok with exit code 0; an unknown option is not ok with 1.
 * @param command with arguments and options of its own (found in `args` and `options`)
 * @param argv without node and script
 */
export function parseArguments(command: Command, argv: readonly string[]): ParsedArguments {
  let output = '';
  const write = (text: string): void => {
    output += text;
  };
  command
    .exitOverride()
    .showHelpAfterError('(--help lists the options)')
    .configureOutput({ writeOut: write, writeErr: write });
  try {
    const lost = lostToNpm(command, argv);
    if (lost !== null) return { ok: false, exitCode: 1, message: lost };
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { ok: false, exitCode: error.exitCode === 0 ? 0 : 1, message: output.trimEnd() };
  }
  return { ok: true, flags: command.opts<Flags>(), args: command.args, options: command.opts() };
}
