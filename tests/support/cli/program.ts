/** What every command is made of: what it may touch, how its options are read, and how it runs as a program. It loads the option parser alone. */
import type { Command } from 'commander';
import { parseArguments } from '../config/options.ts';
import { messageOf } from '../errors.ts';
import { neutralLines } from '../text/commands.ts';
import { isProgram } from './start.ts';

export interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

/** What a command may touch. `now` decides what is past. */
export interface CommandIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly now: Date;
  /** Where the lines go that a CI runner is to obey: ours alone, escaped. Absent where output is neutral altogether. */
  readonly commands?: Output;
}

const neutralOutput = (output: Output): Output => ({
  write: (text) => output.write(neutralLines(text)),
  get columns() {
    return output.columns;
  },
  get isTTY() {
    return output.isTTY;
  },
});

/** What a command may touch, with its output made neutral: names, messages and file names may come from a target. */
export const neutralIo = <Io extends Pick<CommandIo, 'stdout' | 'stderr'>>(io: Io): Io => ({
  ...io,
  stdout: neutralOutput(io.stdout),
  stderr: neutralOutput(io.stderr),
});

/** A command as a function: takes the words of its command line and what it may touch, gives its exit code, and never rejects. */
type Run = (argv: readonly string[], io: CommandIo) => Promise<number>;

/** A mistake in the suite's own code is told with where it was made; anything else by its message. */
const reasonOf = (error: unknown): string =>
  error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError
    ? (error.stack ?? error.message)
    : messageOf(error);

/**
 * The command that `make` describes and `act` does, with the options read. Its output is neutral; `given` is what it was handed.
 * It ends with 1 and the reason on `stderr` when an option is unknown, input is bad, or a file cannot be read or written.
 */
export const commandOf =
  (make: () => Command, act: (command: Command, io: CommandIo, given: CommandIo) => Promise<number>): Run =>
  async (argv, given) => {
    const io = neutralIo(given);
    const command = make();
    try {
      const parsed = parseArguments(command, argv);
      if (parsed.ok) return await act(command, io, given);
      (parsed.exitCode === 0 ? io.stdout : io.stderr).write(`${parsed.message}\n`);
      return parsed.exitCode;
    } catch (error) {
      io.stderr.write(`${reasonOf(error)}\n`);
      return 1;
    }
  };

/** Runs the command when the module is the program, and leaves its exit code. */
export async function runAsProgram(url: string, run: Run): Promise<void> {
  if (!isProgram(url)) return;
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    now: new Date(),
  });
}
