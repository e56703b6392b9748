/** Values as a finding keeps them: short, whoever sent them. */
import type { Json } from '../text/json.ts';
import { compact } from '../text/lines.ts';

const longest = 120;

/** The beginning of a text. */
export const excerptOf = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`);

/** A value, or its beginning where it is long. */
export function shortened(value: Json): Json {
  if (typeof value === 'string') return excerptOf(value);
  const text = compact(value, longest);
  return text.includes('…') ? text : value;
}
