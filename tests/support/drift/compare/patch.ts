/** The change to the response schema (RFC 6902) that makes a drift documented. */
import type { Observed } from '../../report/types.ts';
import type { JsonObject } from '../../text/json.ts';
import { childrenOf, lastOf, parentOf } from '../observe/index.ts';
import { documented } from './documented.ts';
import type { Drift } from './drift.ts';
import {
  added,
  listed,
  relocated,
  removed,
  renamed,
  retyped,
  widened,
  type Operation,
  type Task,
} from './patch-operations.ts';

/** The keys that went, when the drift is about keys and not about a value that was boxed. */
const goneKeys = (drift: Drift): readonly string[] =>
  drift.was.split(', ').filter((pointer) => pointer.startsWith('/'));

/** The topmost of the new keys on the way to where something is now. */
function topOfNew(pointer: string): string {
  let top = pointer;
  while (parentOf(top) !== '' && !documented().has(parentOf(top))) top = parentOf(top);
  return top;
}

function operationsOf(drift: Drift, task: Task): readonly Operation[] {
  const types = drift.is.split(' or ');
  switch (drift.rule) {
    case 'key-added':
      return added(task);
    case 'key-removed':
      return removed(task, false);
    case 'key-became-optional':
      return removed(task, true);
    case 'key-renamed':
      return renamed(task);
    case 'key-moved':
      return relocated(task, [task.pointer], [task.to]);
    case 'key-wrapped': {
      const gone = goneKeys(drift);
      return gone.length === 0 ? retyped(task) : relocated(task, gone, [topOfNew(task.to)]);
    }
    case 'key-unwrapped': {
      const gone = goneKeys(drift);
      if (gone.length === 0) return retyped(task);
      const old = childrenOf(documented(), gone[0] ?? '').map(lastOf);
      const names = new Set(old.flatMap((name) => [name, `${lastOf(gone[0] ?? '')}_${name}`]));
      const fresh = Object.keys(task.shape).filter(
        (at) => at !== '' && parentOf(at) === parentOf(gone[0] ?? '') && names.has(lastOf(at)) && !documented().has(at),
      );
      return relocated(task, gone, fresh);
    }
    case 'type-changed':
    case 'format-lost':
      return retyped(task);
    case 'type-widened':
      return widened(task, types);
    case 'null-gained':
      return widened(task, ['null']);
    case 'enumeration-grew':
      return listed(task, drift);
    default:
      return [];
  }
}

/**
 * RFC 6902 operations that, applied to the response schema, allow what was seen. Empty where the schema allows it already,
 * or where no schema can say it (a status, a header, a clause).
 */
export function schemaPatch(drift: Drift, observed: Observed): readonly JsonObject[] {
  const to = drift.detail?.startsWith('/') === true ? drift.detail : drift.pointer;
  return operationsOf(drift, { shape: observed.shape, pointer: drift.pointer, to });
}
