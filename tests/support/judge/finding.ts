/** Findings, and values as they keep them: short, whoever sent them. */
import type { SdkClauseId } from '../catalogue.ts';
import { escapeKey, type Json } from '../text/json.ts';
import { compact } from '../text/lines.ts';
import type { SdkFinding } from './types.ts';

const longest = 120;

/** The beginning of a text. */
export const excerptOf = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`);

/** A value, or its beginning where it is long. */
export function shortened(value: Json): Json {
  if (typeof value === 'string') return excerptOf(value);
  const text = compact(value, longest);
  return text.includes('…') ? text : value;
}

/** A mistake of a client, in words where it is; `rest` says what differs from the usual. */
export const findingOf = (
  clause: SdkClauseId,
  where: string,
  kind: string,
  message: string,
  rest: Partial<SdkFinding> = {},
): SdkFinding => ({
  clause,
  pointer: '',
  where,
  kind,
  party: 'SDK',
  message,
  expected: null,
  actual: null,
  ...rest,
});

/** The same of a place in the body. */
export const findingAt = (
  pointer: string,
  clause: SdkClauseId,
  kind: string,
  message: string,
  rest: Partial<SdkFinding> = {},
): SdkFinding => findingOf(clause, pointer, kind, message, { pointer, ...rest });

/** The pointer of what stands at some keys below another. */
export const pointerBelow = (pointer: string, segments: readonly string[]): string =>
  pointer + segments.map((segment) => `/${escapeKey(segment)}`).join('');

const isIndex = (segment: string): boolean => /^\d+$/.test(segment);

/** The keys of a place without the numbers of items, as a name. */
export const nameAt = (segments: readonly string[]): string =>
  segments.filter((segment) => !isIndex(segment)).join('.');

/** A place with every number of an item as `*`. */
export const patternAt = (segments: readonly string[]): string =>
  segments.map((segment) => `/${isIndex(segment) ? '*' : segment}`).join('');
