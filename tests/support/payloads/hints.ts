/**
 * What the name of a property says about its values. These are hints: an attribute without one gets its values from its
 * schema alone, and a hinted value that the schema refuses is replaced by one that it allows.
 */
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
}

const hints: ReadonlyMap<string, Hint> = new Map([
  [
    'name',
    {
      free: true,
      plain: (seed, label) => plainName(drawOf(seed, label), seed, label),
      realistic: (seed, label) =>
        languages.map((language) => [language, personName(language, seed, `${label}/${language}`)] as const),
    },
  ],
  [
    'email',
    {
      free: false,
      plain: (seed, label, tag) => plainEmail(drawOf(seed, label), seed, label, tag),
      realistic: (seed, label, tag) =>
        Object.entries(emailForms).map(
          ([form, write]) => [form, write(wordOf(seed, `${label}/${form}`), tag)] as const,
        ),
    },
  ],
  [
    'phone_number',
    {
      free: false,
      plain: (seed, label) => e164(drawOf(seed, label)),
      realistic: (seed, label) =>
        Object.entries(phoneForms).map(([form, write]) => [form, write(drawOf(seed, `${label}/${form}`))] as const),
    },
  ],
]);

/** The hint for a property name, if there is one. */
export const hintOf = (name: string): Hint | undefined => hints.get(name);
