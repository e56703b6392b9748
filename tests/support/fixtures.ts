/**
 * The tables of `fixtures/`, typed. The casts are honest because `tests/proof/meta.test.ts` holds every file against its
 * schema in `schemas/meta/`. A row that is added to a file needs no edit here.
 */
import type { ClauseId } from './catalogue.ts';
import type { Profile } from './config/types.ts';
import type { Json, JsonObject } from './text/json.ts';
import bodiesFile from '../../fixtures/bodies.json' with { type: 'json' };
import contentTypesFile from '../../fixtures/content-types.json' with { type: 'json' };
import credentialsFile from '../../fixtures/credentials.json' with { type: 'json' };
import documentedRequestFile from '../../fixtures/documented/request.json' with { type: 'json' };
import identifiersFile from '../../fixtures/identifiers.json' with { type: 'json' };
import unknownAttributesFile from '../../fixtures/unknown-attributes.json' with { type: 'json' };
import wrongValuesFile from '../../fixtures/wrong-values.json' with { type: 'json' };
import emailValues from '../../fixtures/values/email.json' with { type: 'json' };
import lengthValues from '../../fixtures/values/lengths.json' with { type: 'json' };
import lookalikeValues from '../../fixtures/values/lookalikes.json' with { type: 'json' };
import markupValues from '../../fixtures/values/markup.json' with { type: 'json' };
import phoneValues from '../../fixtures/values/phone-number.json' with { type: 'json' };
import unicodeValues from '../../fixtures/values/unicode.json' with { type: 'json' };
import whiteSpaceValues from '../../fixtures/values/white-space.json' with { type: 'json' };
import { attributesOf, waysAround } from './endpoint/index.ts';

/** A text given whole, or as one text so many times over. */
interface Repeated {
  readonly repeat: { readonly text: string; readonly times: number };
}
/** A text as hexadecimal code units of UTF-16: not every reader of JSON accepts half of a surrogate pair. */
interface CodeUnits {
  readonly codeUnits: readonly string[];
}
type Spelt = { readonly text: string } | Repeated | CodeUnits;

/** A text that a contact may be given. `may`: no document lets a client expect that it can be stored. */
export interface AwkwardText {
  /** The file that it stands in: `values/unicode`. */
  readonly table: string;
  readonly id: string;
  readonly description: string;
  readonly text: string;
  /** The attributes of the request that it is meant for. */
  readonly attributes: readonly string[];
  readonly class: 'storable' | 'may';
}
type AwkwardTextRow = Omit<AwkwardText, 'table' | 'text' | 'attributes'> & {
  readonly attributes?: readonly string[];
} & Spelt;

export type IdentifierTransform =
  | 'upper-case'
  | 'braces'
  | 'no-hyphens'
  | 'urn'
  | 'json-suffix'
  | 'trailing-slash'
  | 'leading-space'
  | 'trailing-space';

/** What every row of a table that is played has. */
export interface Row {
  readonly id: string;
  readonly description: string;
  /** The smallest profile that sends it; full where none is named. */
  readonly profile?: Profile;
}

interface BadIdentifierBase extends Row {
  /** Statuses that an answer should have; empty: any is recorded. */
  readonly statuses: readonly number[];
  /** False where a proxy, and not the API, may give the answer: then its error shape proves nothing. */
  readonly judgesError: boolean;
}
/** A path segment that names no contact, or (`equivalent`) the configured one in another spelling. */
export type BadIdentifier = BadIdentifierBase &
  (
    | {
        readonly kind: 'unknown' | 'malformed' | 'route';
        readonly segment: string;
        /** `encode`: percent-encoded before it is sent; `raw`: it is the wire form. */
        readonly encoding: 'raw' | 'encode';
      }
    | { readonly kind: 'equivalent'; readonly transform: IdentifierTransform }
  );

export type KeyTransform = 'whole' | 'same-length' | 'last-cut' | 'first-half' | 'extended' | 'other-case' | 'padded';

/** A key that should not authenticate, and where it is put. */
export interface BadCredential extends Row {
  readonly place: 'header' | 'none' | 'url' | 'bearer';
  /** A fixed text. Absent where `transform` makes it from the configured key, and where nothing is sent. */
  readonly value?: string;
  readonly transform?: KeyTransform;
  /** Name of the query parameter, for `url`. */
  readonly parameter?: string;
  /** False: kept as a record of the name, not sent. The valid key goes into a URL once in a run. */
  readonly use: boolean;
  readonly clause: ClauseId;
  readonly statuses: readonly number[];
}

/** A body sent byte for byte. `{{marker}}` stands for a text unique to the request, so that a write would be seen. */
export interface AwkwardBody extends Row {
  /** Null: no body at all. */
  readonly body: string | null;
  /** Outside of the grammar of JSON, but read by well-known lenient parsers, which RFC 8259 (section 9) allows. */
  readonly extension: boolean;
  readonly clause: ClauseId;
  readonly statuses: readonly number[];
}

/** A value of the Content-Type header; null: none is sent. */
export interface ContentType extends Row {
  readonly value: string | null;
}

/** An attribute that the page does not let a client write. */
export interface UnknownAttribute extends Row {
  readonly attribute: string;
  readonly value: Json;
  readonly clause: ClauseId;
  /** A server that did write it could put the contact out of reach, so it is not sent to a workspace of others. */
  readonly loopbackOnly: boolean;
}

/** A value that a server may refuse: of another type than documented, or a record that it does not have. */
export interface WrongValue extends Row {
  /** The kinds of attributes for which it is one. */
  readonly kinds: readonly ('text' | 'reference' | 'set' | 'opaque')[];
  readonly reason: 'type' | 'record';
  /** The value itself; of a record the identifier. */
  readonly value: Json;
}

/** The smallest profile that sends a row. */
export const profileOf = ({ profile }: Pick<Row, 'profile'>): Profile => profile ?? 'full';

/** A text that names no attribute is meant for the names of people, which may be anything. */
const personNames = attributesOf('text')
  .filter(({ values }) => values === 'person-name')
  .map(({ name }) => name);

function whole(row: Spelt): string {
  if ('repeat' in row) return row.repeat.text.repeat(row.repeat.times);
  if ('codeUnits' in row) return String.fromCharCode(...row.codeUnits.map((unit) => Number.parseInt(unit, 16)));
  return row.text;
}

const awkwardText = (table: string, row: AwkwardTextRow): AwkwardText => ({
  table,
  id: row.id,
  description: row.description,
  text: whole(row),
  attributes: row.attributes ?? personNames,
  class: row.class,
});

/** The awkward texts of `fixtures/values/`, repeats written out, in the order of the files. */
export const awkwardTexts: readonly AwkwardText[] = Object.entries({
  'values/unicode': unicodeValues,
  'values/white-space': whiteSpaceValues,
  'values/markup': markupValues,
  'values/lookalikes': lookalikeValues,
  'values/lengths': lengthValues,
  'values/email': emailValues,
  'values/phone-number': phoneValues,
} as unknown as Readonly<Record<string, readonly AwkwardTextRow[]>>).flatMap(([table, rows]) =>
  rows.map((row) => awkwardText(table, row)),
);

type BadIdentifierRow = BadIdentifier | (BadIdentifierBase & Repeated);

/** The bad and the equivalent identifiers of `fixtures/identifiers.json`, repeats written out. */
export const badIdentifiers: readonly BadIdentifier[] = (identifiersFile as unknown as readonly BadIdentifierRow[]).map(
  (row) => {
    if (!('repeat' in row)) return row;
    const { repeat, ...rest } = row;
    return { ...rest, segment: whole({ repeat }) } as BadIdentifier;
  },
);

/** The keys of `fixtures/credentials.json` that are sent. */
export const badCredentials: readonly BadCredential[] = (credentialsFile as unknown as readonly BadCredential[]).filter(
  (row) => row.use,
);

/** Every name under which a key might be looked for in a URL: the key goes there once, under all of them. */
export const keyParameters: readonly string[] = (credentialsFile as unknown as readonly BadCredential[]).flatMap(
  ({ parameter }) => (parameter === undefined ? [] : [parameter]),
);

/** The bodies of `fixtures/bodies.json`. */
export const awkwardBodies = bodiesFile as unknown as readonly AwkwardBody[];

/** The content types of `fixtures/content-types.json`. */
export const contentTypes = contentTypesFile as readonly ContentType[];

/** The attributes of `fixtures/unknown-attributes.json`. */
export const unknownAttributes = unknownAttributesFile as unknown as readonly UnknownAttribute[];

/** The values of `fixtures/wrong-values.json`. */
export const wrongValues = wrongValuesFile as unknown as readonly WrongValue[];

/** The example request of the page, verbatim. */
export const documentedRequest: JsonObject = documentedRequestFile;

/** The tables that are played row by row: what is in each. */
const tables: Readonly<Record<string, readonly { readonly id: string }[]>> = {
  identifiers: badIdentifiers,
  credentials: badCredentials,
  bodies: awkwardBodies,
  'content-types': contentTypes,
  'unknown-attributes': unknownAttributes,
  'wrong-values': wrongValues,
  'ways-around': waysAround,
  ...Object.fromEntries(
    [...new Set(awkwardTexts.map(({ table }) => table))].map((name) => [
      name,
      awkwardTexts.filter(({ table }) => table === name),
    ]),
  ),
};

/** What a row is known by in a report: its table and its id. */
export const rowName = (table: string, { id }: { readonly id: string }): string => `${table} ${id}`;

const tableOfText = new Map(awkwardTexts.map(({ id, table }) => [id, table]));

/** The name of an awkward text among the rows: no two of them share an id. */
export const rowOfText = (text: { readonly id: string }): string => rowName(tableOfText.get(text.id) ?? '', text);

/**
 * How many rows each table has, and how many of them were played.
 * @param played names of rows, as `rowName` gives them; a name that no table has is left out
 */
export function rowsPlayed(
  played: Iterable<string>,
): readonly { readonly table: string; readonly rows: number; readonly played: number }[] {
  const names = new Set(played);
  return Object.entries(tables).map(([table, rows]) => ({
    table,
    rows: rows.length,
    played: rows.filter((row) => names.has(rowName(table, row))).length,
  }));
}
