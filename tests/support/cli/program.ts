/** What every command is made of: what it may touch, how its options are read, and how it runs as a program. It loads the option parser alone. */
import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { lostToNpm } from '../config/lost-to-npm.ts';
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

/**
 * Parses `argv` and runs `act`. Returns its exit code, or 1 with the reason on `stderr` when an option is unknown, input is
 * bad, or a file cannot be read or written. Never rejects.
 */
export async function runCommand(
  command: Command,
  argv: readonly string[],
  io: CommandIo,
  act: (command: Command) => Promise<number>,
): Promise<number> {
  command
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  try {
    const lost = lostToNpm(command, argv);
    if (lost !== null) {
      io.stderr.write(`${lost}\n`);
      return 1;
    }
    command.parse([...argv], { from: 'user' });
    return await act(command);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** Runs the command when the module is the program, and leaves its exit code. */
export async function runAsProgram(
  url: string,
  run: (argv: readonly string[], io: CommandIo) => Promise<number>,
): Promise<void> {
  if (!isProgram(url)) return;
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    now: new Date(),
  });
}
