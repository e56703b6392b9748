/** `npm run sdk -- [options] -- COMMAND ARG…`: judges what the tests of an SDK send. */
import './start.ts';
import { Command, InvalidArgumentError } from 'commander';
import { InputError } from '../errors.ts';
import type { SdkOptions } from '../sdk/options.ts';
import { commandOf, runAsProgram } from './program.ts';
import { isProgram } from './start.ts';

function port(given: string): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number > 65_535) throw new InvalidArgumentError('Give a number from 0 to 65535.');
  return number;
}

/** The longest time that a timer of Node.js can wait, in seconds. */
const longestTimeout = 2_147_483;

/** Seconds, as `90`, `90s`, `1.5` or `5m`, in milliseconds. */
function time(given: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(s|m)?$/.exec(given) ?? [];
  const seconds = Number(number) * (unit === 'm' ? 60 : 1);
  if (number === undefined || seconds <= 0 || seconds > longestTimeout)
    throw new InvalidArgumentError('Give a number of seconds such as 90, or of minutes such as 5m.');
  return Math.ceil(seconds * 1000);
}

const sdkCommand = (): Command =>
  new Command('sdk')
    .description(
      'Starts a stand-in for the API, runs the tests of an SDK against it, and judges every request that they send. The command finds the stand-in in NEETOCRM_BASE_URL, NEETOCRM_API_KEY, NEETOCRM_CONTACT_ID and the other variables of .env.example.',
    )
    .usage('[options] -- COMMAND ARG…')
    .argument('[command...]', 'the command that runs the tests, with its arguments')
    .option('--listen', 'run no command: serve until a signal, and print the address as one line of JSON')
    .option('--port <number>', 'port of the stand-in; the system chooses unless said', port)
    .option('--host <host>', 'address that it listens on (127.0.0.1)')
    .option('--strict', 'a broken SHOULD is red too: a wrong key, an unknown id, an empty update, another path')
    .option('--refuse', 'answer 422 to what breaks the contract')
    .option('--scenario <name>', 'play one of the faithful or broken servers of this suite')
    .option('--list-scenarios', 'list the short names of scenarios and end')
    .option('--timeout <seconds>', 'end the command after this time (5m for minutes)', time)
    .option('--ignore-exit', 'leave the exit code of the command out of the verdict')
    .option('--report-dir <dir>', 'where reports are written (reports)')
    .option('--cwd <dir>', 'where the command is run (where npm was called)')
    .option('--verbose', 'print every cause and every reason')
    // What follows the command belongs to it.
    .passThroughOptions();

/** What is wrong with options that are each right; null when nothing is. */
function misuse(command: readonly string[], options: SdkOptions): string | null {
  if (options.listScenarios === true) return null;
  if (options.listen === true) return command.length === 0 ? null : 'Give either --listen or a command, not both.';
  return command.length > 0
    ? null
    : 'There is no command after --. Say what runs the tests of the SDK, as in `npm run sdk -- -- pytest`, or serve with --listen.';
}

/**
 * Runs the command. Reads no `.env`.
 * @returns 2 when a request broke the contract, else the exit code of the tests when that is not 0, else 3 when no request arrived, else 0;
 *   1 when the stand-in or the tests cannot be started
 */
export const run = commandOf(sdkCommand, async (command, io) => {
  const options = command.opts<SdkOptions>();
  const wrong = misuse(command.args, options);
  if (wrong !== null) throw new InputError(wrong);
  return (await import('./tasks/sdk.ts')).judgeSdk(command.args, options, io);
});

await runAsProgram(import.meta.url, run);
// A response that a scenario holds back would keep the process.
if (isProgram(import.meta.url)) process.stdout.write('', () => process.exit());
