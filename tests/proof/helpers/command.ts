/** Runs a command as a person does who has configured the contact of a bench. */
import { vi } from 'vitest';
import type { run } from '../../support/cli/doctor.ts';
import { sandboxEnvironment, type Bench } from './sandbox.ts';

/**
 * Runs a command in the folder of a bench.
 * @param change variables that are set otherwise than for that contact
 * @returns its exit code, and all that it printed
 */
export async function runOn(
  bench: Bench,
  command: typeof run,
  argv: readonly string[] = [],
  change: Readonly<Record<string, string>> = {},
): Promise<{ readonly exit: number; readonly output: string }> {
  let output = '';
  const write = (text: string): string => (output += text);
  for (const [name, value] of Object.entries({ ...sandboxEnvironment(bench.mock.baseUrl), ...change }))
    vi.stubEnv(name, value);
  try {
    const io = { stdout: { write }, stderr: { write }, cwd: bench.directory, now: new Date(0) };
    return { exit: await command(argv, io), output };
  } finally {
    vi.unstubAllEnvs();
  }
}
