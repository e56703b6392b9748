/**
 * What the package offers to programs: each command as a function, the clauses, and the shape of a report. A command takes the words of its
 * command line and what it may touch, and resolves to its exit code; it never rejects.
 */
export { run as contract } from './cli/contract.ts';
export { run as doctor } from './cli/doctor.ts';
export { run as replay } from './cli/replay.ts';
export { run as restore } from './cli/restore.ts';
export type { CommandIo, Output } from './cli/program.ts';
export { clauses, type Clause, type ClauseId } from './catalogue.ts';
export type { Report, ReportCause, ReportClause, ReportDrift, ReportFinding } from './report/types.ts';
