/**
 * Finds out who moves an attribute before a request is blamed for it: the request, a late effect of every write, or somebody else. The
 * attribute is put back alone. What stays is the doing of the request. What moves is put back three times: a late effect comes after
 * the same delay each time, and somebody else at a time of their own.
 */
import type { Json } from '../text/json.ts';
import { differences, pick, type Difference } from '../endpoint/index.ts';
import { readOnce, type At, type Read } from './read-once.ts';
import { culprit, noteTimes } from './memory.ts';
import { wasAccepted } from './judgements.ts';
import type { Model, Mover, Script } from './types.ts';
import { responseTo } from './target-health.ts';

/** How long a write is watched, in milliseconds. */
const watched = 2500;
/** When a write is read whose delay is not known yet, in milliseconds after it. */
const times: readonly number[] = [
  ...[0, 25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 700, 850],
  ...[1000, 1200, 1450, 1700, 1950, 2200, watched],
];
/** Writes that are measured: three at least, and more where reads are too far apart to tell the same delay from chance. */
const [least, mostWrites] = [3, 9] as const;
/** How probable it may be that somebody who writes at a fixed interval seems to keep the delay. */
const chance = 0.02;
/**
 * What is waited before each measured write, as a share of the delay: whoever writes at a fixed interval would else be met in step
 * with it.
 */
const pauses = [0, 0, 0.75, 0.5, 0.9, 0.6, 0.8, 0.4, 0.7] as const;

/** Between which two reads after a write its value went away, in milliseconds. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** What all windows have in common; `from` is after `to` where they part. */
const common = (windows: readonly Window[]): Window => ({
  from: Math.max(...windows.map(({ from }) => from)),
  to: Math.min(...windows.map(({ to }) => to)),
});

/** How far two delays may be apart and be the same: a tenth. A job does not keep time better. */
const tolerance = ({ to }: Window): number => Math.max(20, to / 10);

const areSame = (windows: readonly Window[]): boolean => {
  const shared = common(windows);
  return shared.from - shared.to <= tolerance(shared);
};

const isAtOnce = (windows: readonly Window[]): boolean => windows.every(({ from }) => from === 0);

/** How probable it is that windows agree by chance: somebody else's interval is no shorter than the delay. */
function coincidence(windows: readonly Window[]): number {
  const shared = common(windows);
  const left = Math.max(0, shared.to - shared.from) + tolerance(shared);
  return windows.slice(1).reduce((product, { from, to }) => product * Math.min(1, (to - from + left) / shared.to), 1);
}

const isMeasured = (windows: readonly Window[]): boolean =>
  windows.length >= least && (isAtOnce(windows) || windows.length >= mostWrites || coincidence(windows) <= chance);

/** When a later write is read: once where nothing is due, and closely where the effect is expected. */
function timesAround({ from, to }: Window): readonly number[] {
  const [begin, end] = [Math.min(from, to), Math.max(from, to)];
  const step = Math.max(20, (end - begin) / 4);
  return [begin / 2, ...[-1, 0, 1, 2, 3, 4, 6, 8, 12].map((turn) => begin + turn * step)].filter((time) => time >= 0);
}

interface Watched extends At {
  /** Null while the value was there. */
  readonly window: Window | null;
  /** What the attribute holds, as the last read shows it. */
  readonly holds: Json;
}

/** Waits so many milliseconds, if any. */
function* wait(start: At, milliseconds: number): Script<At> {
  if (milliseconds <= 0) return start;
  const { at } = yield { model: start.model, judgements: start.said, ask: { type: 'wait', milliseconds } };
  return { ...start, said: [], at };
}

/** Puts an attribute back alone and reads at some times after that, until it is another; null when the update was not accepted. */
function* watch(
  start: At,
  { key, expected }: Pick<Difference, 'key' | 'expected'>,
  readAt: readonly number[],
  caseId: string,
): Script<Watched | null> {
  const ask = { type: 'putBack', attributes: { [key]: expected } } as const;
  const wrote = responseTo('resent', yield { model: start.model, judgements: start.said, ask });
  if (!wasAccepted(wrote.exchange)) return null;
  const isThere = ({ state }: Read): boolean => differences({ [key]: expected }, pick(state, [key])).length === 0;
  let so: At = { model: noteTimes(start.model, wrote.exchange), said: [], at: wrote.at };
  let base = wrote.at;
  const { lag } = so.model;
  if (lag > 0) {
    // Where reads lag behind, a write is there from the first read on that shows it.
    let read: Read | null = null;
    while (read === null || (!isThere(read) && read.at - wrote.at <= lag))
      so = read = yield* readOnce(yield* wait(so, Math.ceil(lag / 10)), caseId);
    if (!isThere(read)) return { ...read, window: { from: 0, to: 0 }, holds: read.state[key] ?? expected };
    base = read.at;
  }
  let from = 0;
  for (const [index, time] of readAt.entries()) {
    // Slow requests leave no time for all of them.
    if ((readAt[index + 1] ?? Infinity) <= so.at - base) continue;
    const read: Read = yield* readOnce(yield* wait(so, Math.ceil(time - (so.at - base))), caseId);
    so = read;
    if (!isThere(read)) return { ...so, window: { from, to: read.at - base }, holds: read.state[key] ?? expected };
    from = read.at - base;
  }
  return { ...so, window: null, holds: expected };
}

interface Judged extends At {
  readonly mover: Mover;
  readonly holds: Json;
}

/** Who moves one attribute; null when it could not be put back. */
function* moverOf(start: At, difference: Difference, caseId: string): Script<Judged | null> {
  const first = yield* watch(start, difference, [0, watched], caseId);
  if (first === null) return null;
  if (first.window === null) return { ...first, mover: { who: 'request' } };
  let so: Watched = first;
  const windows: Window[] = [];
  while (!isMeasured(windows)) {
    const known = windows.length === 0 ? null : common(windows);
    const paused = yield* wait(so, Math.round((pauses[windows.length] ?? 0) * (windows[0]?.to ?? 0)));
    const next = yield* watch(paused, difference, known === null ? times : timesAround(known), caseId);
    if (next === null) return null;
    so = next;
    if (so.window !== null) windows.push(so.window);
    if (so.window === null || !areSame(windows)) return { ...so, mover: { who: 'somebody-else' } };
  }
  // What is gone at once is the doing of the write itself: it is told like any other deviation.
  return { ...so, mover: isAtOnce(windows) ? { who: 'request' } : { who: 'late-effect', delay: common(windows).to } };
}

/** What may be asked about: it has a value that an update can write, and no refused request is known to have sent what is there. */
const isOpen = (model: Model, { key, expected, actual }: Difference): boolean =>
  model.reading !== null &&
  model.movers[key] === undefined &&
  expected !== null &&
  culprit(model, key, actual)?.exact !== true;

/**
 * Finds out who moves the attributes that a read shows changed, once per attribute and run.
 * @returns the model that knows it, and what the contact holds of what was put back
 */
export function* whoMoved(
  start: At,
  found: readonly Difference[],
  caseId: string,
): Script<At & { readonly holds: Readonly<Record<string, Json>> }> {
  let so = start;
  let holds: Readonly<Record<string, Json>> = {};
  for (const difference of found.filter((each) => isOpen(start.model, each))) {
    const { key } = difference;
    const judged = yield* moverOf(so, difference, caseId);
    const { model, said, at }: At = judged ?? { ...so, said: [] };
    const mover: Mover = judged?.mover ?? { who: 'request' };
    const effect = mover.who === 'late-effect' ? Math.ceil(mover.delay * 1.1) : 0;
    if (judged !== null) holds = { ...holds, [key]: judged.holds };
    so = {
      model: { ...model, movers: { ...model.movers, [key]: mover }, effect: Math.max(model.effect, effect) },
      said,
      at,
    };
  }
  return { ...so, holds };
}
