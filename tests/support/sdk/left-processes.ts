/** Processes that a command has started and left running, and their end. */
import { readdir, readFile } from 'node:fs/promises';

/** A text that is in the environment of everything that the command started, and of nothing else. */
export type Mark = string;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

function sent(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** True while a process of the group is there. */
const groupLives = (group: number): boolean => sent(-group, 0);

/** Processes with the mark in their environment, also those that left the group of the command. Only Linux says so. */
async function marked(mark: Mark): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const names = await readdir('/proc').catch((): string[] => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      if (pid === process.pid) return [];
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
      return environment.split('\0').includes(mark) ? [pid] : [];
    }),
  );
  return found.flat();
}

async function running(group: number, mark: Mark): Promise<readonly number[]> {
  const pids = await marked(mark);
  return pids.length === 0 && groupLives(group) ? [-group] : pids;
}

/** The group of a process; null where nobody says it. */
async function groupOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // The name of the program stands in parentheses and may have blanks in it.
  const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
  return field === undefined ? null : Number(field);
}

/** Sends a signal to the group of a command, and to what has left the group; to each process once. */
export async function signalAll(group: number, mark: Mark, signal: NodeJS.Signals): Promise<void> {
  sent(-group, signal);
  for (const pid of await marked(mark)) if ((await groupOf(pid)) !== group) sent(pid, signal);
}

/** Time for what is about to end by itself, and for what was asked to end, in milliseconds. */
const [grace, patience, step] = [300, 2000, 50];

async function gone(group: number, mark: Mark, within: number): Promise<readonly number[]> {
  const until = performance.now() + within;
  let left = await running(group, mark);
  while (left.length > 0 && performance.now() < until) {
    await pause(step);
    left = await running(group, mark);
  }
  return left;
}

/**
 * Ends what a command has left running: asked first, then killed.
 * @returns how many processes there were; a group that could not be looked into counts as one
 */
export async function endLeft(group: number, mark: Mark): Promise<number> {
  const left = await gone(group, mark, grace);
  if (left.length === 0) return 0;
  for (const pid of left) sent(pid, 'SIGTERM');
  for (const pid of await gone(group, mark, patience)) sent(pid, 'SIGKILL');
  await gone(group, mark, patience);
  return left.length;
}
