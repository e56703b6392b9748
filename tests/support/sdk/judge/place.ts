/** Which part of the contract a request is about, by its method and its path. */
import { contactPath } from '../../endpoint/index.ts';
import type { ClientRequest, Known, Purpose } from './types.ts';

/** Methods that are meant to change something. PUT and POST are judged as wrong ones. */
const updating: ReadonlySet<string> = new Set(['PATCH', 'PUT', 'POST']);

export interface Place {
  readonly purpose: Purpose;
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
export function placeOf(
  { method, target }: Pick<ClientRequest, 'method' | 'target'>,
  { base }: Pick<Known, 'base'>,
): Place {
  const { path, query } = parts(target);
  const prefix = base + contactPath('');
  const [, id = '', rest = ''] = path.startsWith(prefix)
    ? (/^([^/]+?)((?:\.json)?\/?)$/.exec(path.slice(prefix.length)) ?? [])
    : [];
  const isContact = id !== '';
  const purpose = !isContact ? 'outside' : updating.has(method) ? 'update' : method === 'GET' ? 'read' : 'outside';
  return { purpose, path, query, id: isContact ? decoded(id) : null, rest };
}
