/** A copy of this checkout whose schemas were edited, and commands that are run in it. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withoutOurVariables } from '../../support/config/index.ts';
import { root } from '../../support/run/run.ts';
import type { Schemas } from './schemas.ts';

export interface Checkout {
  /** Absolute, without symbolic links. */
  readonly directory: string;
  /** Runs a TypeScript file of the copy; resolves whatever its exit code. */
  readonly run: (script: string, argv?: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
  readonly dispose: () => Promise<void>;
}

export interface Ran {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const copied = ['tests', 'schemas', 'fixtures', 'package.json', 'tsconfig.json', 'vitest.config.ts'] as const;
/** Milliseconds that a command may take. */
const longest = 120_000;

const files: Readonly<Record<keyof Schemas, string>> = {
  request: 'contact-update.request.schema.json',
  response: 'contact-update.response.schema.json',
  attributes: 'contact-update.attributes.json',
};
const fileOf = (directory: string, kind: keyof Schemas): string => path.join(directory, 'schemas', files[kind]);
const read = async <Kind extends keyof Schemas>(directory: string, kind: Kind): Promise<Schemas[Kind]> =>
  JSON.parse(await readFile(fileOf(directory, kind), 'utf8')) as Schemas[Kind];
const write = (directory: string, kind: keyof Schemas, schemas: Schemas): Promise<void> =>
  writeFile(fileOf(directory, kind), `${JSON.stringify(schemas[kind], null, 2)}\n`);

const runIn =
  (directory: string): Checkout['run'] =>
  (script, argv = [], env = {}) =>
    new Promise((resolve) => {
      const options = {
        cwd: directory,
        env: { ...process.env, ...withoutOurVariables(), ...env },
        timeout: longest,
        maxBuffer: 64 * 1024 * 1024,
      };
      const child = execFile(
        process.execPath,
        [path.join(directory, 'tests/support/cli/launch.mjs'), script, ...argv],
        options,
        (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
    });

/**
 * Copies what a run needs; `node_modules` is a link to the installed one.
 * @param edit - gives the schemas of the copy; everything else in it is as it is here
 * @param name - of a folder for the copy; a temporary one of its own unless said
 */
export async function checkOut(edit: (schemas: Schemas) => Schemas, name = ''): Promise<Checkout> {
  // Where the folder for temporary files is itself a link, a script would not know itself by its own address.
  const top = await realpath(await mkdtemp(path.join(os.tmpdir(), 'checkout-')));
  const directory = path.join(top, name);
  await mkdir(directory, { recursive: true });
  await Promise.all(copied.map((each) => cp(path.join(root, each), path.join(directory, each), { recursive: true })));
  await symlink(path.join(root, 'node_modules'), path.join(directory, 'node_modules'), 'junction');
  const [request, response, attributes] = await Promise.all([
    read(directory, 'request'),
    read(directory, 'response'),
    read(directory, 'attributes'),
  ]);
  const edited = edit({ request, response, attributes });
  await Promise.all((['request', 'response', 'attributes'] as const).map((kind) => write(directory, kind, edited)));
  return { directory, run: runIn(directory), dispose: () => rm(top, { recursive: true, force: true }) };
}
