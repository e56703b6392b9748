/** Wall time and peak memory of whole runs, each in a process of its own, as the command starts them. */
import type { Report } from '../../support/report/types.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../support/run/run.ts';
import { table } from './measure.ts';

/** Has a process say on its third channel how much memory it held at most, in kilobytes. */
const tellPeak = `data:text/javascript,${encodeURIComponent(
  "import{isMainThread}from'node:worker_threads';import{writeSync}from'node:fs';if(isMainThread)process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))",
)}`;

interface Finished {
  readonly seconds: number;
  readonly megabytes: number;
  readonly exitCode: number;
}

async function spawned(args: readonly string[]): Promise<Finished> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', tellPeak, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number];
  return { seconds: (performance.now() - begin) / 1000, megabytes: Number(text) / 1024, exitCode };
}

const runs: readonly (readonly [string, readonly string[]])[] = [
  ['smoke', ['--profile', 'smoke']],
  ['full', ['--profile', 'full']],
  ['deep, 5,000 requests', ['--profile', 'deep', '--requests', '5000']],
];

/** The table. The first row is what Node.js and vitest hold before anything is sent. */
export async function runTable(): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  try {
    const rows: (readonly string[])[] = [];
    const idle = await spawned(['--eval', "await import('vitest/node')", '--input-type=module']);
    rows.push([
      'nothing: vitest loaded',
      '–',
      '–',
      idle.seconds.toFixed(1),
      idle.megabytes.toFixed(0),
      String(idle.exitCode),
    ]);
    for (const [name, args] of runs) {
      const { seconds, megabytes, exitCode } = await spawned([
        'tests/support/cli/launch.mjs',
        'contract',
        '--no-env',
        '--target',
        'mock',
        '--seed',
        '1',
        '--baseline',
        'none',
        '--report-dir',
        directory,
        ...args,
      ]);
      const report = JSON.parse(await readFile(path.join(directory, 'report.json'), 'utf8')) as Report;
      rows.push([
        name,
        String(report.requests.sent),
        (report.durationMs / 1000).toFixed(1),
        seconds.toFixed(1),
        megabytes.toFixed(0),
        String(exitCode),
      ]);
    }
    return table(
      ['run on the embedded mock', 'requests', 'seconds of the run', 'seconds of the process', 'peak MB', 'exit'],
      rows,
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
