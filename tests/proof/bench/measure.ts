/** Measuring: rounds that take turns, so that a machine that is busy for a while slows everyone alike, and medians of them. */

export interface Contender {
  readonly name: string;
  /** Does `times` units of work, one after the other. */
  readonly run: (times: number) => Promise<void>;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds per unit, median of the rounds. */
  readonly median: number;
  /** Milliseconds of processor time per unit, median of the rounds: steadier than the clock where others work too. */
  readonly cpu: number;
}

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Times every contender in every round, after one round that does not count. */
export async function measure(
  contenders: readonly Contender[],
  { rounds, times }: { readonly rounds: number; readonly times: number },
): Promise<readonly Timing[]> {
  const taken = contenders.map(({ name, run }) => ({ name, run, clock: [] as number[], cpu: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { run, clock, cpu } of taken) {
      const [begin, used] = [performance.now(), cpuNow()];
      await run(times);
      if (round === 0) continue;
      clock.push((performance.now() - begin) / times);
      cpu.push((cpuNow() - used) / times);
    }
  }
  return taken.map(({ name, clock, cpu }) => ({ name, median: medianOf(clock), cpu: medianOf(cpu) }));
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_cell, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
