/** Tells a living process from a dead one, also when its number has been given to another since. */
import { readFileSync } from 'node:fs';
import os from 'node:os';

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** ISO date-time at which the process started. */
  readonly startedAt: string;
  /** Boot of the machine and clock tick at which the process started; null where the system does not tell. */
  readonly mark: string | null;
}

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
};

/**
 * The mark of a running process, or null when there is none or the system does not tell. Linux: proc(5), `/proc/pid/stat`,
 * field 3 (state) and field 22 (start time), counted behind the name, which may hold spaces and brackets.
 */
function markOf(pid: number): string | null {
  const stat = read(`/proc/${String(pid)}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields?.[0], fields?.[19]];
  // A killed process that its parent has not asked after yet still has a number.
  if (state === undefined || start === undefined || state === 'Z' || state === 'X') return null;
  return `${(read('/proc/sys/kernel/random/boot_id') ?? '').trim()}/${start}`;
}

/** The process that runs this. */
export const thisProcess = (now: Date): ProcessIdentity => ({
  pid: process.pid,
  host: os.hostname(),
  startedAt: new Date(now.getTime() - process.uptime() * 1000).toISOString(),
  mark: markOf(process.pid),
});

const answersSignals = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** True when a process of this machine still runs. */
export const isAlive = ({ pid, mark }: Pick<ProcessIdentity, 'pid' | 'mark'>): boolean =>
  mark === null || markOf(process.pid) === null ? answersSignals(pid) : markOf(pid) === mark;
