/** Confirmation: whether what a case found broken shows again in further looks at it. Pure. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import { clauseOf } from '../catalogue.ts';
import type { Observation } from '../model/index.ts';
import { responseKind } from '../oracles/index.ts';
import { causeOf } from './collect.ts';
import { keepsTime, repetitions, type Ordinals, type Point } from './pattern.ts';

/** A broken promise that can make a run red, or warn. */
export const isFailure = ({ outcome, clause }: Observation): boolean =>
  outcome === 'fail' && clauseOf(clause).level !== 'MAY';

/** Where a request stands: in its case, by its label and how often that came before; and in the run. */
export interface Trace {
  readonly place: string;
  readonly ordinals: Ordinals;
  readonly isUpdate: boolean;
  /** The kind of response that came. */
  readonly kind: string;
}

/** What is known of each exchange beside its content, by its id. */
export type Traces = ReadonlyMap<number, Trace>;

/** The response to one request of a case in one line, as a baseline pins it, and the id of its exchange. */
export interface ResponseLine {
  readonly line: string;
  readonly id: number;
}

/** One further look at a case: what it judged, and what it sent. */
export interface Look {
  /** What held and what did not. */
  readonly said: readonly Observation[];
  /** Ids of its exchanges: after the first of the two, up to the second. */
  readonly exchanges: readonly [number, number];
  /** Its responses by label, where a baseline pins them. */
  readonly responses: ReadonlyMap<string, ResponseLine>;
}

/** What one lost or changed value may be called, according to which request it is laid to. */
const oneLoss: ReadonlySet<ClauseId> = new Set<ClauseId>([
  'update-is-stored',
  'unsent-attributes-keep-value',
  'refused-update-changes-nothing',
  'refused-update-not-partly-applied',
  'unauthenticated-update-changes-nothing',
]);

/** Promises about reads in their order: which of several reads shows that they are broken is chance. */
const ofAnyRead: ReadonlySet<ClauseId> = new Set<ClauseId>(['read-after-update-prompt', 'reads-never-go-back']);

/** True for what is said of a value that an attribute lost, or that changed. */
export const isLoss = ({ clause, pointer }: Observation): boolean => pointer !== '' && oneLoss.has(clause);

const tracedPlace = (exchange: Exchange | null, traces: Traces): string =>
  exchange === null ? '' : (traces.get(exchange.id)?.place ?? '');

/** The same kind of response to the request at the same place of the case. */
function isAlike(one: Observation, other: Observation, traces: Traces): boolean {
  if (one.exchange === null || other.exchange === null) return one.exchange === other.exchange;
  return (
    responseKind(one.exchange) === responseKind(other.exchange) &&
    (ofAnyRead.has(one.clause) || tracedPlace(one.exchange, traces) === tracedPlace(other.exchange, traces))
  );
}

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
  const failures = said.filter(isFailure);
  const same = failures.find(
    (other) => causeOf(other) === causeOf(observation) && (isLoss(observation) || isAlike(other, observation, traces)),
  );
  if (same !== undefined || !isLoss(observation)) return same;
  return failures.find(
    (other) => other.pointer === observation.pointer && oneLoss.has(other.clause) && !known.has(causeOf(other)),
  );
}

/** The exchanges of a look at one place, by their ids, with their traces. */
const exchangesAt = ({ exchanges: [after, upTo] }: Look, place: string, traces: Traces) =>
  [...traces].filter(([id, trace]) => id > after && id <= upTo && trace.place === place);

/**
 * Whether a look says anything of a promise that it did not show broken. It says nothing where the same kind of response came to the same
 * request and the promise was judged neither way: time was too short, or what it is about did not come up. A response of another kind
 * says that what was seen did not come again. What an attribute holds is read at the end of each look.
 */
function hasJudged(look: Look, observation: Observation, traces: Traces): boolean {
  const { clause, exchange } = observation;
  if (exchange === null || isLoss(observation)) return true;
  const judged = look.said.filter((each) => each.clause === clause);
  if (ofAnyRead.has(clause)) return judged.length > 0;
  const there = exchangesAt(look, tracedPlace(exchange, traces), traces);
  return (
    !there.some(([, { kind }]) => kind === responseKind(exchange)) ||
    judged.some((each) => there.some(([id]) => id === each.exchange?.id))
  );
}

const ordinalsOf = (id: number, traces: Traces): Ordinals =>
  traces.get(id)?.ordinals ?? { requests: id, updates: 0, reads: 0 };

/** The point of a look at an observation: the request that showed it again, or else the one at its place. Null where it judged neither. */
function pointOf(
  look: Look,
  observation: Observation,
  repeated: Observation | undefined,
  traces: Traces,
): Point | null {
  if (repeated === undefined && !hasJudged(look, observation, traces)) return null;
  const there = exchangesAt(look, tracedPlace(observation.exchange, traces), traces);
  const id = repeated?.exchange?.id ?? there.at(-1)?.[0] ?? look.exchanges[1];
  return { ordinals: ordinalsOf(id, traces), shown: repeated !== undefined };
}

/** What further looks say of one observation. */
export interface Sequence {
  /** The first one, and one per look that judged it. */
  readonly points: readonly Point[];
  /** Whether the last look showed it. */
  readonly shownLast: boolean;
}

/** The same of an observation. */
export interface ObservationSequence extends Sequence {
  readonly observation: Observation;
  /** The observation that the first look showed again. */
  readonly repeated: Observation | undefined;
}

/** A response that is not what a baseline pins, as far as further looks show it. */
export function sequenceOfResponse(
  { label, is, id }: { readonly label: string; readonly is: string; readonly id: number },
  looks: readonly Look[],
  traces: Traces,
): Sequence {
  const points = looks.map(({ responses, exchanges: [, last] }): Point => {
    const response = responses.get(label);
    return { ordinals: ordinalsOf(response?.id ?? last, traces), shown: response?.line === is };
  });
  return {
    points: [{ ordinals: ordinalsOf(id, traces), shown: true }, ...points],
    shownLast: points.at(-1)?.shown ?? true,
  };
}

/** What a first observation and the looks after it come to. */
export function sequenceOf(
  observation: Observation,
  looks: readonly Look[],
  known: ReadonlySet<string>,
  traces: Traces,
): ObservationSequence {
  const seen = looks.map((look) => {
    const repeated = repeatedIn(look, observation, known, traces);
    return { repeated, point: pointOf(look, observation, repeated, traces) };
  });
  const first: Point = { ordinals: ordinalsOf(observation.exchange?.id ?? 0, traces), shown: true };
  return {
    observation,
    points: [first, ...seen.flatMap(({ point }) => (point === null ? [] : [point]))],
    shownLast: seen.length === 0 || seen.at(-1)?.point?.shown === true,
    repeated: seen.find(({ repeated }) => repeated !== undefined)?.repeated,
  };
}

/** Looks that show what is broken each time: two at once, two at the end of the run. */
export const looksAtOnce = 2;
export const looksInAll = 4;
/** Looks without a sign of it after which nothing more is expected. */
const patience = 3;
/** How often a pattern has to have shown itself. */
const leastShown = 3;
/** By which counters a pattern may go. */
export const counters = ['requests', 'updates', 'reads'] as const;
/** The longest pattern that is looked for: eight looks show no longer period often enough. */
export const longestPeriod = 4;

/** Looks at one doubt at most: those that judge nothing are no reason to go on for ever. */
export const mostLooks = 12;

/**
 * What a sequence says so far.
 * - `steady`: broken in four further looks of four, or in a pattern without an exception over eight
 * - `each-time`: broken in every look that judged it, which are too few
 * - `perhaps`: it may be a pattern, and more looks will tell
 * - `passing`: it comes and goes
 */
export function sequenceState({ points }: Pick<Sequence, 'points'>): 'steady' | 'each-time' | 'perhaps' | 'passing' {
  const looks = points.slice(1);
  const shown = looks.filter((point) => point.shown).length;
  if (shown === looks.length) return looks.length >= looksInAll ? 'steady' : 'each-time';
  if (!keepsTime(points, counters, longestPeriod) || (shown === 0 && looks.length >= patience)) return 'passing';
  if (looks.length < repetitions) return 'perhaps';
  return shown >= leastShown ? 'steady' : 'passing';
}
