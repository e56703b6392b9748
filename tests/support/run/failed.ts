/** The report of a run that came to nothing because the suite failed. Pure. */
import type { Settings } from '../config/types.ts';
import type { Report } from '../report/types.ts';
import { emptyObserved } from '../observe/index.ts';
import { foldClauses } from '../report/fold.ts';

interface FailedRun {
  readonly settings: Settings;
  readonly suite: Report['suite'];
  readonly startedAt: string;
  readonly durationMs: number;
  readonly budget: number;
  /** What happened and what to do, as a sentence. */
  readonly message: string;
}

/**
 * A report that says that nothing was judged and why: without it, the files of an earlier run would be taken for those of this one.
 */
export const failedReport = ({ settings, suite, startedAt, durationMs, budget, message }: FailedRun): Report => ({
  schemaVersion: 1,
  suite,
  target: { name: settings.target.name, kind: settings.target.kind, baseUrl: settings.target.baseUrl },
  profile: settings.profile,
  seed: settings.seed,
  partial: true,
  startedAt,
  durationMs,
  requests: { sent: 0, retried: 0, throttled: 0, budget },
  verdict: 'error',
  exitCode: 1,
  reasons: [message],
  clauses: foldClauses({ results: [], unjudged: () => 'The run failed before it could judge anything.' }),
  findings: [],
  drift: [],
  acceptedProblems: [],
  sandbox: {
    snapshot: null,
    restored: null,
    attributes: {},
    message: 'The run failed. An open journal is put back by the next run, or by `npm run restore`.',
  },
  coverage: [],
  observed: emptyObserved,
  cases: [],
});
