/** A folder of its own for the drift commands, with what they read from a checkout. */
import type { Report } from '../../support/report/types.ts';
import type { Json } from '../../support/text/json.ts';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { run } from '../../support/cli/baseline-accept.ts';
import { ioIn } from './afterwards.ts';
import { projectRoot } from './data-files.ts';

export type Command = typeof run;

const copied = ['schemas/contact-update.response.schema.json', 'fixtures/schema-cases/contact-update.response.json'];

/** A new folder; `remove` deletes it with everything in it. */
export function makeFolder(now: Date) {
  const cwd = mkdtempSync(join(tmpdir(), 'contract-drift-'));
  for (const folder of ['reports', 'schemas', 'fixtures/schema-cases'])
    mkdirSync(join(cwd, folder), { recursive: true });
  for (const file of copied) cpSync(join(projectRoot, file), join(cwd, file));
  const text = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  const write = (name: string, value: unknown): void => {
    writeFileSync(join(cwd, name), typeof value === 'string' ? value : JSON.stringify(value));
  };
  return {
    cwd,
    text,
    write,
    read: (name: string): Json => JSON.parse(text(name)) as Json,
    report: (value: Report): void => {
      write('reports/report.json', value);
    },
    /** Runs a command in the folder: its exit code and what it printed. */
    call: async (command: Command, ...argv: readonly string[]) => {
      const { said, io } = ioIn(cwd, now);
      return { code: await command(argv, io), ...said };
    },
    remove: (): void => {
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}
export type Folder = ReturnType<typeof makeFolder>;
