/** `npm test`: every check of this repository, offline, with neither `.env` nor our variables. */
import './start.ts';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withoutOurVariables } from '../config/index.ts';
import { failedProofs, runChecks, summaryLine, type Check, type Counts, type ProofResults } from './checks.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const reports = path.join(root, 'reports', 'npm-test');
const proofFile = path.join(reports, 'proof.json');

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

const write = (text: string): void => {
  process.stdout.write(text);
};

/** A field of a JSON file that a check wrote; null when the file is missing or another one. */
function read<T>(file: string, pick: (json: unknown) => T): T | null {
  try {
    return pick(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const counts = (): Counts => ({
  proofs: read(proofFile, (json) => (json as { numPassedTests: number }).numPassedTests),
  clauses: read(
    path.join(reports, 'report.json'),
    (json) => (json as { clauses: { outcome: string }[] }).clauses.filter(({ outcome }) => outcome === 'pass').length,
  ),
});

const begun = performance.now();
// What an earlier run left behind must not be counted as what this one did.
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const results = await runChecks(checks, { cwd: root, env: withoutOurVariables(), write });
for (const line of read(proofFile, (json) => failedProofs(json as ProofResults)) ?? []) write(`${line}\n`);
for (const { name, passed, seconds } of results)
  write(`${passed ? 'passed' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s\n`);
write(`${summaryLine(results, counts(), (performance.now() - begun) / 1000)}\n`);
process.exitCode = results.length > 0 && results.every(({ passed }) => passed) ? 0 : 1;
