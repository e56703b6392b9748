/**
 * What a text is about says something about its values. These are hints: an attribute without one gets its values from its
 * schema alone, and a hinted value that the schema refuses is replaced by one that it allows.
 */
import { attributeNamed } from '../endpoint/index.ts';
import type { TextValues } from '../endpoint/types.ts';
import { emailForms, languages, personName, plainEmail, plainName } from './people.ts';
import { e164, phoneForms } from './phones.ts';
import { drawOf, wordOf } from './seed.ts';

export interface Hint {
  /** A value that any server takes. */
  readonly plain: (seed: number, label: string, tag: string) => string;
  /** Values that are real and less common: label → text. */
  readonly realistic: (seed: number, label: string, tag: string) => readonly (readonly [string, string])[];
  /** True: any text may stand here, so that awkward texts that name no attribute are sent here. */
  readonly free: boolean;
  /** True for the address of a person, which carries the tag of the contact. */
  readonly address: boolean;
  /** True for a phone number: only those that ring nowhere are sent. */
  readonly number: boolean;
}

const hints: Readonly<Record<TextValues, Hint>> = {
  'person-name': {
    free: true,
    address: false,
    number: false,
    plain: (seed, label) => plainName(drawOf(seed, label), seed, label),
    realistic: (seed, label) =>
      languages.map((language) => [language, personName(language, seed, `${label}/${language}`)] as const),
  },
  'email-address': {
    free: false,
    address: true,
    number: false,
    plain: (seed, label, tag) => plainEmail(drawOf(seed, label), seed, label, tag),
    realistic: (seed, label, tag) =>
      Object.entries(emailForms).map(([form, write]) => [form, write(wordOf(seed, `${label}/${form}`), tag)] as const),
  },
  'phone-number': {
    free: false,
    address: false,
    number: true,
    plain: (seed, label) => e164(drawOf(seed, label)),
    realistic: (seed, label) =>
      Object.entries(phoneForms).map(([form, write]) => [form, write(drawOf(seed, `${label}/${form}`))] as const),
  },
};

/** The hint for a property name, if there is one. */
export function hintOf(name: string): Hint | undefined {
  const attribute = attributeNamed(name);
  return attribute?.kind === 'text' && attribute.values !== null ? hints[attribute.values] : undefined;
}
