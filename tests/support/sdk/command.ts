/** Runs the tests of an SDK: with our input and output, in a group of their own, and to the end of all that they started. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SuiteFault } from '../errors.ts';
import { endLeft, signalAll, type Mark } from './left-processes.ts';
import type { Ended } from '../judge/verdict.ts';

interface CommandOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** A variable of that environment, as `NAME=value`, that nothing else has. */
  readonly mark: Mark;
  /** Milliseconds that it may take; null: as long as it wants. */
  readonly timeout: number | null;
  /** Called before the command is ended from outside. */
  readonly onEnding: () => void;
  readonly say: (line: string) => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** A signal this soon after the first is the same one: a terminal and a parent both send it. In milliseconds. */
const sameSignal = 1000;
/** Time for a command that was told to end, in milliseconds. */
const patience = 5000;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'it may not be executed',
  ENOTDIR: 'its path leads through a file',
  E2BIG: 'its arguments are too long',
};

function notStarted(program: string, cwd: string, error: NodeJS.ErrnoException): SuiteFault {
  // The system says ENOENT of a directory that is not there, too.
  const why = existsSync(cwd) ? (reasons[error.code ?? ''] ?? error.message) : 'there is no such directory (--cwd)';
  return new SuiteFault(`The command "${program}" cannot be started in ${cwd}: ${why}. Nothing was judged.`, {
    cause: error,
  });
}

function endOf(child: ChildProcess): Promise<Pick<Ended, 'code' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/**
 * Runs a command. SIGINT, SIGTERM, SIGHUP and SIGQUIT go on to everything that it started; what does not end then is killed, and so is what is
 * left running when the command has ended.
 * @throws SuiteFault when it cannot be started
 */
export async function runTests(options: CommandOptions): Promise<Ended> {
  const { program, args, environment, cwd, mark, timeout, onEnding, say } = options;
  const child = spawn(program, [...args], {
    stdio: 'inherit',
    env: { ...environment },
    cwd,
    // A group of its own: one signal reaches all of it.
    detached: process.platform !== 'win32',
  });
  const ended = endOf(child);
  const group = child.pid ?? 0;
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, act: () => void): void => void timers.add(setTimeout(act, ms));
  const tell = (signal: NodeJS.Signals): void => {
    if (group === 0) return;
    onEnding();
    if (process.platform === 'win32') child.kill(signal);
    else void signalAll(group, mark, signal);
  };
  const end = (signal: NodeJS.Signals): void => {
    tell(signal);
    later(patience, () => tell('SIGKILL'));
  };
  let first: number | null = null;
  let timedOut = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (first === null) {
      first = now;
      return end(signal);
    }
    if (now - first > sameSignal) tell('SIGKILL');
  };
  for (const signal of signals) process.on(signal, onSignal);
  if (timeout !== null)
    later(timeout, () => {
      timedOut = true;
      say(`The command has not ended after ${(timeout / 1000).toString()} s and is ended now.`);
      end('SIGTERM');
    });
  try {
    const { code, signal } = await ended.catch((error: unknown) => {
      throw notStarted(program, cwd, error as NodeJS.ErrnoException);
    });
    const leftRunning = process.platform === 'win32' ? 0 : await endLeft(group, mark);
    return { code, signal, timedOut, leftRunning };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    for (const signal of signals) process.off(signal, onSignal);
  }
}
