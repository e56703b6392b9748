/** Gathers what the oracles say during one case, and the exchanges that a finding shows. */
import { clauseOf } from '../catalogue.ts';
import type { Judgement } from '../oracles/index.ts';
import type { ClauseId, Exchange, Finding } from '../types.ts';

/** A judgement together with where it was made. */
export interface Verdictlet extends Judgement {
  readonly case: string;
  readonly exchange: Exchange | null;
  /** A value that no request of this run has sent: perhaps somebody else writes to this contact. */
  readonly foreign?: boolean;
  /** Cases with a refused request that was not yet seen to have had no effect: one of them may be to blame. */
  readonly open?: readonly string[];
}

export interface Collector {
  add(verdictlet: Verdictlet): void;
  readonly broken: readonly Verdictlet[];
  /** Passes per case and clause, for cases whose refusals are settled by a later read. */
  readonly passesByCase: ReadonlyMap<string, ReadonlyMap<ClauseId, number>>;
}

/** The cause of a judgement: array indices do not make another cause. */
export const causeOf = ({ clause, pointer }: Pick<Judgement, 'clause' | 'pointer'>): string =>
  `${clause} ${pointer.replace(/\/\d+(?=\/|$)/g, '/*')}`;

export function createCollector(): Collector {
  const broken: Verdictlet[] = [];
  const passesByCase = new Map<string, Map<ClauseId, number>>();
  return {
    broken,
    passesByCase,
    add(verdictlet) {
      if (verdictlet.outcome !== 'pass') {
        broken.push(verdictlet);
        return;
      }
      const own = passesByCase.get(verdictlet.case) ?? new Map<ClauseId, number>();
      own.set(verdictlet.clause, (own.get(verdictlet.clause) ?? 0) + 1);
      passesByCase.set(verdictlet.case, own);
    },
  };
}

/** A broken promise is a failure at level MUST, a warning at SHOULD (a failure with `strict`), a record at MAY. */
export function toFinding(verdictlet: Verdictlet, seed: number, strict: boolean): Finding {
  const { level } = clauseOf(verdictlet.clause);
  const failed = level === 'MUST' || (level === 'SHOULD' && strict) ? 'fail' : level === 'SHOULD' ? 'warn' : 'pass';
  const { clause, pointer, message, expected, actual, certain, exchange } = verdictlet;
  return {
    clause,
    outcome: verdictlet.outcome === 'fail' ? failed : verdictlet.outcome,
    pointer,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    case: verdictlet.case,
    seed,
    exchange,
    ...(certain === true ? { certain } : {}),
  };
}
