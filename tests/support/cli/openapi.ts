/** `npm run openapi`: writes `schemas/openapi.json` anew from the two schemas. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

/** Returns 0 when the file was written; 1 with the reason on `stderr` when not. */
export const run = commandOf(
  () =>
    new Command('openapi')
      .description('Writes schemas/openapi.json, an OpenAPI document of the endpoint for generators of clients.')
      .allowExcessArguments(false)
      .option('--output <file>', 'another file'),
  async (command, io) =>
    (await import('./tasks/openapi.ts')).writeOpenapi(command.opts<{ readonly output?: string }>(), io),
);

await runAsProgram(import.meta.url, run);
