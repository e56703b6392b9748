/**
 * Runs every command that sends, one after the other, and prints one line of JSON for each: to be run in a checkout whose schemas or
 * data file no run can be made from.
 */
import type { CommandIo } from '../../support/cli/program.ts';
import { run as contract } from '../../support/cli/contract.ts';
import { run as doctor } from '../../support/cli/doctor.ts';
import { run as replay } from '../../support/cli/replay.ts';
import { run as restore } from '../../support/cli/restore.ts';
import { runContract } from '../../support/run/run.ts';
import { nothingElse, plainSettings } from '../helpers/verdict-data.ts';

/** What came of one command. */
export interface Told {
  readonly command: string;
  readonly code: number;
  /** What it wrote, on both channels. */
  readonly text: string;
}

/** What a program meets with that calls the run itself. */
async function library(_argv: readonly string[], { stderr }: CommandIo): Promise<number> {
  try {
    const { signal } = new AbortController();
    return (await runContract({ settings: plainSettings(), comparisons: nothingElse, signal })).exitCode;
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

const commands = {
  contract: [contract, ['--profile', 'smoke', '--baseline', 'none']],
  doctor: [doctor, []],
  replay: [replay, ['name-alone']],
  restore: [restore, []],
  library: [library, []],
} as const;
/** The commands that are run, in their order. */
export type Command = keyof typeof commands;

for (const [command, [run, argv]] of Object.entries(commands)) {
  let text = '';
  const write = (more: string): string => (text += more);
  const code = await run(argv, { stdout: { write }, stderr: { write }, cwd: process.cwd(), now: new Date() });
  process.stdout.write(`${JSON.stringify({ command, code, text } satisfies Told)}\n`);
}
