/** The shape of `sdk-report.json`, and how it is made. It is a file of its own: the commands that read `report.json` ask of a target what no client has. */
import { sdkClauses, type Grade, type Level } from '../catalogue.ts';
import type { Outcome } from '../report/types.ts';
import { causesOf, severityOf, unjudgedClause, type SdkCause } from './causes.ts';
import { meetable } from './facets.ts';
import type { Recorded } from './record.ts';
import { verdictOf, type Ended, type Scenario, type SdkVerdict } from './verdict.ts';

interface SdkReportClause {
  readonly id: string;
  readonly level: Level;
  readonly grade: Grade;
  readonly statement: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** Requests that it was judged of. */
  readonly judged: number;
}

/** What the tests of an SDK never met, by kind. */
interface NeverMet {
  readonly group: string;
  readonly names: readonly string[];
  /** Scenarios that show some of it. */
  readonly scenarios: readonly string[];
}

export interface SdkReport extends SdkVerdict {
  readonly schemaVersion: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly strict: boolean;
  readonly refuse: boolean;
  readonly scenario: Scenario | null;
  /** Null where there was no command: the stand-in only listened. */
  readonly command: ({ readonly program: string; readonly ignoreExit: boolean } & Partial<Ended>) | null;
  readonly requests: {
    readonly arrived: number;
    readonly updates: number;
    readonly reads: number;
    readonly outside: number;
  };
  readonly clauses: readonly SdkReportClause[];
  readonly causes: readonly SdkCause[];
  /** Per test that was marked: how many requests it sent, and how many of them broke a promise. */
  readonly tests: readonly { readonly name: string; readonly requests: number; readonly broken: number }[];
  readonly neverMet: readonly NeverMet[];
}

/** A scenario as far as it says what it shows. */
export interface Showing {
  readonly id: string;
  readonly shows: readonly string[];
}

export interface Session extends Pick<
  SdkReport,
  'suite' | 'startedAt' | 'durationMs' | 'strict' | 'refuse' | 'scenario'
> {
  readonly ignoreExit: boolean;
  /** The program that was to be run; null where there was none. */
  readonly program: string | null;
  readonly ended: Ended | null;
  readonly faults: readonly string[];
  readonly records: readonly Recorded[];
  readonly scenarios: readonly Showing[];
}

const order: readonly Outcome[] = ['fail', 'inconclusive', 'warn', 'pass'];

function clausesOf(records: readonly Recorded[], strict: boolean): readonly SdkReportClause[] {
  return sdkClauses.map(({ id, level, grade, statement, source }) => {
    const judging = records.filter(({ judgement }) => judgement.judged.includes(id));
    const broken = records.some(({ judgement }) =>
      judgement.findings.some(({ clause, also = [] }) => clause === id || also.includes(id)),
    );
    const severity = severityOf(id, strict);
    const outcomes: Outcome[] = [
      ...(broken && level !== 'MAY'
        ? ([id === unjudgedClause ? 'inconclusive' : severity === 'red' ? 'fail' : 'warn'] as const)
        : []),
      ...(judging.length > 0 ? (['pass'] as const) : []),
    ];
    return {
      id,
      level,
      grade,
      statement,
      source: `${source.document}: ${source.place}`,
      outcome: order.find((each) => outcomes.includes(each)) ?? 'not-exercised',
      judged: judging.length,
    };
  });
}

function testsOf(records: readonly Recorded[], causes: readonly SdkCause[]): SdkReport['tests'] {
  const grave = new Set(causes.filter(({ severity }) => severity !== 'note').map(({ clause }) => clause));
  const names = [...new Set(records.flatMap(({ test }) => test ?? []))];
  return names.map((name) => {
    const own = records.filter(({ test }) => test === name);
    const broken = own.filter(({ judgement }) => judgement.findings.some(({ clause }) => grave.has(clause)));
    return { name, requests: own.length, broken: broken.length };
  });
}

function neverMetOf(records: readonly Recorded[], scenarios: readonly Showing[]): readonly NeverMet[] {
  const met = new Set(records.flatMap(({ facets }) => facets));
  const open = meetable.filter(({ facet }) => !met.has(facet));
  return [...new Set(open.map(({ group }) => group))].map((group) => {
    const own = open.filter((each) => each.group === group);
    // The first scenario that shows a facet is named; one scenario may show several.
    const named = own.flatMap(({ facet }) => scenarios.find(({ shows }) => shows.includes(facet))?.id ?? []);
    return { group, names: own.map(({ name }) => name), scenarios: [...new Set(named)] };
  });
}

/** The report of a session. */
export function sdkReportOf(session: Session): SdkReport {
  const { suite, startedAt, durationMs, strict, refuse, scenario, program, ended, ignoreExit, records } = session;
  const causes = causesOf(records, strict);
  const verdict = verdictOf({ records, causes, scenario, ended, ignoreExit, faults: session.faults });
  const count = (purpose: string): number => records.filter(({ judgement }) => judgement.purpose === purpose).length;
  return {
    schemaVersion: 1,
    suite,
    startedAt,
    durationMs,
    strict,
    refuse,
    ...verdict,
    scenario,
    command: program === null ? null : { program, ignoreExit, ...(ended ?? {}) },
    requests: {
      arrived: records.length,
      updates: count('update'),
      reads: count('read'),
      outside: count('outside'),
    },
    clauses: clausesOf(records, strict),
    causes,
    tests: testsOf(records, causes),
    neverMet: records.length === 0 ? [] : neverMetOf(records, session.scenarios),
  };
}
