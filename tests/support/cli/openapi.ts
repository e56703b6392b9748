/** `npm run openapi`: writes `schemas/openapi.json` anew from the two schemas. */
import './start.ts';
import { Command } from 'commander';
import { neutralIo } from './neutral-io.ts';
import { runAsProgram, runCommand, type CommandIo } from './program.ts';

/** Returns 0 when the file was written; 1 with the reason on `stderr` when not. */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const command = new Command('openapi')
    .description('Writes schemas/openapi.json, an OpenAPI document of the endpoint for generators of clients.')
    .allowExcessArguments(false)
    .option('--output <file>', 'another file');
  return runCommand(command, argv, io, async () =>
    (await import('./tasks/openapi.ts')).writeOpenapi(command.opts<{ readonly output?: string }>(), io),
  );
}

await runAsProgram(import.meta.url, run);
