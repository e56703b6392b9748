/** What a report pins when a person accepts it. */
import type { Level } from '../../catalogue.ts';
import type { CaseObservation, Observed, Outcome, Report } from '../../report/types.ts';
import { endpoint } from '../../endpoint/index.ts';
import { sortedRecord } from '../../observe/index.ts';
import type { Baseline, BaselineNode, Held } from './baseline-file.ts';

/** Stands for every case whose payload a seed made: such cases are pinned together, never one by one. */
export const generated = '(generated)';

const rank: Readonly<Record<Held, number>> = { pass: 0, warn: 1, fail: 2 };

/** Whether a clause held. An accepted failure is a failure; what was not judged is null. */
export function heldOf(outcome: Outcome): Held | null {
  if (outcome === 'pass' || outcome === 'warn' || outcome === 'fail') return outcome;
  return outcome === 'accepted' ? 'fail' : null;
}

/** `--strict` calls a broken SHOULD a failure and not a warning: that is a choice of the run, not a change of the target. */
function heldAt(level: Level, outcome: Outcome): Held | null {
  const held = heldOf(outcome);
  return held === 'fail' && level !== 'MUST' ? 'warn' : held;
}

const worse = (a: Held, b: Held): Held => (rank[a] >= rank[b] ? a : b);

/** True when `is` is worse than `was`. */
export const isWorse = (was: Held, is: Held): boolean => rank[is] > rank[was];

/**
 * Clause → case → how it held. Generated cases are folded into one; as a seed decides which of them shows a known defect,
 * that one is never better than the worst fixed case. What did not show in each attempt is left out: it is not confirmed.
 */
export function heldByClause(report: Report): ReadonlyMap<string, ReadonlyMap<string, Held>> {
  const fixed = new Set(report.observed.cases.map((entry) => entry.case));
  const flaky = new Set(
    report.findings.flatMap((finding) => (finding.flaky ? finding.cases.map((id) => `${finding.clause} ${id}`) : [])),
  );
  const all = new Map<string, ReadonlyMap<string, Held>>();
  for (const clause of report.clauses) {
    const cases = new Map<string, Held>();
    let worstFixed: Held = 'pass';
    for (const [id, outcome] of Object.entries(clause.cases)) {
      const held = heldAt(clause.level, outcome);
      if (held === null || flaky.has(`${clause.id} ${id}`)) continue;
      const key = fixed.has(id) ? id : generated;
      if (key === id) worstFixed = worse(worstFixed, held);
      cases.set(key, worse(cases.get(key) ?? 'pass', held));
    }
    const folded = cases.get(generated);
    if (folded !== undefined) cases.set(generated, worse(folded, worstFixed));
    if (cases.size > 0) all.set(clause.id, cases);
  }
  return all;
}

/** A response in one line: status, media type, and the shape of an error (the envelope for an accepted update). */
const responseLine = (response: CaseObservation['answers'][number]): string =>
  `${response.status} ${response.mediaType ?? '-'} ${response.errorShape ?? endpoint.envelope}`;

/** The responses of one case, each under the label that a baseline pins it by: one that comes again with another response is numbered. */
export function numberedResponses<ObservedResponse extends CaseObservation['answers'][number]>(
  responses: readonly ObservedResponse[],
): readonly { readonly response: ObservedResponse; readonly label: string; readonly line: string }[] {
  const lines = new Map<string, string>();
  return responses.map((response) => {
    const line = responseLine(response);
    let label = response.label;
    for (let turn = 2; lines.has(label) && lines.get(label) !== line; turn += 1) label = `${response.label} #${turn}`;
    lines.set(label, line);
    return { response, label, line };
  });
}

/** Label → response of one case. */
export const responsesOf = (responses: CaseObservation['answers']): ReadonlyMap<string, string> =>
  new Map(numberedResponses(responses).map(({ label, line }) => [label, line]));

/** Formats that few responses have, such as a timestamp whose milliseconds are left out when zero, come and go by chance. */
const share = 0.1;
/** Fewer responses than this do not show that a set of values is small. */
const enough = 10;

function usualFormats(formats: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(formats);
  const sum = entries.reduce((total, [, count]) => total + count, 0);
  return entries.flatMap(([format, count]) => (count >= sum * share ? [format] : [])).sort();
}

/** The inferred shape with counts replaced by words. */
export function shapeToPin(observed: Observed): Readonly<Record<string, BaselineNode>> {
  return sortedRecord(
    Object.entries(observed.shape)
      .filter(([, node]) => node.seen > 0)
      .map(([pointer, node]) => [
        pointer,
        {
          presence: node.seen >= node.of ? 'always' : 'sometimes',
          types: Object.keys(node.types).sort(),
          formats: usualFormats(node.formats),
          ...(node.values !== null && node.values.length > 0 && node.seen >= enough
            ? { values: [...node.values].sort() }
            : {}),
        },
      ]),
  );
}

/** Names of the headers that every accepted response had. */
const usualHeaders = (observed: Observed): readonly string[] => {
  const accepted = observed.shape['']?.of ?? 0;
  return Object.entries(observed.headers).flatMap(([name, count]) => (count >= accepted ? [name] : []));
};

/**
 * The baseline that a report makes: sorted, without counts, times, texts or generated cases, so that two runs of the same
 * server with different seeds make the same one (but for `seed` and `accepted`).
 * @param now the moment at which a person accepts it; only the date (UTC) is kept
 */
export function makeBaseline(report: Report, now: Date): Baseline {
  const byClause = heldByClause(report);
  const clauses = [...byClause.keys()].sort();
  const broken = clauses.flatMap((clause) => {
    const cases = [...(byClause.get(clause) ?? [])];
    return cases.every(([, held]) => held === 'pass') ? [] : [[clause, sortedRecord(cases)] as const];
  });
  const uneven = new Set(broken.map(([clause]) => clause));
  return {
    $schema: '../../schemas/meta/baseline.schema.json',
    schemaVersion: 1,
    suite: { name: report.suite.name, version: report.suite.version },
    target: { name: report.target.name, kind: report.target.kind },
    profile: report.profile,
    seed: report.seed,
    accepted: now.toISOString().slice(0, 10),
    held: clauses.filter((clause) => !uneven.has(clause)),
    broken: Object.fromEntries(broken),
    generated: [...byClause.values()].some((cases) => cases.has(generated)),
    answers: sortedRecord(
      report.observed.cases
        .filter((entry) => entry.answers.length > 0)
        .map((entry) => [entry.case, sortedRecord(responsesOf(entry.answers))]),
    ),
    headers: [...usualHeaders(report.observed)].sort(),
    shape: shapeToPin(report.observed),
  };
}
