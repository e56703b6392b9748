/** Names for what a JSON value is: its type, and for text its format. Formats stand in for values, which a seed decides. */
import type { Json } from '../text/json.ts';
import { isIdentifier } from '../endpoint/index.ts';

const dateTime = /^\d{4}-\d\d-\d\d([T t])\d\d:\d\d:\d\d(?:\.(\d+))?\s?(Z|z|UTC|[+-]\d\d:?\d\d)?$/;
const date = /^\d{4}-\d\d-\d\d$/;
const epoch = /^\d{10,16}$/;

/** The JSON type of a value, integers told apart from other numbers. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Digits are put in buckets, as some servers leave out trailing zeros. */
function precisionOf(fraction: string | undefined): string {
  if (fraction === undefined) return 's';
  if (fraction.length <= 3) return 'ms';
  return fraction.length <= 6 ? 'us' : 'ns';
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return 'no-zone';
  if (zone === 'Z' || zone === 'z') return 'Z';
  return zone === 'UTC' ? 'UTC' : zone.includes(':') ? 'offset' : 'offset-without-colon';
}

/**
 * The format of a text: `uuid`, `date`, `epoch`, `text`, or `date-time/<T or space>/<s, ms, us, ns>/<zone>`, so that a
 * lost precision can be told from a changed zone.
 */
export function formatOf(text: string): string {
  if (isIdentifier(text)) return 'uuid';
  const stamp = dateTime.exec(text);
  if (stamp !== null) {
    return `date-time/${stamp[1] === ' ' ? 'space' : 'T'}/${precisionOf(stamp[2])}/${zoneOf(stamp[3])}`;
  }
  if (date.test(text)) return 'date';
  return epoch.test(text) ? 'epoch' : 'text';
}

/** The parts of a `date-time/…` format, or null for another format. */
export function stampParts(format: string): { separator: string; precision: string; zone: string } | null {
  const [kind, separator, precision, zone] = format.split('/');
  if (kind !== 'date-time' || separator === undefined || precision === undefined || zone === undefined) return null;
  return { separator, precision, zone };
}

/** Precisions from coarse to fine. */
export const precisions: readonly string[] = ['s', 'ms', 'us', 'ns'];
