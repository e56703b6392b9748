/** `npm run mock`: the stand-in, or a broken or a faithful variant of it, on a port of its own. */
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { faithful } from './faithful/index.ts';
import { mutants } from './mutants/index.ts';
import { startMock, variablesOf, type Faithful, type Mutant } from './index.ts';

interface Options {
  readonly port: number;
  readonly mutant?: string;
  readonly faithful?: string;
  readonly envFile?: string;
  readonly list?: true;
}

function port(given: string): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number > 65_535) throw new InvalidArgumentError('Give a number from 0 to 65535.');
  return number;
}

function list(): string {
  const rows = [
    ...mutants.map(({ id, theme, sentence }) => `--mutant ${id}  (${theme}) ${sentence}`),
    ...faithful.map(({ id, sentence }) => `--faithful ${id}  ${sentence}`),
  ];
  return `${rows.join('\n')}\n`;
}

/** The variant that the options name; undefined is the good server. */
function choose(options: Options, command: Command): Mutant | Faithful | undefined {
  const { mutant, faithful: keeper } = options;
  if (mutant !== undefined && keeper !== undefined) command.error('error: give --mutant or --faithful, not both');
  const from: readonly (Mutant | Faithful)[] = mutant === undefined ? faithful : mutants;
  const id = mutant ?? keeper;
  if (id === undefined) return undefined;
  const found = from.find((one) => one.id === id);
  return found ?? command.error(`error: there is no variant '${id}'; --list shows what there is`);
}

async function run(options: Options, command: Command): Promise<void> {
  if (options.list) {
    process.stdout.write(list());
    return;
  }
  const chosen = choose(options, command);
  const server = await startMock({
    port: options.port,
    ...(chosen === undefined ? {} : { variant: chosen.variant, mutant: chosen.id }),
  }).catch((error: unknown) =>
    command.error(`error: the stand-in cannot listen on port ${String(options.port)}: ${String(error)}; try --port 0`),
  );
  const given = {
    NEETOCRM_TARGET: 'live',
    ...variablesOf(server),
    ...(chosen !== undefined && 'env' in chosen ? chosen.env : {}),
  };
  const lines = Object.entries(given).map(([name, value]) => `${name}='${value}'`);
  const what = chosen === undefined ? 'the good server' : `${chosen.id}: ${chosen.sentence}`;
  const text = `# ${what}\n# ${server.baseUrl}\n${lines.join('\n')}\n`;
  if (options.envFile !== undefined) {
    try {
      writeFileSync(options.envFile, text);
    } catch (error) {
      await server.close();
      command.error(`error: ${options.envFile} cannot be written (${String(error)}); name another file`);
    }
  }
  process.stdout.write(text);
  const stop = (): void => {
    void server.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

await new Command('mock')
  .description(
    'The stand-in for the contact update endpoint on 127.0.0.1. Prints the variables that point the suite at it.',
  )
  .option('--port <number>', 'port to listen on; 0 lets the system choose', port, 4010)
  .option('--mutant <id>', 'run it with one thing broken')
  .option('--faithful <id>', 'run it as a server that differs where the contract is silent')
  .option('--env-file <file>', 'write the variables to a file too: npm run contract -- --env-file FILE reads them')
  .option('--list', 'list the variants and end')
  .allowExcessArguments(false)
  .action(async (options: Options, command: Command) => run(options, command))
  .parseAsync();
