/** The one vitest reporter: gathers what the cases put into `task.meta`, and shows how far the run is. */
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { SerializedError } from 'vitest';
import type { CaseReport } from '../play/plan.ts';

/** What the reporter gathered. */
export interface Gathered {
  readonly reports: CaseReport[];
  /** Faults of the suite that vitest saw: a file that throws at import, a test that threw, an unhandled rejection. */
  readonly faults: string[];
}

const textOf = (error: { readonly message?: string; readonly stack?: string | undefined }): string =>
  error.stack ?? error.message ?? 'unknown error';

/** Gathers results. A failure of its own is a fault of the suite like any other: vitest would pass over it. */
export class ContractReporter implements Reporter {
  readonly gathered: Gathered = { reports: [], faults: [] };
  readonly #onCase: (report: CaseReport | null) => void;

  /** @param onCase called after each case */
  constructor(onCase: (report: CaseReport | null) => void) {
    this.#onCase = onCase;
  }

  onTestCaseResult(testCase: TestCase): void {
    this.#noting('A case could not be taken in', () => this.#takeIn(testCase));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.#noting('The end of the run could not be taken in', () => {
      for (const module of modules)
        for (const error of module.errors())
          this.gathered.faults.push(`${module.relativeModuleId} could not be run: ${textOf(error)}`);
      for (const error of unhandledErrors) this.gathered.faults.push(`An error was not handled: ${textOf(error)}`);
    });
  }

  #noting(what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.gathered.faults.push(`${what}: ${error instanceof Error ? textOf(error) : String(error)}`);
    }
  }

  #takeIn(testCase: TestCase): void {
    const report = testCase.meta().contract;
    if (report !== undefined) this.gathered.reports.push(report);
    const { state, errors } = testCase.result();
    if (state === 'failed')
      this.gathered.faults.push(`The case "${testCase.name}" threw: ${errors.map(textOf).join('; ')}`);
    else if (report === undefined && state === 'passed')
      this.gathered.faults.push(`The case "${testCase.name}" handed nothing over.`);
    this.#onCase(report ?? null);
  }
}
