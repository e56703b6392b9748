/** The reports of a run once all looks have been taken. Pure. */
import { noSettlement, settleFindings } from '../cases/settled.ts';
import { numberedResponses } from '../drift/index.ts';
import type { CaseReport } from '../play/plan.ts';

/** The reports of the cases after the looks at the end of the run. */
export function settledReports(reports: readonly CaseReport[]): readonly CaseReport[] {
  const settlement = reports.find((report) => report.settlement !== undefined)?.settlement ?? noSettlement;
  const unsteady = new Set(settlement.unsteady.map(({ case: id, label }) => `${id} ${label}`));
  return reports.map((report) => ({
    ...report,
    findings: settleFindings(report.findings, settlement),
    observed: {
      ...report.observed,
      cases: report.observed.cases.map(({ case: id, answers: responses }) => ({
        case: id,
        // What is left keeps the label that it is pinned by, also where the response that had it first is gone.
        answers: numberedResponses(responses)
          .filter(({ label }) => !unsteady.has(`${id} ${label}`))
          .map(({ response, label }) => ({ ...response, label })),
      })),
    },
  }));
}
