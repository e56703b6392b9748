/** The texts of `fixtures/values/` as the generators take them. */
import { PayloadError } from './errors.ts';
import type { AwkwardText } from './types.ts';

/** An entry of a values file: a text, a short one and how often it is repeated, or code units. */
export interface RawText {
  readonly id: string;
  readonly description?: string;
  readonly text?: string;
  readonly repeat?: { readonly text: string; readonly times: number };
  /** UTF-16 units in hexadecimal, for what a JSON file cannot hold: lone surrogates. */
  readonly codeUnits?: readonly string[];
  readonly attributes?: readonly string[];
  /** `may`: nothing is promised about it. */
  readonly class?: 'storable' | 'may';
}

/** Entries of values files with their texts written out. Throws {@link PayloadError} for one that is not written in exactly one way. */
export function expandTexts(raw: readonly RawText[]): readonly AwkwardText[] {
  return raw.map(({ id, text, repeat, codeUnits, ...rest }) => {
    const ways = [
      text,
      repeat?.text.repeat(repeat.times),
      codeUnits === undefined ? undefined : String.fromCharCode(...codeUnits.map((unit) => Number.parseInt(unit, 16))),
    ].filter((way) => way !== undefined);
    const [whole] = ways;
    if (whole === undefined || ways.length > 1) {
      throw new PayloadError(
        `The value ${id} is written in ${ways.length} ways. Give one of text, repeat and codeUnits.`,
      );
    }
    return { id, text: whole, ...rest };
  });
}
