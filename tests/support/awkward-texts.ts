/** The texts of `fixtures/values/`, repeats and code units written out. */
import emailValues from '../../fixtures/values/email.json' with { type: 'json' };
import lengthValues from '../../fixtures/values/lengths.json' with { type: 'json' };
import lookalikeValues from '../../fixtures/values/lookalikes.json' with { type: 'json' };
import markupValues from '../../fixtures/values/markup.json' with { type: 'json' };
import meaningValues from '../../fixtures/values/meanings.json' with { type: 'json' };
import phoneValues from '../../fixtures/values/phone-number.json' with { type: 'json' };
import unicodeValues from '../../fixtures/values/unicode.json' with { type: 'json' };
import whiteSpaceValues from '../../fixtures/values/white-space.json' with { type: 'json' };
import { attributesOf } from './endpoint/index.ts';

/** A text given whole, or as one text so many times over. */
export interface Repeated {
  readonly repeat: { readonly text: string; readonly times: number };
}
/** A text as hexadecimal code units of UTF-16: not every reader of JSON accepts half of a surrogate pair. */
interface CodeUnits {
  readonly codeUnits: readonly string[];
}
type Spelt = { readonly text: string } | Repeated | CodeUnits;

/** A text that a contact may be given. `may`: no document lets a client expect that it can be stored. */
interface FixtureText {
  /** The file that it stands in: `values/unicode`. */
  readonly table: string;
  readonly id: string;
  readonly description: string;
  readonly text: string;
  /** The attributes of the request that it is meant for. */
  readonly attributes: readonly string[];
  readonly class: 'storable' | 'may';
  /** What a server that makes texts better may take it for; none for most. */
  readonly meanings: readonly string[];
  /** At a domain that belongs to somebody: it never leaves the machine. */
  readonly loopbackOnly: boolean;
  /** The smallest profile that sends it, whatever its meanings. */
  readonly profile: 'full' | 'nightly';
  /** So many servers refuse it that nothing goes along with it. */
  readonly refusedOften: boolean;
}
type AwkwardTextRow = Pick<FixtureText, 'id' | 'description' | 'class'> &
  Partial<Pick<FixtureText, 'attributes' | 'meanings' | 'loopbackOnly' | 'profile' | 'refusedOften'>> &
  Spelt;

/** A text that names no attribute is meant for the names of people, which may be anything. */
const personNames = attributesOf('text')
  .filter(({ values }) => values === 'person-name')
  .map(({ name }) => name);

/** The text of a row, written out. */
export function whole(row: Spelt): string {
  if ('repeat' in row) return row.repeat.text.repeat(row.repeat.times);
  if ('codeUnits' in row) return String.fromCharCode(...row.codeUnits.map((unit) => Number.parseInt(unit, 16)));
  return row.text;
}

const awkwardText = (table: string, row: AwkwardTextRow): FixtureText => ({
  table,
  id: row.id,
  description: row.description,
  text: whole(row),
  attributes: row.attributes ?? personNames,
  class: row.class,
  meanings: row.meanings ?? [],
  loopbackOnly: row.loopbackOnly ?? false,
  profile: row.profile ?? 'nightly',
  refusedOften: row.refusedOften ?? false,
});

/** The awkward texts of `fixtures/values/`, repeats written out, in the order of the files. */
export const awkwardTexts: readonly FixtureText[] = Object.entries({
  'values/unicode': unicodeValues,
  'values/white-space': whiteSpaceValues,
  'values/markup': markupValues,
  'values/lookalikes': lookalikeValues,
  'values/lengths': lengthValues,
  'values/email': emailValues,
  'values/phone-number': phoneValues,
  'values/meanings': meaningValues,
} as unknown as Readonly<Record<string, readonly AwkwardTextRow[]>>).flatMap(([table, rows]) =>
  rows.map((row) => awkwardText(table, row)),
);

/** The texts of an attribute that are the first to have one of their meanings, in the order of the files. */
export function firstOfMeanings(attribute: string): readonly FixtureText[] {
  const known = new Set<string>();
  return awkwardTexts.filter(({ attributes, meanings }) => {
    if (!attributes.includes(attribute) || meanings.every((meaning) => known.has(meaning))) return false;
    for (const meaning of meanings) known.add(meaning);
    return true;
  });
}
