/** Confirmation: whether what a case found broken shows again in further looks at it. Pure. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import { clauseOf } from '../catalogue.ts';
import type { Observation } from '../model/index.ts';
import { responseKind } from '../oracles/index.ts';
import { causeOf } from './collect.ts';

/** A broken promise that can make a run red, or warn. */
export const isFailure = ({ outcome, clause }: Observation): boolean =>
  outcome === 'fail' && clauseOf(clause).level !== 'MAY';

/** How many requests a run had sent when it sent one: of all kinds, updates, and reads. */
export interface Ordinals {
  readonly requests: number;
  readonly updates: number;
  readonly reads: number;
}

/** Where a request stands in its case, by its label and how often that came before; and where in the run. */
export interface Trace {
  readonly place: string;
  readonly ordinals: Ordinals;
  readonly isUpdate: boolean;
  /** The kind of response that came. */
  readonly kind: string;
}

/** What is known of each exchange beside its content, by its id. */
export type Traces = ReadonlyMap<number, Trace>;

/** One further look at a case: what it found broken, and what it sent. */
export interface Look {
  readonly said: readonly Observation[];
  /** Ids of its exchanges: after the first of the two, up to the second. */
  readonly exchanges: readonly [number, number];
  /** Its answers by label, one line each, where a baseline pins them. */
  readonly answers: ReadonlyMap<string, string>;
}

/** What one lost or changed value may be called, according to which request it is laid to. */
const oneLoss: ReadonlySet<ClauseId> = new Set<ClauseId>([
  'update-is-stored',
  'unsent-attributes-keep-value',
  'refused-update-changes-nothing',
  'unauthenticated-update-changes-nothing',
]);

const placeOf = (exchange: Exchange | null, traces: Traces): string =>
  exchange === null ? '' : (traces.get(exchange.id)?.place ?? '');

/** The same kind of response to the request at the same place of the case. */
const isAlike = (one: Exchange | null, other: Exchange | null, traces: Traces): boolean =>
  one === null || other === null
    ? one === other
    : responseKind(one) === responseKind(other) && placeOf(one, traces) === placeOf(other, traces);

/**
 * The same broken promise in a further look: the same clause and pointer, and the same kind of response to the same request. What an
 * attribute lost may be laid to the update that wrote it, to the one that came between or to a refused one: it is the same loss at the
 * same pointer, unless that one was there the first time too.
 * @param known causes that were seen before, and so say nothing about another one
 */
export function repeatedIn(
  { said }: Pick<Look, 'said'>,
  observation: Observation,
  known: ReadonlySet<string>,
  traces: Traces,
): Observation | undefined {
  const isLoss = observation.pointer !== '' && oneLoss.has(observation.clause);
  const same = said.find(
    (other) =>
      causeOf(other) === causeOf(observation) && (isLoss || isAlike(other.exchange, observation.exchange, traces)),
  );
  if (same !== undefined || !isLoss) return same;
  return said.find(
    (other) =>
      other.pointer === observation.pointer &&
      isFailure(other) &&
      oneLoss.has(other.clause) &&
      !known.has(causeOf(other)),
  );
}

/** One time that a promise was looked at: where in the run, and whether it was broken. */
export interface Point {
  readonly ordinals: Ordinals;
  readonly shown: boolean;
}

/** Looks that show a pattern. */
export const repetitions = 8;
const periods = [2, 3, 4] as const;
const counters = ['requests', 'updates', 'reads'] as const;

/** True when every second, third or fourth request, update or read is broken, and no other: not a single point says otherwise. */
export const isPeriodic = (points: readonly Point[]): boolean =>
  counters.some((counter) =>
    periods.some((period) => {
      const turn = points.find(({ shown }) => shown)?.ordinals[counter] ?? 0;
      return points.every(({ ordinals, shown }) => shown === ((ordinals[counter] - turn) % period === 0));
    }),
  );

/** The point of a look at an observation: the request that showed it again, or else the one at its place. */
export function pointOf(
  look: Look,
  observation: Observation,
  repeated: Observation | undefined,
  traces: Traces,
): Point {
  const [after, upTo] = look.exchanges;
  const place = placeOf(observation.exchange, traces);
  const there = [...traces].filter(([id, trace]) => id > after && id <= upTo && trace.place === place);
  const id = repeated?.exchange?.id ?? there.at(-1)?.[0] ?? upTo;
  return {
    ordinals: traces.get(id)?.ordinals ?? { requests: id, updates: 0, reads: 0 },
    shown: repeated !== undefined,
  };
}

/** What further looks say of one observation. */
export interface Sequence {
  /** The first one, and one per look. */
  readonly points: readonly Point[];
}

/** The same of an observation. */
export interface Observed extends Sequence {
  readonly observation: Observation;
  /** The observation that the first look showed again. */
  readonly repeated: Observation | undefined;
}

/** An answer that is not what a baseline pins, as far as further looks show it. */
export const sequenceOfAnswer = (label: string, line: string, looks: readonly Look[]): Sequence => ({
  points: [0, ...looks.map(({ exchanges: [, last] }) => last)].map((id, index) => ({
    ordinals: { requests: id, updates: id, reads: id },
    shown: index === 0 || looks[index - 1]?.answers.get(label) === line,
  })),
});

/** What a first observation and the looks after it come to. */
export function sequenceOf(
  observation: Observation,
  looks: readonly Look[],
  known: ReadonlySet<string>,
  traces: Traces,
): Observed {
  const { exchange } = observation;
  const first = (exchange === null ? undefined : traces.get(exchange.id)?.ordinals) ?? {
    requests: exchange?.id ?? 0,
    updates: 0,
    reads: 0,
  };
  const seen = looks.map((look) => ({ look, again: repeatedIn(look, observation, known, traces) }));
  return {
    observation,
    points: [
      { ordinals: first, shown: true },
      ...seen.map(({ look, again }) => pointOf(look, observation, again, traces)),
    ],
    repeated: seen.find(({ again }) => again !== undefined)?.again,
  };
}

/** Looks that show what is broken each time: two at once, two at the end of the run. */
export const looksAtOnce = 2;
export const looksInAll = 4;
/** Looks without a sign of it after which nothing more is expected. */
const patience = 3;
/** How often a pattern has to have shown itself. */
const leastShown = 3;

/**
 * What a sequence says so far.
 * - `steady`: broken in four further looks of four, or in a pattern without an exception over eight
 * - `each-time`: broken in every look so far, which are too few
 * - `perhaps`: it may be a pattern, and more looks will tell
 * - `passing`: it comes and goes
 */
export function stateOf({ points }: Sequence): 'steady' | 'each-time' | 'perhaps' | 'passing' {
  const looks = points.slice(1);
  const shown = looks.filter((point) => point.shown).length;
  if (shown === looks.length) return looks.length >= looksInAll ? 'steady' : 'each-time';
  if (!isPeriodic(points) || (shown === 0 && looks.length >= patience)) return 'passing';
  if (looks.length < repetitions) return 'perhaps';
  return shown >= leastShown ? 'steady' : 'passing';
}
