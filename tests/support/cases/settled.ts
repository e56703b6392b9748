/** What becomes of findings once all looks have been taken. Pure. */
import type { Finding, LookedAt } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { pointerOf } from '../endpoint/index.ts';
import { responseKind } from '../oracles/index.ts';
import { keepsTime, repetitions } from './pattern.ts';
import type { Trace } from './steady.ts';

/** What became of what a finding waits for in the looks at the end of the run. */
export interface Settled {
  /** What {@link LookedAt} names: a cause in a case. */
  readonly cause: string;
  readonly state: 'steady' | 'passing' | 'open';
  /** Why it could not be looked at to the end. */
  readonly reason?: string;
}

/** A response that is not what the baseline pins: it comes and goes, or could not be looked at to the end. */
export interface Unsteady {
  readonly case: string;
  readonly label: string;
  readonly state: 'passing' | 'open';
}

/** What a run says about its looks when it ends. */
export interface Settlement {
  readonly unsteady: readonly Unsteady[];
  readonly settled: readonly Settled[];
  /** Kinds of response that came in a pattern without an exception. */
  readonly rhythms: readonly string[];
  /** Attributes that somebody else was seen to write to. */
  readonly theirs: readonly string[];
}

export const noSettlement: Settlement = { settled: [], rhythms: [], unsteady: [], theirs: [] };

const cut: Omit<Settled, 'cause'> = { state: 'open', reason: 'the run ended before its last confirmations' };

const once =
  'An attribute that was not sent took a value that no request of this run has sent, and did not do so again: somebody else writes to this contact.';
const again = 'Nothing can be said of this attribute: somebody else writes to this contact.';

const interfered = (finding: Finding, sentence: string): Finding => ({
  ...finding,
  outcome: 'inconclusive',
  message: `${sentence} ${finding.message}`,
  interference: true,
});

/** Groups of clauses about what is stored, which somebody else may change; what a response says is the doing of the target. */
const ofTheState: ReadonlySet<string> = new Set(['storage', 'refusal', 'authentication']);

/** True for what is said to be broken about what an attribute holds that somebody else writes to. */
const isTheirs = ({ outcome, clause, pointer, certain }: Finding, theirs: readonly string[]): boolean =>
  (outcome === 'fail' || outcome === 'warn') &&
  certain !== true &&
  ofTheState.has(clauseOf(clause).group) &&
  theirs.some((name) => pointerOf(name) === pointer);

function tell({ looked: _, ...finding }: Finding, looked: LookedAt, state: Settled['state'], reason: string): Finding {
  if (state === 'steady') return finding;
  if (state === 'open')
    return {
      ...finding,
      outcome: 'inconclusive',
      unconfirmed: true,
      message: `Could not be confirmed (${reason}): ${finding.message}`,
    };
  return looked.foreign === true
    ? interfered(finding, once)
    : {
        ...finding,
        outcome: 'warn',
        flaky: true,
        message: `Not steady: it did not show in each confirmation. ${finding.message}`,
      };
}

const gravity: Readonly<Record<Settled['state'], number>> = { steady: 2, open: 1, passing: 0 };

const graver = (one: Settled | undefined, other: Settled): Settled =>
  one === undefined || gravity[other.state] > gravity[one.state] ? other : one;

/**
 * The findings of a run, after the looks at its end: broken is what showed in each of them, or in a pattern. What still waits when the
 * run was cut short is open. What is said of attributes that somebody else writes to is open too, however often it showed.
 */
export function settleFindings(
  findings: readonly Finding[],
  { settled, rhythms, theirs = [] }: Pick<Settlement, 'settled' | 'rhythms'> & Partial<Pick<Settlement, 'theirs'>>,
): readonly Finding[] {
  const states = new Map<string, Settled>();
  // Two observations of one case may have one cause: what is steady is broken, whatever comes and goes beside it.
  for (const each of settled) states.set(each.cause, graver(states.get(each.cause), each));
  return findings.map((finding) => {
    const { looked, exchange, clause } = finding;
    if (isTheirs(finding, theirs)) {
      const { looked: _, ...rest } = finding;
      return interfered(rest, again);
    }
    if (looked === undefined) return finding;
    const { state, reason = '' } =
      looked.state === 'awaited' ? (states.get(looked.cause) ?? cut) : { state: looked.state, reason: looked.reason };
    const inRhythm = exchange !== null && clauseOf(clause).level === 'MUST' && rhythms.includes(responseKind(exchange));
    return tell(finding, looked, inRhythm ? 'steady' : state, reason);
  });
}

/** The longest pattern that a whole run is searched for. */
const longestPeriod = 12;

/**
 * Kinds of response that came to every second, third, … request or update of a run, and to no other that would have been accepted: no
 * passing failure keeps time like that.
 */
export function rhythmsOf(traces: readonly Trace[]): readonly string[] {
  const kinds = new Map<string, Trace[]>();
  for (const trace of traces) kinds.set(trace.kind, [...(kinds.get(trace.kind) ?? []), trace]);
  return [...kinds].flatMap(([kind, members]) => {
    const some = new Set(members);
    const isOfUpdates = members.every(({ isUpdate }) => isUpdate);
    const among = traces.filter(
      (trace) => some.has(trace) || (trace.kind.startsWith('2') && (trace.isUpdate || !isOfUpdates)),
    );
    const points = among.map((trace) => ({ ordinals: trace.ordinals, shown: some.has(trace) }));
    return members.length >= repetitions && keepsTime(points, ['requests', 'updates'], longestPeriod) ? [kind] : [];
  });
}
