/** A run of the mock in which one promise is broken. */
import type { Report } from '../../support/report/types.ts';
import { violatedReport } from './rendered-reports.ts';

/** What a run with one broken promise has in the place of a green one. */
export function redOf({
  clauses,
}: Report): Pick<Report, 'verdict' | 'exitCode' | 'reasons' | 'clauses' | 'findings' | 'causes'> {
  const { findings, verdict, exitCode, reasons } = violatedReport();
  return {
    verdict,
    exitCode,
    reasons,
    findings,
    causes: [
      {
        fingerprint: '0123456789',
        summary: 'The name came back in another letter case',
        severity: 'red',
        clauses: ['name-comes-back'],
        findings: ['f1a2b3c4'],
        drift: [],
        alsoSeenAs: ['update-is-stored'],
        cases: ['update-name'],
      },
    ],
    clauses: clauses.map((clause) => (clause.id === 'name-comes-back' ? { ...clause, outcome: 'fail' } : clause)),
  };
}
