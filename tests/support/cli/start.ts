/**
 * Loaded before every command. Starts it again without what would print the key, lets no text of a target be taken for a command by a CI
 * service, and takes a closed pipe (`| head -1`) for no fault.
 */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { started, withoutTracing, type Started } from '../config/tracing.ts';
import { neutralLines } from '../text/commands.ts';
import { asTyped } from '../text/typed-commands.ts';

/** Where `launch.mjs` says how the command was started. */
const sources = Symbol.for('contract.sources');

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the same command in a process of its own, and ends as it ended. */
function startAgain({ environment, execArgv }: Started): Promise<never> {
  // NODE_DEBUG=child_process would print the environment of the process that is started.
  (process as unknown as { _rawDebug: () => void })._rawDebug = () => undefined;
  const launched = (globalThis as { [sources]?: { readonly launcher: readonly string[] } })[sources]?.launcher;
  const again = launched === undefined ? process.argv.slice(1) : [...launched, ...process.argv.slice(2)];
  const child = spawn(process.execPath, [...execArgv, '--', ...again], {
    env: environment,
    stdio: 'inherit',
  });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise(() => {
    child.on('error', (error) => {
      process.stderr.write(`The command could not be started without DEBUG and NODE_DEBUG: ${error.message}\n`);
      process.exit(1);
    });
    child.on('exit', (code, signal) => {
      if (signal === null) process.exit(code ?? 1);
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  });
}

const closed = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

function guard(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (...all: readonly unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: readonly unknown[]) =>
    write(typeof chunk === 'string' ? asTyped(neutralLines(chunk)) : chunk, ...rest);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (closed.has(error.code ?? '')) return;
    // Who reads the output does not get it all: a verdict of "conformant" would be too much.
    process.once('exit', (code) => {
      if (code === 0) process.exitCode = 1;
    });
  });
}

/** A file without the links on the way to it; as it is where it is not there. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

const root = path.resolve(import.meta.dirname, '../../..');
const program = process.argv[1];

/** True when the module with this address is what was started, also by a link that leads to it. */
export const isProgram = (url: string): boolean =>
  isMainThread && program !== undefined && real(program) === real(fileURLToPath(url));

/** True for a program of this project: who only imports a command keeps a process and an output that are no affair of ours. */
const isOurs = (file: string): boolean =>
  [path.resolve(file), real(file)].some(
    (each) => each.startsWith(root + path.sep) || each.startsWith(real(root) + path.sep),
  );

/** A tool that talks to the process that started it could not do so any more. */
const isTool = (file: string): boolean => file.includes('node_modules') && process.send !== undefined;

const mark = Symbol.for('contract.started');
const marked = globalThis as { [mark]?: true };

if (isMainThread && program !== undefined && isOurs(program) && marked[mark] === undefined) {
  marked[mark] = true;
  const quiet = withoutTracing(started());
  if (quiet !== null && !isTool(program)) await startAgain(quiet);
  guard(process.stdout);
  guard(process.stderr);
}
