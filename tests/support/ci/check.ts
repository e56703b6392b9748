/** `npm test`: every check of this repository, offline, with neither `.env` nor our variables. */
import { isProgram } from '../cli/start.ts';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { concurrently, type CloseEvent } from 'concurrently';
import { withoutOurVariables } from '../config/index.ts';

interface Check {
  readonly name: string;
  /** A shell command; exit code 0 means that it passed. */
  readonly command: string;
}

const root = path.resolve(import.meta.dirname, '../../..');
const reports = path.join(root, 'reports', 'npm-test');
const proofFile = path.join(reports, 'proof.json');

/** In the order in which they begin; the longest first. */
const checks: readonly Check[] = [
  {
    name: 'proof',
    command: `node node_modules/vitest/vitest.mjs run --project proof --mode native --reporter=minimal --reporter=json --outputFile.json="${proofFile}"`,
  },
  { name: 'types and lint', command: 'node node_modules/oxlint/bin/oxlint -c oxlint.config.js .' },
  {
    name: 'rooms',
    command: `node node_modules/dependency-cruiser/bin/dependency-cruise.mjs tests/support tests/contract tests/mock --config .dependency-cruiser.cjs`,
  },
  { name: 'format', command: 'node node_modules/oxfmt/bin/oxfmt --check' },
  { name: 'contract', command: `npm run --silent contract -- --target mock --no-env --report-dir "${reports}"` },
];

interface Ended {
  readonly name: string;
  readonly exitCode: number | string;
  readonly seconds: number;
}

/** Runs two checks at a time, each to its end, also after one has failed: who mends one wants to see the others too. */
export async function runChecks(
  list: readonly Check[],
  env: Readonly<Record<string, string | undefined>>,
  outputStream: NodeJS.WritableStream,
): Promise<readonly Ended[]> {
  const events = await concurrently(
    list.map((check) => ({ ...check, env })),
    { cwd: root, outputStream: outputStream as NodeJS.WriteStream, group: true, prefix: 'none', maxProcesses: 2 },
  ).result.catch((error: unknown) => {
    if (Array.isArray(error)) return error as readonly CloseEvent[];
    throw error;
  });
  return list.map(({ name }, index) => {
    const event = events.find((each) => each.index === index);
    return { name, exitCode: event?.exitCode ?? 'did not run', seconds: event?.timings.durationSeconds ?? 0 };
  });
}

/** What the JSON reporter of vitest leaves, as far as it is read here. */
interface ProofResults {
  readonly numPassedTests: number;
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

/**
 * The last lines of `npm test`, for whoever reads only those: which proofs failed (a file is named as the source that it is, also where the
 * copy without types was played), how long each check took, and the counts, or the names of what failed.
 * @param proof null where the proof left no results
 */
export function lastLines(results: readonly Ended[], proof: ProofResults | null, seconds: number): readonly string[] {
  const failed = results.filter(({ exitCode }) => exitCode !== 0);
  const proofs = (proof?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = name.slice(Math.max(0, name.lastIndexOf('tests/proof/'))).replace(/\.js$/, '.ts');
    const wrong = assertionResults
      .filter((each) => each.status === 'failed')
      .map(({ fullName, failureMessages: [why = ''] }) => `${fullName}: ${why}`);
    return (wrong.length === 0 && status === 'failed' ? [message] : wrong).map(
      (text) => `failed proof: ${file}: ${text.split('\n', 1)[0] ?? ''}`,
    );
  });
  const counts = `${results.length - failed.length} of ${results.length} checks`;
  const time = `${seconds.toFixed(1)} s`;
  const names = failed.map(({ name, exitCode }) => `${name} (exit ${exitCode})`).join(', ');
  return [
    ...proofs,
    ...results.map(
      (each) => `${each.exitCode === 0 ? 'passed' : 'FAILED'}  ${each.name}  ${each.seconds.toFixed(1)} s`,
    ),
    failed.length === 0
      ? `npm test passed: ${counts}, ${proof?.numPassedTests ?? 0} proofs in ${time}`
      : `npm test failed: ${counts} passed in ${time}; failed: ${names}`,
  ];
}

function proofResults(): ProofResults | null {
  try {
    return JSON.parse(readFileSync(proofFile, 'utf8')) as ProofResults;
  } catch {
    return null;
  }
}

if (isProgram(import.meta.url)) {
  const begun = performance.now();
  // What an earlier run left behind must not be counted as what this one did.
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const results = await runChecks(checks, withoutOurVariables(), process.stdout);
  const lines = lastLines(results, proofResults(), (performance.now() - begun) / 1000);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = results.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
}
