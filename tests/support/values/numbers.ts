/** Numbers of a node: a plain one, those at its bounds, and those beyond. */
import { numberAt, type Node } from './tree.ts';
import { drawOf } from './seed.ts';
import type { Breaker, ValueVariant } from './types.ts';

/** A number as a person would write it, without the noise of binary fractions. */
const tidy = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));

/** The smallest whole number that a step comes to when it is taken several times; the step itself where that is none of the first. */
function wholeStep(step: number): number {
  const times = Array.from({ length: 1000 }, (_, index) => tidy((index + 1) * step));
  return times.find(Number.isInteger) ?? step;
}

/** The distance to the next value of a numeric node. */
function stepOf(node: Node): number {
  const unit = numberAt(node, 'multipleOf');
  if (!node.types.includes('number')) return wholeStep(unit ?? 1);
  if (unit !== undefined) return unit;
  const { low, high } = rangeOf(node, 0.5);
  if (low === null || high === null || low <= high) return 0.5;
  // A range that holds no half is taken in steps of a power of ten that it holds at least two of.
  const [least, most] = [
    numberAt(node, 'minimum') ?? numberAt(node, 'exclusiveMinimum') ?? 0,
    numberAt(node, 'maximum') ?? numberAt(node, 'exclusiveMaximum') ?? 0,
  ];
  return most > least ? 10 ** Math.floor(Math.log10((most - least) / 2)) : 0.5;
}

/** The least and the greatest value of a numeric node; null where it is open. */
function rangeOf(node: Node, step = stepOf(node)): { readonly low: number | null; readonly high: number | null } {
  const above = numberAt(node, 'exclusiveMinimum');
  const below = numberAt(node, 'exclusiveMaximum');
  const lows = [
    numberAt(node, 'minimum'),
    above === undefined ? undefined : (Math.floor(above / step) + 1) * step,
  ].filter((low) => low !== undefined);
  const highs = [
    numberAt(node, 'maximum'),
    below === undefined ? undefined : (Math.ceil(below / step) - 1) * step,
  ].filter((high) => high !== undefined);
  return {
    low: lows.length === 0 ? null : tidy(Math.ceil(tidy(Math.max(...lows) / step)) * step),
    high: highs.length === 0 ? null : tidy(Math.floor(tidy(Math.min(...highs) / step)) * step),
  };
}

/**
 * Candidates for a plain number: one near the lower bound, or near the upper one where it is open below, decided by seed and label; then
 * the bounds themselves.
 */
export function plainNumbers(node: Node, seed: number, label: string): readonly number[] {
  const step = stepOf(node);
  const { low, high } = rangeOf(node, step);
  const from = low ?? (high === null ? step : high - 1000 * step);
  const to = high ?? from + 1000 * step;
  const steps = Math.max(0, Math.min(1000, Math.floor((to - from) / step)));
  const bounds = [low, high, numberAt(node, 'minimum'), numberAt(node, 'maximum')];
  return [
    tidy(from + drawOf(seed, label).int(0, steps) * step),
    ...bounds.filter((bound) => bound !== null && bound !== undefined),
  ];
}

/** Fractions inside the bounds of an integer. */
export function fractionsWithin(node: Node): readonly number[] {
  const { low, high } = rangeOf(node);
  return [low === null ? null : low + 0.5, high === null ? null : high - 0.5].filter((value) => value !== null);
}

const numeral = (value: number): string => String(value).replace('-', 'minus-').replace('.', '-');

/** Numbers at the bounds of a node and next to them, within. */
export function numbersWithin(node: Node): readonly ValueVariant[] {
  const { low, high } = rangeOf(node);
  const step = stepOf(node);
  const at = (keyword: string, value: number): ValueVariant => ({
    label: `${keyword.toLowerCase()}-${numeral(tidy(value))}`,
    keyword,
    value: tidy(value),
    plain: false,
  });
  const lowest = numberAt(node, 'exclusiveMinimum') === undefined ? 'minimum' : 'exclusiveMinimum';
  const highest = numberAt(node, 'exclusiveMaximum') === undefined ? 'maximum' : 'exclusiveMaximum';
  return [
    ...(low === null ? [at('type', -step), at('type', 0)] : [at(lowest, low), at(lowest, low + step)]),
    ...(high === null ? [at('type', 1_000_000 * step)] : [at(highest, high), at(highest, high - step)]),
    ...(numberAt(node, 'multipleOf') === undefined ? [] : [at('multipleOf', (low ?? 0) + 2 * step)]),
  ];
}

/** Numbers just beyond the bounds of a node, and between its steps. */
export function numbersBeyond(node: Node): readonly Breaker[] {
  const step = stepOf(node);
  const beyond = (keyword: string, offset: number): readonly Breaker[] => {
    const bound = numberAt(node, keyword);
    if (bound === undefined) return [];
    const next = offset < 0 ? Math.ceil(bound / step) * step : Math.floor(bound / step) * step;
    return [bound, tidy(next), tidy(next + offset * step)].map((value) => ({ keyword, label: '', value }));
  };
  const unit = numberAt(node, 'multipleOf');
  const start =
    numberAt(node, 'minimum') ??
    numberAt(node, 'exclusiveMinimum') ??
    (numberAt(node, 'maximum') ?? numberAt(node, 'exclusiveMaximum') ?? 2 * step) - 2 * step;
  const between =
    unit === undefined
      ? []
      : [1, 0.5, 1.5].map((part) =>
          tidy(Math.ceil(start / unit) * unit + (node.types.includes('integer') ? part : part * unit * 0.5)),
        );
  return [
    ...beyond('minimum', -1),
    ...beyond('maximum', 1),
    ...beyond('exclusiveMinimum', -1),
    ...beyond('exclusiveMaximum', 1),
    ...between.map((value) => ({ keyword: 'multipleOf', label: '', value })),
  ];
}
