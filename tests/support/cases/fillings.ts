/** What an empty contact is filled with before a case that takes something away. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { endpoint, identifiersFor, isEmptyValue, type AttributeName } from '../endpoint/index.ts';

interface Filling {
  readonly known: () => ContactState;
  readonly can: (attribute: AttributeName) => boolean;
  readonly value: (attribute: AttributeName, word: string) => Json;
}

/** Values for the attributes that have none: a plain one, and two records for a set. */
export function fillings({ settings }: { readonly settings: Settings }, { known, can, value }: Filling): JsonObject {
  const state = known();
  const wanted = endpoint.attributes.flatMap((attribute): [string, Json][] => {
    const name = attribute.name as AttributeName;
    const held = state[name];
    if (attribute.kind === 'opaque' || !can(name)) return [];
    if (attribute.kind === 'set')
      return Array.isArray(held) && held.length >= 2 ? [] : [[name, identifiersFor(attribute, settings).slice(0, 2)]];
    return isEmptyValue(held) ? [[name, value(name, 'fill')]] : [];
  });
  return Object.fromEntries(wanted);
}
