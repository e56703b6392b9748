/** Runs the command `sdk` as a user does, in a process of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withoutOurVariables } from '../../support/config/index.ts';
import type { SdkReport } from '../../support/judge/report.ts';
import { projectRoot } from './data-files.ts';

export const clients = path.join(projectRoot, 'tests/proof/clients');

const launcher = path.join(projectRoot, 'tests/support/cli/launch.mjs');

export interface SdkRun {
  readonly exit: number | null;
  /** What it printed, the command included. */
  readonly output: string;
  readonly errors: string;
  /** Null where none was written. */
  readonly report: SdkReport | null;
}

const environment = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...withoutOurVariables(),
  ...more,
});

/** A folder for reports, which `dispose` takes away. */
export function reportFolder(): { readonly folder: string; readonly dispose: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sdk-'));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

function reportIn(folder: string): SdkReport | null {
  const file = path.join(folder, 'sdk-report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SdkReport) : null;
}

const argumentsFor = (folder: string, args: readonly string[]): readonly string[] => [
  launcher,
  'sdk',
  '--report-dir',
  folder,
  ...args,
];

/** Starts the command; its end is for the caller to await. */
export const startSdk = (
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): ChildProcess =>
  spawn(process.execPath, argumentsFor(folder, args), {
    cwd: projectRoot,
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs the command to its end. */
export function runSdk(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<SdkRun> {
  const { folder, dispose } = reportFolder();
  const child = startSdk(folder, args, more);
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (exit) => {
      const report = reportIn(folder);
      dispose();
      resolve({ exit, output, errors, report });
    });
  });
}

/** True when a program can be started here: what CI has not installed is skipped, and says so. */
export const isInstalled = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
