/** A value of an observed shape, made from the shape alone: it holds nothing of the workspace that was looked at. */
import type { Observed } from '../report/types.ts';
import { segmentsOf, type Json } from '../text/json.ts';
import { childrenOf, lastOf } from './pointer.ts';
import { documentedNames } from './shape.ts';

const texts: Readonly<Record<string, string>> = {
  uuid: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  date: '2025-03-15',
  epoch: '1742034600',
  text: 'text',
};
const zones: Readonly<Record<string, string>> = {
  Z: 'Z',
  offset: '+00:00',
  'offset-without-colon': '+0000',
  UTC: ' UTC',
};
const fractions: Readonly<Record<string, string>> = { ms: '.000', us: '.000000', ns: '.000000000' };

/** A text of a format, as `formatOf` names formats. */
function textOf(format: string): string {
  const [kind, separator, precision, zone] = format.split('/');
  if (kind !== 'date-time') return texts[format] ?? 'text';
  return `2025-03-15${separator === 'space' ? ' ' : 'T'}10:30:00${fractions[precision ?? ''] ?? ''}${zones[zone ?? ''] ?? ''}`;
}

const most = (counts: Readonly<Record<string, number>>): string | undefined =>
  Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];

/**
 * One value of the shape at a pointer. Where several types were seen, `prefer` names the one to show at its pointer;
 * elsewhere the most frequent.
 */
export function sampleOf(
  shape: Observed['shape'],
  pointer = '',
  prefer: { readonly pointer: string; readonly type: string } | null = null,
): Json {
  const node = shape[pointer];
  const wanted =
    prefer?.pointer === pointer && node?.types[prefer.type] !== undefined ? prefer.type : most(node?.types ?? {});
  const children = childrenOf(new Map(Object.entries(shape)), pointer);
  switch (wanted) {
    case 'object':
      return Object.fromEntries(
        children
          .filter((child) => lastOf(child) !== '*' && (shape[child]?.seen ?? 0) > 0)
          .map((child) => [segmentsOf(child).at(-1) ?? '', sampleOf(shape, child, prefer)]),
      );
    case 'array':
      return shape[`${pointer}/*`] === undefined ? [] : [sampleOf(shape, `${pointer}/*`, prefer)];
    case 'string': {
      const value = node?.values?.[0];
      const known = documentedNames.has(lastOf(pointer)) ? undefined : value;
      return known ?? textOf(most(node?.formats ?? {}) ?? 'text');
    }
    case 'integer':
      return 1;
    case 'number':
      return 1.5;
    case 'boolean':
      return true;
    default:
      return null;
  }
}
