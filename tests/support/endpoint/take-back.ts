/** The stored values that a target might not take back: they are sent back before they are written over. Pure. */
import type { Json } from '../text/json.ts';
import type { ContactState } from './state.ts';
import { identifiersFor } from './configured.ts';
import { attributesOf } from './endpoint.ts';
import type { Attribute, TextValues } from './types.ts';
import { textsOf, type Configured } from './variables.ts';
import { whyNotWritable } from './writable.ts';

/** A single line of printable ASCII, of which every server takes as much. */
const line = /^[\x21-\x7e](?:[\x20-\x7e]{0,78}[\x21-\x7e])?$/u;

/** Texts of a kind that every server takes. */
const plain: Readonly<Record<TextValues, RegExp>> = {
  'person-name': /^[A-Za-z](?:[A-Za-z .'-]{0,78}[A-Za-z.])?$/u,
  'email-address': /^[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u,
  'phone-number': /^\+?\d[\d ().-]{4,22}\d$/u,
};

const isVouchedFor = (attribute: Attribute, id: string, settings: Configured): boolean =>
  [...identifiersFor(attribute, settings), ...attribute.variables.flatMap((each) => textsOf(each, settings))].includes(
    id,
  );

function isDoubtful(attribute: Attribute, value: Json | undefined, settings: Configured): boolean {
  switch (attribute.kind) {
    case 'text':
      return typeof value === 'string' && !(attribute.values === null ? line : plain[attribute.values]).test(value);
    case 'reference':
      return typeof value === 'string' && !isVouchedFor(attribute, value, settings);
    case 'set':
      return (
        Array.isArray(value) && value.some((id) => typeof id === 'string' && !isVouchedFor(attribute, id, settings))
      );
    default:
      return false;
  }
}

/**
 * The stored values that a run would write over and that a target might not take back: a text that is not a plain one, and a record that
 * the configuration does not name, so that nobody knows whether it still exists.
 */
export const doubtful = (state: ContactState, settings: Configured): ContactState =>
  Object.fromEntries(
    attributesOf('text', 'reference', 'set')
      .filter(({ name }) => whyNotWritable(name, settings, state) === null)
      .filter((attribute) => isDoubtful(attribute, state[attribute.name], settings))
      .map(({ name }) => [name, state[name] ?? null]),
  );
