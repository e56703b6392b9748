/**
 * Names, addresses and phone numbers of people who do not exist: nobody is ever written to. Their forms stand in `fixtures/people.json`. What a text is about is a hint: an attribute without one gets its values from its schema alone,
 * and a value that the schema refuses is replaced by one that it allows.
 */
import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import { createRequire } from 'node:module';
import path from 'node:path';
import people from '../../../fixtures/people.json' with { type: 'json' };
import { attributeNamed } from '../endpoint/index.ts';
import type { TextValues } from '../endpoint/types.ts';
import { PayloadError } from './errors.ts';
import { drawOf, hashOf, wordOf, type Draw } from './seed.ts';

const load = createRequire(import.meta.url);
/**
 * Where the locales are. Asked for one by its name, Node.js puts the name in the place of each asterisk of the path, also of one that is in the
 * name of the folder of the project.
 */
const locales = path.join(path.dirname(load.resolve('@faker-js/faker')), 'locale');
const instances = new Map<string, Faker>([['en', english]]);

/** The instance of a locale, loaded when it is first asked for: all of them take half a second. */
function instanceOf(locale: string): Faker {
  const known = instances.get(locale);
  if (known !== undefined) return known;
  try {
    const { faker } = load(path.join(locales, `${locale}.js`)) as { readonly faker: Faker };
    instances.set(locale, faker);
    return faker;
  } catch (cause) {
    throw new PayloadError(`Faker has no locale ${locale}. Mend fixtures/people.json.`, { cause });
  }
}

/** The instance of a locale, seeded anew: what it gives depends on seed and label alone. */
function fakerOf(locale: string, seed: number, label: string): Faker {
  const faker = instanceOf(locale);
  faker.seed(hashOf(`${seed}/${label}`) % 4294967296);
  return faker;
}

const ascii = (text: string): string => text.replaceAll(/[^A-Za-z]/g, '');
const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/**
 * A name that any server takes: 2 to 4 ASCII words with single spaces, at most 60 letters. It is unique to seed and label,
 * and written so that a server that changes letter case, order or particles is seen.
 */
function plainName(seed: number, label: string): string {
  const faker = fakerOf('en', seed, label);
  const [first, family, word] = [ascii(faker.person.firstName()), ascii(faker.person.lastName()), wordOf(seed, label)];
  return drawOf(seed, label).pick([
    `${first} ${capital(word)}`,
    `${first} van der ${capital(word)}`,
    `${first} Mc${capital(word)} ${family}`,
    `${first} ${family}-${capital(word)}`,
  ]);
}

/** A given and a family name in the script of the language. */
function personName(locale: string, seed: number, label: string): string {
  const faker = fakerOf(locale, seed, label);
  return `${faker.person.firstName()} ${faker.person.lastName()}`;
}

/** Addresses end in example.com, which nobody receives mail at (RFC 2606, section 3). */
export const mailDomain = 'example.com';
/** The longest local part (RFC 5321, section 4.5.3.1.1). */
const longestLocalPart = 64;

/**
 * An address that any server takes: lower-case letters, digits and dots, unique to seed and label, at most 80 characters, with the tag of
 * the contact. No plus sign: servers that refuse such addresses keep every promise.
 */
function plainEmail(seed: number, label: string, tag: string): string {
  const first = ascii(fakerOf('en', seed, label).person.firstName())
    .toLowerCase()
    .slice(0, 14);
  const word = wordOf(seed, label);
  const local = drawOf(seed, label).pick([`${first}.${word}`, `${word}.${first}`, `${first}${word}`]);
  return `${local}.${tag}@${mailDomain}`;
}

function emailOf(form: string, word: string, tag: string): string {
  const values: Readonly<Record<string, string>> = {
    word,
    upper: word.toUpperCase(),
    initial: word.slice(0, 1),
    longest: word.repeat(6).slice(0, longestLocalPart - 1 - tag.length),
    tag,
  };
  return form.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** What stands in a text for the tag of the contact. */
export const markPlace = '{{mark}}';

/**
 * The text with the tag of the contact in each address that it holds, so that no two contacts claim the same one. A long
 * local part keeps its length; a text without an address stays as it is.
 */
export const tagged = (text: string, tag: string): string =>
  text
    .replaceAll(markPlace, tag)
    .replaceAll(/([^\s<,]+?)("?)@(?=[\p{L}\p{N}.-]*example\.com)/giu, (_, local: string, quote: string) => {
      const kept = local.length + tag.length + 1 > longestLocalPart ? local.slice(0, -tag.length - 1) : local;
      return `${kept}.${tag}${quote}@`;
    });

interface Writer {
  /** A value that any server takes. */
  readonly plain: (seed: number, label: string, tag: string) => string;
  /** Values that are real and less common: id and text. */
  readonly realistic: (seed: number, label: string, tag: string) => readonly (readonly [string, string])[];
}

/** How texts about people are written, each decided by seed and label; `tag` is that of the contact. */
export const writers: Readonly<Record<TextValues, Writer>> = {
  'person-name': {
    plain: plainName,
    realistic: (seed, label) =>
      people.languages.map(({ id, locale }) => [id, personName(locale, seed, `${label}/${id}`)]),
  },
  'email-address': {
    plain: plainEmail,
    realistic: (seed, label, tag) =>
      people.emailAddresses.map(({ id, form }) => [id, emailOf(form, wordOf(seed, `${label}/${id}`), tag)]),
  },
  'phone-number': {
    plain: (seed, label) => plainPhone(drawOf(seed, label)),
    realistic: (seed, label) =>
      phoneForms.map(({ id, country, form }) => [id, phoneOf(country, form, drawOf(seed, `${label}/${id}`))]),
  },
};

/** What the texts of a property are about; null where nothing is known of it. */
export function aboutOf(name: string): TextValues | null {
  const attribute = attributeNamed(name);
  return attribute?.kind === 'text' ? attribute.values : null;
}

const { ranges, plain, written } = people.phoneNumbers;
type Country = keyof typeof ranges;

/** How people write them. None of these forms is shown on the page, so that a server may refuse them. */
const phoneForms = written as readonly {
  readonly id: string;
  readonly country: Country;
  readonly form: string;
}[];

/** A number of that form, from a range of that country. */
const phoneOf = (country: Country, form: string, draw: Draw): string =>
  form.replaceAll(/\{\{(\w+)\}\}|#/g, (_, name?: string) =>
    String(
      name === 'range'
        ? draw.pick<number | string>(ranges[country])
        : name === 'extension'
          ? draw.int(10, 99)
          : draw.int(0, 9),
    ),
  );

/** An E.164 number, the only form that the page shows: `+` and digits. North American or British. */
function plainPhone(draw: Draw): string {
  const country = draw.chance(50) ? 'american' : 'british';
  return phoneOf(country, plain[country], draw).replaceAll(' ', '');
}

const anyOf = (country: Country): string => ranges[country].map((range) => String(range).replaceAll(' ', '')).join('|');
const fictional = [
  /^1?(?:[2-9]\d\d)?55501\d\d(?:\d\d)?$/,
  new RegExp(`^(?:44|0044|0|440)?(?:${anyOf('british')})\\d{3}$`),
  new RegExp(`^(?:61|0)?(?:${anyOf('australian')})\\d{4}$`),
];

/** True when the digits of the text are of a range that rings nowhere. */
export const isFictional = (text: string): boolean => fictional.some((range) => range.test(text.replaceAll(/\D/g, '')));
