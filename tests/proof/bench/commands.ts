/** Processor time of whole commands, as multiples of an empty Node.js measured in the same rounds, and the memory of the largest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import packageFile from '../../../package.json' with { type: 'json' };
import { root } from '../../support/run/run.ts';
import { table } from './measure.ts';

/** Has a process say on its third channel what its threads used together, in microseconds, and held at most, in kilobytes. */
const tellUsage = `data:text/javascript,${encodeURIComponent(
  "import{isMainThread}from'node:worker_threads';import{writeSync}from'node:fs';if(isMainThread)process.on('exit',()=>{const{user,system}=process.cpuUsage();writeSync(3,JSON.stringify([user+system,process.resourceUsage().maxRSS]))})",
)}`;

async function used(args: readonly string[]): Promise<readonly [seconds: number, megabytes: number]> {
  const child = spawn(process.execPath, ['--import', tellUsage, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  const [microseconds, kilobytes] = JSON.parse(text) as [number, number];
  return [microseconds / 1_000_000, kilobytes / 1024];
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

const rounds = 5;

/** A command as its script starts it. */
function started([name = '', ...args]: readonly string[]): readonly string[] {
  const script = (packageFile.scripts as Readonly<Record<string, string>>)[name] ?? '';
  return [...script.split(' ').slice(1), ...args];
}

/** The table, with the goal of each command. */
export async function commandTable(): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const mock = ['--no-env', '--target', 'mock'];
  const judged = ['contract', ...mock, '--seed', '1', '--baseline', 'none', '--report-dir', directory];
  const commands: readonly (readonly [string, number, number, readonly string[]])[] = [
    ['contract --help', 5, rounds, ['contract', '--help']],
    ['contract --nonsense', 5, rounds, ['contract', '--nonsense']],
    ['contract --target live, not configured', 5, rounds, ['contract', '--no-env', '--target', 'live']],
    ['doctor', 9, rounds, ['doctor', ...mock]],
    ['contract --profile smoke', 24, rounds, [...judged, '--profile', 'smoke']],
    ['contract', 38, rounds, judged],
    ['contract --profile deep --requests 5000', 150, 1, [...judged, '--profile', 'deep', '--requests', '5000']],
  ];
  try {
    const rows: (readonly string[])[] = [];
    for (const [name, goal, times, args] of commands) {
      const [ratios, seconds, peaks]: [number[], number[], number[]] = [[], [], []];
      for (let round = 0; round < times; round += 1) {
        const [empty] = await used(['-e', '0']);
        const [cpu, peak] = await used(started(args));
        ratios.push(cpu / empty);
        seconds.push(cpu);
        peaks.push(peak);
      }
      const ratio = `${medianOf(ratios).toFixed(1)} ×`;
      rows.push([name, ratio, `${String(goal)} ×`, medianOf(seconds).toFixed(2), Math.max(...peaks).toFixed(0)]);
    }
    return table(['command on the embedded mock', 'of node -e 0', 'goal', 'seconds of processor', 'peak MB'], rows);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
