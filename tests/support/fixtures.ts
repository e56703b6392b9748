/**
 * The tables of `fixtures/`, typed. The casts are honest because `tests/proof/meta.test.ts` holds every file against its
 * schema in `schemas/meta/`. A row that is added to a file needs no edit here.
 */
import type { ClauseId } from './catalogue.ts';
import type { Method } from './client/exchange.ts';
import type { Profile } from './config/types.ts';
import type { IdentifierTransform } from './near-identifiers.ts';
import type { Json, JsonObject } from './text/json.ts';
import bodiesFile from '../../fixtures/bodies.json' with { type: 'json' };
import contentTypesFile from '../../fixtures/content-types.json' with { type: 'json' };
import credentialsFile from '../../fixtures/credentials.json' with { type: 'json' };
import doorsFile from '../../fixtures/doors.json' with { type: 'json' };
import documentedRequestFile from '../../fixtures/documented/request.json' with { type: 'json' };
import identifiersFile from '../../fixtures/identifiers.json' with { type: 'json' };
import unknownAttributesFile from '../../fixtures/unknown-attributes.json' with { type: 'json' };
import wrongValuesFile from '../../fixtures/wrong-values.json' with { type: 'json' };
import { awkwardTexts, whole, type Repeated } from './awkward-texts.ts';
import { waysAround } from './endpoint/index.ts';

export { awkwardTexts, firstOfMeanings } from './awkward-texts.ts';

/** What every row of a table that is played has. */
interface Row {
  readonly id: string;
  readonly description: string;
  /** The smallest profile that sends it; full where none is named. */
  readonly profile?: Profile;
}

interface BadIdentifierBase extends Row {
  /** Statuses that a response should have; empty: any is recorded. */
  readonly statuses: readonly number[];
  /** False where a proxy, and not the API, may give the response: then its error shape proves nothing. */
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
    | ({
        readonly kind: 'unknown' | 'malformed' | 'route' | 'equivalent';
        /** Another contact of the workspace may have it: a response that shows it breaks nothing. */
        readonly mayExist?: true;
      } & (
        | {
            /** What is made of the configured identifier: the wire form. */
            readonly transform: IdentifierTransform;
          }
        | {
            /** A text around the configured identifier, which `{id}` stands for. */
            readonly template: string;
            readonly encoding: 'raw' | 'encode';
          }
      ))
  );

export type KeyTransform =
  | 'whole'
  | 'same-length'
  | 'last-changed'
  | 'first-changed'
  | 'last-cut'
  | 'first-cut'
  | 'first-half'
  | 'extended'
  | 'twice'
  | 'other-case'
  | 'padded';

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
  /** A near miss of the valid key: it is sent on the ways of `fixtures/doors.json` as well. */
  readonly near?: true;
  readonly clause: ClauseId;
  readonly statuses: readonly number[];
}

/** A way to a contact. What opens with the valid key, or may, has to stay shut without it. */
export interface Door extends Row {
  /** `update`: with a body that would write; `preflight`: a 2xx that shows nothing is right. */
  readonly asks: 'update' | 'read' | 'preflight';
  readonly method: Method;
  /** With `{id}`, `{ID}` and `{foreign}`. */
  readonly path: string;
  /** Values with `{path}` and `{origin}`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: 'of-the-target';
  /** The valid key goes along, to what no key opens. */
  readonly key?: 'valid';
  readonly nearKeys?: true;
  readonly trusted?: true;
}

export type BodyEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'latin-1' | 'gzip';

/** A body sent byte for byte. `{{marker}}` stands for a text unique to the request, so that a write would be seen. */
export interface AwkwardBody extends Row {
  /** A text, null for no body at all; absent where `hex` has the bytes. */
  readonly body?: string | null;
  /** How the text becomes bytes; UTF-8 where nothing is said. */
  readonly encoding?: BodyEncoding;
  /** The bytes in hexadecimal, with `{{marker}}` among them. */
  readonly hex?: string;
  /** JSON, but such that readers of JSON are free to refuse it (RFC 8259, sections 4 and 8.1). */
  readonly extension: boolean;
  /** Whether what it marks was written is pinned beside the status. */
  readonly noted?: true;
  readonly clause: ClauseId;
  readonly statuses: readonly number[];
}

/** A value of the Content-Type header; null: none is sent. */
interface ContentType extends Row {
  readonly value: string | null;
}

/** An attribute that the page does not let a client write. */
export interface UnknownAttribute extends Row {
  readonly attribute: string;
  readonly value: Json;
  readonly clause: ClauseId;
  /** A server that did write it could put the contact out of reach, so it is not sent to a workspace of others. */
  readonly loopbackOnly: boolean;
  /** Another name of a documented attribute. */
  readonly alias?: true;
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

/** The near misses of the valid key that each way in is tried with. */
export const nearKeys: readonly BadCredential[] = badCredentials.filter(({ near }) => near === true);

/** The ways of `fixtures/doors.json`. */
export const doors = doorsFile as readonly Door[];

/** The slug of the case that sends a near miss of the valid key on a way. */
export const doorWithKey = ({ id }: Pick<Door, 'id'>, key: Pick<BadCredential, 'id'>): string =>
  `door-${id}-key-${key.id}`;

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
  doors,
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
