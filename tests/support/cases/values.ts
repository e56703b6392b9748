/** Values that a case chooses by what the contact holds. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import { attributeNamed, endpoint, identifiersFor, isEmptyValue, type AttributeName } from '../endpoint/index.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** The run in which a case is played. */
interface Run {
  readonly settings: Settings;
  /** What the contact held before the first write. */
  readonly initial: ContactState;
}

/** What the case knows and may choose. */
interface Choice {
  readonly can: (attribute: AttributeName) => boolean;
  readonly known: () => ContactState;
  readonly value: (attribute: AttributeName, word: string) => Json;
  readonly values: (attributes: readonly AttributeName[], word: string) => JsonObject;
}

/** The value with which an attribute is filled when it has none. */
export function fillings(
  { settings }: Pick<Run, 'settings'>,
  context: Pick<Choice, 'can' | 'value' | 'known'>,
): JsonObject {
  const known = context.known();
  const wanted = endpoint.attributes.flatMap((attribute): [string, Json][] => {
    const name = attribute.name as AttributeName;
    const held = known[name];
    if (attribute.kind === 'opaque' || !context.can(name)) return [];
    if (attribute.kind === 'set')
      return Array.isArray(held) && held.length >= 2 ? [] : [[name, identifiersFor(attribute, settings).slice(0, 2)]];
    return isEmptyValue(held) ? [[name, context.value(name, 'fill')]] : [];
  });
  return Object.fromEntries(wanted);
}

/** Other records than the ones that the contact has now: the configured one, or the one it had at the start; other tags. */
export function otherValues(
  { initial, settings }: Run,
  context: Pick<Choice, 'values' | 'known'>,
  attributes: readonly AttributeName[],
): JsonObject {
  const known = context.known();
  const other = (name: string, value: Json): Json => {
    const attribute = attributeNamed(name);
    const held = known[name];
    if (attribute?.kind === 'reference') return held === value ? (initial[name] ?? value) : value;
    if (attribute?.kind !== 'set') return value;
    const there = Array.isArray(held) ? held : [];
    return identifiersFor(attribute, settings)
      .filter((id) => !there.includes(id))
      .slice(0, 1);
  };
  return Object.fromEntries(
    Object.entries(context.values(attributes, 'others')).map(([name, value]) => [name, other(name, value)]),
  );
}
