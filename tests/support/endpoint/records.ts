/** Records that the configuration names: which of them an update names, and how to tell one that is gone from a target that refuses it. */
import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { sameId } from './compare.ts';
import { resetValue } from './configured.ts';
import { attributesOf } from './endpoint.ts';
import type { ContactState } from './state.ts';
import type { AttributeOf } from './types.ts';
import { readable, textsOf, type Configured } from './variables.ts';

/** A record that a variable names and an update is about. */
export interface NamedRecord {
  readonly attribute: string;
  readonly variable: string;
  readonly id: string;
  /** An update that names the record and nothing else. */
  readonly alone: JsonObject;
  /** The same attribute without it: what the contact held at the start, or nothing. */
  readonly instead: JsonObject;
}

/** How a run says that a record is gone: the beginning of the sentence. */
export const goneSentence = (variable: string, id: string): string =>
  `${variable} names ${id}, which the target refuses`;

/** Those of some sentences that say that a record is gone which is still configured. */
export const stillGone = (sentences: readonly string[], settings: Configured): readonly string[] =>
  readable.flatMap((variable) =>
    textsOf(variable, settings).flatMap((id) =>
      sentences.filter((sentence) => sentence.startsWith(goneSentence(variable, id))),
    ),
  );

type Naming = AttributeOf<'reference' | 'set' | 'opaque'>;

/** The variables of an attribute that name records; of an opaque one those of the keys that do. */
const naming = (attribute: Naming): readonly string[] =>
  attribute.kind === 'opaque'
    ? Object.entries(attribute.reset).flatMap(([key, variable]) => (key.endsWith('_id') ? [variable] : []))
    : attribute.variables;

const textsIn = (value: Json | undefined): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap((each: Json) => textsIn(each))
      : isObject(value)
        ? Object.values(value).flatMap(textsIn)
        : [];

const holds = (value: Json | undefined, id: string): boolean => textsIn(value).some((text) => sameId(text, id));

function withAndWithout(
  attribute: Naming,
  id: string,
  settings: Configured,
  initial: ContactState,
): readonly [Json, Json] | null {
  switch (attribute.kind) {
    case 'set':
      return [[id], []];
    case 'reference': {
      const stored = initial[attribute.name];
      return typeof stored === 'string' ? [id, stored] : null;
    }
    case 'opaque': {
      const value = resetValue(attribute, settings);
      return value === null ? null : [value, []];
    }
  }
}

/**
 * The records of the configuration that an update names and that may be gone. One that the contact held at the start is there: who refuses it
 * breaks a promise.
 */
export const recordsNamedIn = (sent: JsonObject, settings: Configured, initial: ContactState): readonly NamedRecord[] =>
  attributesOf('reference', 'set', 'opaque').flatMap((attribute) =>
    naming(attribute).flatMap((variable) =>
      textsOf(variable, settings).flatMap((id) => {
        const { name } = attribute;
        if (!holds(sent[name], id) || holds(initial[name], id)) return [];
        const values = withAndWithout(attribute, id, settings, initial);
        return values === null
          ? []
          : [{ attribute: name, variable, id, alone: { [name]: values[0] }, instead: { [name]: values[1] } }];
      }),
    ),
  );
