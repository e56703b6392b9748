/** Names and addresses of people who do not exist. */
import {
  ar,
  base,
  cs_CZ,
  de,
  el,
  en,
  es,
  fa,
  Faker,
  fr,
  he,
  hu,
  hy,
  ja,
  ka_GE,
  ko,
  ne,
  pl,
  pt_BR,
  ro,
  ru,
  sv,
  th,
  tr,
  uk,
  vi,
  zh_CN,
  zh_TW,
} from '@faker-js/faker';
import type { LocaleDefinition } from '@faker-js/faker';
import { hashOf, wordOf } from './seed.ts';
import type { Draw } from './seed.ts';

const definitions: Readonly<Record<string, LocaleDefinition>> = {
  en,
  de,
  fr,
  es,
  'pt-br': pt_BR,
  pl,
  cs: cs_CZ,
  hu,
  ro,
  sv,
  tr,
  vi,
  el,
  ru,
  uk,
  hy,
  ka: ka_GE,
  he,
  ar,
  fa,
  ne,
  th,
  ko,
  ja,
  'zh-cn': zh_CN,
  'zh-tw': zh_TW,
};

/** Languages in which names are written, over ten scripts. */
export const languages: readonly string[] = Object.keys(definitions);
const instances = new Map<string, Faker>();

/** The instance of a language, seeded anew: what it gives depends on seed and label alone. */
function fakerOf(language: string, seed: number, label: string): Faker {
  const found = instances.get(language) ?? new Faker({ locale: [definitions[language] ?? en, en, base] });
  instances.set(language, found);
  found.seed(hashOf(`${seed}/${label}`) % 4294967296);
  return found;
}

/** A given and a family name in the script of the language. */
export function personName(language: string, seed: number, label: string): string {
  const faker = fakerOf(language, seed, label);
  return `${faker.person.firstName()} ${faker.person.lastName()}`;
}

const ascii = (text: string): string => text.replaceAll(/[^A-Za-z]/g, '');
const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/**
 * A name that any server takes: 2 to 4 ASCII words with single spaces, at most 60 letters. It is unique to seed and label,
 * and written so that a server that changes letter case, order or particles is seen.
 */
export function plainName(draw: Draw, seed: number, label: string): string {
  const faker = fakerOf('en', seed, label);
  const [first, family, word] = [ascii(faker.person.firstName()), ascii(faker.person.lastName()), wordOf(seed, label)];
  return draw.pick([
    `${first} ${capital(word)}`,
    `${first} van der ${capital(word)}`,
    `${first} Mc${capital(word)} ${family}`,
    `${first} ${family}-${capital(word)}`,
  ]);
}

/** Addresses end in example.com, which nobody receives mail at (RFC 2606, section 3). */
export const mailDomain = 'example.com';
/** The longest local part (RFC 5321, section 4.5.3.1.1). */
const longestLocalPart = 64;

/** An address that any server takes: lower case, unique to seed and label, at most 80 characters, with the tag of the contact. */
export function plainEmail(draw: Draw, seed: number, label: string, tag: string): string {
  const first = ascii(fakerOf('en', seed, label).person.firstName())
    .toLowerCase()
    .slice(0, 14);
  const word = wordOf(seed, label);
  return `${draw.pick([`${first}.${word}`, `${word}.${first}`, `${first}${word}`])}+${tag}@${mailDomain}`;
}

/**
 * The text with the tag of the contact in each address that it holds, so that no two contacts claim the same one. A long
 * local part keeps its length; a text without an address stays as it is.
 */
export const tagged = (text: string, tag: string): string =>
  text.replaceAll(/([^\s<,]+?)("?)@(?=[\p{L}\p{N}.-]*example\.com)/giu, (_, local: string, quote: string) => {
    const kept = local.length + tag.length + 1 > longestLocalPart ? local.slice(0, -tag.length - 1) : local;
    return `${kept}+${tag}${quote}@`;
  });

/** Addresses that are right and that some servers refuse or change. */
export const emailForms: Readonly<Record<string, (word: string, tag: string) => string>> = {
  digits: (word, tag) => `${word}2026+${tag}@${mailDomain}`,
  'two-tags': (word, tag) => `${word}+news+${tag}@${mailDomain}`,
  underscore: (word, tag) => `first_${word}+${tag}@${mailDomain}`,
  hyphen: (word, tag) => `first-${word}+${tag}@${mailDomain}`,
  'many-dots': (word, tag) => `a.b.c.${word}+${tag}@${mailDomain}`,
  'upper-case': (word, tag) => `First.${word.toUpperCase()}+${tag}@${mailDomain}`,
  'upper-case-domain': (word, tag) => `${word}+${tag}@Example.COM`,
  apostrophe: (word, tag) => `o'${word}+${tag}@${mailDomain}`,
  'rare-characters': (word, tag) => `${word}!#$%&*/=?^_{|}~+${tag}@${mailDomain}`,
  subdomain: (word, tag) => `${word}+${tag}@mail.eu.${mailDomain}`,
  'long-local-part': (word, tag) =>
    `${word.repeat(6).slice(0, longestLocalPart - 1 - tag.length)}+${tag}@${mailDomain}`,
  'short-local-part': (word, tag) => `${word.slice(0, 1)}+${tag}@${mailDomain}`,
};
