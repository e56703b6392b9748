/** The request line: which part of the contract a request is about, its method, its path, and the contact that is addressed. */
import { contactPath, isIdentifier, sameId } from '../endpoint/index.ts';
import { findingOf } from './finding.ts';
import type { ClientRequest, Findings, Known, SdkPurpose } from './types.ts';

const overrides: ReadonlySet<string> = new Set(['x-http-method-override', 'x-http-method', 'x-method-override']);

/** An update by another method than PATCH. */
export function methodFindings({ method, headers }: ClientRequest): Findings {
  if (method === 'PATCH') return [];
  const override = headers.find(([name]) => overrides.has(name.toLowerCase()));
  const hint = override === undefined ? '' : ` ${override[0]} makes no PATCH of it: that header is not documented.`;
  const message = `An update is sent with ${method}, and PATCH is documented.${hint}`;
  return [findingOf('sdk-method-patch', 'the method', method, message, { expected: 'PATCH', actual: method })];
}

/** A path that is none of this contract, or the documented one in another notation or with a query. */
export function pathFindings({ method }: ClientRequest, place: RequestPlace, known: Known): Findings {
  const documented = known.base + contactPath('{id}');
  const finding = (kind: string, message: string, actual: string): Findings => [
    findingOf('sdk-path-documented', 'the path', kind, message, { expected: documented, actual }),
  ];
  if (place.id === null) return finding(`outside ${method}`, outside(place.path, method, known), place.path);
  if (place.purpose === 'outside')
    return finding(
      `outside ${method}`,
      `${method} on a contact is outside this contract, and was answered 404.`,
      `${method} ${place.path}`,
    );
  return [
    ...(place.rest === ''
      ? []
      : finding(`rest ${place.rest}`, `"${place.rest}" behind the identifier is not documented.`, place.path)),
    // A key in the query is a matter of its own.
    ...(place.query === null || place.query.includes(known.apiKey)
      ? []
      : finding('query', 'A query behind the path is not documented.', `${place.path}?${place.query}`)),
  ];
}

function outside(path: string, method: string, { base, contactId }: Known): string {
  const told = `${method} ${path} is outside this contract, and was answered 404.`;
  if (path.endsWith(contactPath(contactId)) && !path.startsWith(base))
    return `${told} The path of the base URL, ${base}, is lost on the way.`;
  if (path.startsWith(base) && path.slice(base.length).replace(/^\/+/, '/').startsWith(contactPath('')))
    return `${told} The base URL and the path are joined by more than one slash, or the identifier is empty.`;
  return told;
}

/** True for a text that is the identifier when its percent-encoding is undone once more. */
function isEncodedTwice(text: string, id: string): boolean {
  try {
    return text !== decodeURIComponent(text) && sameId(decodeURIComponent(text), id);
  } catch {
    return false;
  }
}

/** An identifier in the path that is malformed, or names no contact of the stand-in. */
export function addressFindings({ id }: RequestPlace, { contactId, foreignContactId }: Known): Findings {
  if (id === null || sameId(id, contactId)) return [];
  const isFormed = isIdentifier(id);
  const isForeign = foreignContactId !== null && sameId(id, foreignContactId);
  const isUnfilled = /^(?:undefined|null|none|nil|nan|true|false|\[object .*\]|[{<:].*)$/i.test(id);
  const message = isForeign
    ? 'The path names a contact of another workspace.'
    : isFormed
      ? 'The path names a contact that the stand-in does not have.'
      : isEncodedTwice(id, contactId)
        ? 'The identifier in the path is percent-encoded twice.'
        : id.toLowerCase().includes(contactId.toLowerCase())
          ? `The path has "${id}" in the place of the identifier: the identifier with something around it.`
          : isUnfilled
            ? `The path has "${id}" in the place of the identifier: a variable that was never filled in.`
            : `The path has "${id}" in the place of the identifier, which is not of the documented form.`;
  const kind = isForeign ? 'path foreign' : isFormed ? 'path unknown' : 'path malformed';
  return [
    findingOf('sdk-identifiers-known', 'the identifier in the path', kind, message, {
      ...(isFormed && !isForeign ? { party: 'stand-in' as const } : {}),
      expected: contactId,
      actual: id,
    }),
  ];
}

/** Methods that are meant to change something. PUT and POST are judged as wrong ones. */
const updating: ReadonlySet<string> = new Set(['PATCH', 'PUT', 'POST']);

export interface RequestPlace {
  readonly purpose: SdkPurpose;
  /** The path as it was sent, without query and fragment. */
  readonly path: string;
  /** The query without its question mark; null where there is none. */
  readonly query: string | null;
  /** The identifier in the path, decoded; null outside of the contract. */
  readonly id: string | null;
  /** What stands behind the identifier and is not documented: a slash or a suffix. */
  readonly rest: string;
}

/** Path and query of what was sent; a client that takes the stand-in for a proxy sends a whole address. */
function parts(target: string): { readonly path: string; readonly query: string | null } {
  const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = local.indexOf('?');
  return mark < 0 ? { path: local, query: null } : { path: local.slice(0, mark), query: local.slice(mark + 1) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where a request goes. */
export function requestPlaceOf(
  { method, target }: Pick<ClientRequest, 'method' | 'target'>,
  { base }: Pick<Known, 'base'>,
): RequestPlace {
  const { path, query } = parts(target);
  const prefix = base + contactPath('');
  const [, id = '', rest = ''] = path.startsWith(prefix)
    ? (/^([^/]+?)((?:\.json)?\/?)$/.exec(path.slice(prefix.length)) ?? [])
    : [];
  const isContact = id !== '';
  const purpose = !isContact ? 'outside' : updating.has(method) ? 'update' : method === 'GET' ? 'read' : 'outside';
  return { purpose, path, query, id: isContact ? decoded(id) : null, rest };
}
