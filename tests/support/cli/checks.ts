/** Runs the checks of `npm test` two at a time and sums them up. */
import { Writable } from 'node:stream';
import { concurrently, Logger, type CloseEvent } from 'concurrently';

export interface Check {
  readonly name: string;
  /** A shell command; exit code 0 means that it passed. */
  readonly command: string;
}

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly exitCode: number | string;
  readonly seconds: number;
}

/** What the checks counted on their way; null where the file that says so is missing. */
export interface Counts {
  readonly proofs: number | null;
  readonly clauses: number | null;
}

/**
 * Runs every check to its end, also after one has failed: who mends one wants to see the others too.
 * @param checks in the order in which they begin; the longest first
 * @param options.env variables set (or, with undefined, taken away) for every check
 * @param options.write takes the output of the checks, each in one piece
 * @returns one result per check, in the given order
 */
export async function runChecks(
  checks: readonly Check[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly write: (text: string) => void;
  },
): Promise<readonly CheckResult[]> {
  const outputStream = new Writable({
    write: (chunk: Buffer | string, _encoding, done) => {
      options.write(chunk.toString());
      done();
    },
  });
  const { result } = concurrently(
    checks.map(({ name, command }) => ({ name, command, env: options.env })),
    {
      cwd: options.cwd,
      outputStream,
      logger: new Logger({ hide: [], prefixFormat: 'none', raw: false }),
      group: true,
      prefix: 'none',
      maxProcesses: 2,
    },
  );
  const events = await result.catch((error: unknown) => {
    if (Array.isArray(error)) return error as readonly CloseEvent[];
    throw error;
  });
  return checks.map(({ name }, index) => {
    const event = events.find((each) => each.index === index);
    const exitCode = event?.exitCode ?? 'did not run';
    return { name, passed: exitCode === 0, exitCode, seconds: event?.timings.durationSeconds ?? 0 };
  });
}

/** What the JSON reporter of vitest leaves, as far as it is read here. */
export interface ProofResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const firstLine = (text: string | undefined): string => (text ?? '').split('\n', 1)[0] ?? '';

/**
 * The proofs that failed, one a line, for the end of the output: whoever reads only that has to learn which they are.
 * A file is named as the source that it is, also where the proof was played from the copy without types.
 */
export function failedProofs({ testResults }: ProofResults): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.slice(Math.max(0, name.lastIndexOf('tests/proof/'))).replace(/\.js$/, '.ts');
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`failed proof: ${file}: ${firstLine(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `failed proof: ${file}: ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

/** The last line of `npm test`: plain counts, or the names of what failed. */
export function summaryLine(results: readonly CheckResult[], counts: Counts, seconds: number): string {
  const failed = results.filter((result) => !result.passed);
  const passed = results.length - failed.length;
  const time = `${seconds.toFixed(1)} s`;
  if (failed.length > 0 || results.length === 0) {
    const names = failed.map(({ name, exitCode }) => `${name} (exit ${exitCode})`).join(', ');
    return `npm test failed: ${passed} of ${results.length} checks passed in ${time}; failed: ${names || 'nothing ran'}`;
  }
  const proofs = counts.proofs === null ? [] : [`${counts.proofs} proofs`];
  const clauses = counts.clauses === null ? [] : [`${counts.clauses} clauses on the mock`];
  return `npm test passed: ${[`${passed} of ${results.length} checks`, ...proofs, ...clauses].join(', ')} in ${time}`;
}
