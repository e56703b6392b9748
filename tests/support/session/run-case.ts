/** Runs one case: first sighting, control and second sighting where something is broken, and the result as data. */
import { clauseOf } from '../catalogue.ts';
import { attributesOf } from '../endpoint/index.ts';
import { unclear } from '../oracles/index.ts';
import type { ClauseId, Finding } from '../types.ts';
import { declaredCases, type Case } from './cases.ts';
import { compareSightings, isFailure, unrepeated } from './compare-sightings.ts';
import { causeOf, createCollector, toFinding, type Collector, type Verdictlet } from './collector.ts';
import { createContext, shownAttributes } from './context.ts';
import { control } from './control.ts';
import { missing } from './needs.ts';
import type { Session } from './session.ts';
import { read } from './settle.ts';
import { Stopped } from './stopped.ts';
import { unattributed } from './unattributed.ts';

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Everything that is not a pass. */
  readonly findings: readonly Finding[];
  /** How often each clause held, per case. */
  readonly passes: Readonly<Record<string, Readonly<Partial<Record<ClauseId, number>>>>>;
  /** Clauses that it could not exercise, with the reason. */
  readonly notExercised: readonly { readonly clause: ClauseId; readonly reason: string }[];
  /** Why it ended before its last request, when it did for want of budget. */
  readonly cut?: string;
  /** Why it ended before its last request; null when it did not. */
  readonly stopped: Stopped['kind'] | null;
  /** Why the target cannot be judged any more; null while it can. */
  readonly down: string | null;
  readonly requests: number;
  readonly ms: number;
}

interface Sighting {
  readonly collector: Collector;
  readonly stopped: Stopped | null;
  readonly thrown: Error | null;
}

/** Runs a case once and gathers what the oracles say. Never throws. */
async function sighting(session: Session, definition: Case, also?: () => Promise<unknown>): Promise<Sighting> {
  const collector = createCollector();
  session.caseId = definition.id;
  session.sink = (verdictlet) => collector.add(verdictlet);
  try {
    await definition.run(createContext(session));
    await also?.();
    if (session.inFlight > 0)
      throw new Error(
        `The case ${definition.id} ended before ${String(session.inFlight)} of its requests: await every verb.`,
      );
    return { collector, stopped: null, thrown: null };
  } catch (error) {
    if (error instanceof Stopped) return { collector, stopped: error, thrown: null };
    return { collector, stopped: null, thrown: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Control, every attribute arranged in one update, then the cases again; null when the control failed or the time was over. */
async function secondSighting(
  session: Session,
  cases: readonly Case[],
  aboutTime: boolean,
): Promise<readonly Verdictlet[] | null> {
  session.offBudget = true;
  session.attempt += 1;
  try {
    const well = await unattributed(session, async () => {
      if (!(await control(session))) return false;
      const context = createContext(session);
      // The records that the contact had at the start, so that the case changes them once more.
      const { initial } = session.options;
      const records = attributesOf('reference').filter(({ name }) => initial[name] !== null);
      const values = context.values(shownAttributes, 'confirmation');
      const attributes = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          records.some((record) => record.name === name) ? (initial[name] ?? value) : value,
        ]),
      );
      if (Object.keys(attributes).length > 0) await context.update(attributes);
      // The update that arranges names every attribute, so it may itself be what moves a timestamp: another one goes between.
      return aboutTime ? control(session) : true;
    });
    if (!well) return null;
    const seen: Verdictlet[] = [];
    for (const definition of cases) {
      const { collector, stopped } = await sighting(session, definition, () => read(session));
      seen.push(...collector.broken);
      if (stopped?.kind === 'down') return null;
    }
    return seen;
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  } finally {
    session.offBudget = false;
    session.attempt = 0;
  }
}

/** Earlier cases that a second look takes in at most. */
const mostOpen = 20;

/** Looks a second time where that is allowed and useful. */
async function confirmed(
  session: Session,
  definition: Case,
  broken: readonly Verdictlet[],
): Promise<readonly Finding[]> {
  const { seed, strict, confirm } = session.options.settings;
  const plainly = (): readonly Finding[] => broken.map((verdictlet) => toFinding(verdictlet, seed, strict));
  const suspects = broken.filter(
    (verdictlet) => isFailure(verdictlet) && verdictlet.certain !== true && !session.confirmed.has(causeOf(verdictlet)),
  );
  if (suspects.length === 0 || session.confirmations >= confirm || session.down !== null) return plainly();
  session.confirmations += 1;
  // A refused request that wrote is often blamed on a later one: all that may have done it are looked at, with a read after each.
  const open = suspects.flatMap((verdictlet) => verdictlet.open ?? []);
  const ids = new Set([
    definition.id,
    ...suspects.map((verdictlet) => verdictlet.case),
    ...[...new Set(open)].slice(-mostOpen),
  ]);
  const cases = declaredCases().filter(({ id }) => ids.has(id));
  let second = await secondSighting(
    session,
    cases.length > 0 ? cases : [definition],
    suspects.some(({ clause }) => clauseOf(clause).group === 'timestamps'),
  );
  const known = new Set([...session.confirmed, ...broken.map(causeOf)]);
  const missed = second === null ? [] : unrepeated(suspects, second, known);
  // What happens only after something else is not seen when a case is looked at by itself: the one before it goes first.
  const before = declaredCases().filter(({ id }) => id === session.previousCase && !ids.has(id));
  if (second !== null && missed.length > 0 && before.length > 0 && session.thirdLooks < confirm) {
    session.thirdLooks += 1;
    const third = (await secondSighting(session, [...before, ...cases], false)) ?? [];
    second = [
      ...second,
      ...third.filter((verdictlet) => unrepeated(missed, [verdictlet], known).length < missed.length),
    ];
  }
  session.caseId = definition.id;
  if (second === null) {
    return broken.map((verdictlet) => {
      const finding = toFinding(verdictlet, seed, strict);
      return suspects.includes(verdictlet)
        ? {
            ...finding,
            outcome: 'inconclusive' as const,
            message: `Could not be looked at a second time (${session.down ?? 'the run ended'}): ${verdictlet.message}`,
          }
        : finding;
    });
  }
  const findings = compareSightings(broken, second, suspects, session.confirmed, { seed, strict });
  for (const finding of findings) if (finding.confirmation != null) session.confirmed.add(causeOf(finding));
  return findings;
}

const judgedClauses = (session: Session, definition: Case, { collector }: Sighting): ReadonlySet<ClauseId> =>
  new Set([
    ...[...collector.passesByCase.values()].flatMap((counts) => [...counts.keys()]),
    ...collector.broken.map(({ clause }) => clause),
    ...session.memory.pending.filter((pending) => pending.case === definition.id).map(({ clause }) => clause),
    ...[...session.memory.unconfirmed.values()]
      .filter((written) => written.case === definition.id)
      .map((): ClauseId => 'update-is-stored'),
  ]);

/**
 * Runs one case against the session's target.
 * @returns what was found; a fault of the suite is a finding with outcome `error`, never an exception
 */
export async function runCase(session: Session, definition: Case): Promise<CaseResult> {
  const { settings, initial, now } = session.options;
  const begin = now();
  const spent = session.spent;
  const base = { id: definition.id, title: definition.title, group: definition.group };
  const reason = (definition.needs ?? [])
    .map((need) => missing(need, settings, initial, session.reading !== null))
    .find((text) => text !== null);
  if (reason !== undefined)
    return {
      ...base,
      findings: [],
      passes: {},
      notExercised: definition.judges.map((clause) => ({ clause, reason })),
      stopped: null,
      down: session.down,
      requests: 0,
      ms: 0,
    };
  const first = await sighting(session, definition);
  const verdictlets: Verdictlet[] = [...first.collector.broken];
  const { stopped, thrown } = first;
  const judged = judgedClauses(session, definition, first);
  const gentle = stopped?.kind === 'budget' || stopped?.kind === 'unavailable';
  const why = gentle ? stopped.message : stopped === null ? 'No answer of this run showed it.' : null;
  const notExercised =
    why === null
      ? []
      : definition.judges.filter((clause) => !judged.has(clause)).map((clause) => ({ clause, reason: why }));
  if (stopped !== null && !gentle)
    for (const clause of definition.judges)
      if (!judged.has(clause))
        verdictlets.push({ ...unclear(clause, stopped.message), case: definition.id, exchange: null });
  const findings: Finding[] = [...(await confirmed(session, definition, verdictlets))];
  session.previousCase = definition.id;
  const [clause] = definition.judges;
  if (
    clause !== undefined &&
    (thrown !== null ||
      (stopped === null && first.collector.broken.length === 0 && !definition.judges.some((id) => judged.has(id))))
  ) {
    const message =
      thrown === null
        ? `The case ${definition.id} judged none of its clauses: ${definition.judges.join(', ')}.`
        : `The suite itself failed: ${thrown.stack ?? thrown.message}`;
    findings.push({
      clause,
      outcome: 'error',
      pointer: '',
      message,
      case: definition.id,
      seed: settings.seed,
      exchange: null,
    });
  }
  const passes = Object.fromEntries(
    [...first.collector.passesByCase].map(([id, counts]) => [id, Object.fromEntries(counts)]),
  );
  const cut = stopped?.kind === 'budget' ? { cut: stopped.message } : {};
  return {
    ...base,
    findings,
    passes,
    notExercised,
    ...cut,
    stopped: stopped?.kind ?? null,
    down: session.down,
    requests: session.spent - spent,
    ms: now() - begin,
  };
}
