/** The names that a response shows beside identifiers: of the company, the owner and tags. No update of a contact renames one of these. */
import { isObject, own, type Json, type JsonObject } from '../text/json.ts';
import { attributesOf, pointerTo } from './endpoint.ts';
import { idKey, nameKey } from './response-keys.ts';

/** What names of records have been seen: by attribute and identifier. */
export type Names = Readonly<Record<string, string>>;

/** A name beside an identifier. */
interface Label {
  /** The attribute and the identifier, in which letter case does not count. */
  readonly key: string;
  /** What the record is to the contact, as the response names it. */
  readonly of: string;
  /** Where the name stands (JSON Pointer). */
  readonly pointer: string;
  readonly id: string;
  readonly name: string;
}

const labelKey = (attribute: string, id: string): string => `${attribute} ${id.toLowerCase()}`;

/** The attributes that name records, by the keys that show these. */
const shown = attributesOf('reference', 'set').flatMap(({ name, shownAs }) =>
  shownAs === null ? [] : [{ attribute: name, of: shownAs, place: pointerTo(shownAs) }],
);

/** The names beside identifiers in a contact; a record that is shown without a name has none. */
export function labelsIn(contact: JsonObject): readonly Label[] {
  const labels: Label[] = [];
  for (const { attribute, of, place } of shown) {
    const note = (record: Json | undefined, pointer: string): void => {
      if (!isObject(record)) return;
      const [id, name] = [own(record, idKey), own(record, nameKey)];
      if (typeof id !== 'string' || typeof name !== 'string') return;
      labels.push({ key: labelKey(attribute, id), of, pointer: `${pointer}/${nameKey}`, id, name });
    };
    const value = own(contact, of);
    if (Array.isArray(value)) value.forEach((each: Json, index) => note(each, `${place}/${String(index)}`));
    else note(value, place);
  }
  return labels;
}

/** The names that are known, with those that a contact is the first to show. */
export function learnNames(names: Names, contact: JsonObject | null): Names {
  const fresh = (contact === null ? [] : labelsIn(contact)).filter(({ key }) => !Object.hasOwn(names, key));
  // The first of two records with one identifier counts.
  return fresh.length === 0
    ? names
    : { ...Object.fromEntries(fresh.toReversed().map(({ key, name }) => [key, name])), ...names };
}

/** The name of the record that an attribute refers to by an identifier; undefined when no response has shown it. */
export const nameOf = (names: Names, attribute: string, id: string): string | undefined => {
  const key = labelKey(attribute, id);
  return Object.hasOwn(names, key) ? names[key] : undefined;
};
