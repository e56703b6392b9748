/** Sent and answered texts that differ: by letter case, space, normal form, escape, truncation, order, and more. */
import type { ClauseId } from '../../support/catalogue.ts';
import { answering, spell, textIn, type Change } from './change.ts';
import { changes, harmlessChangesOf, shows, type Harmless, type Mutation } from './exchange-mutation.ts';
import { names, namesBent, type BentRow, type Row } from './differing-names.ts';
import { before, updated } from './records.ts';

type Attribute = 'name' | 'email' | 'phone_number';
const own: Readonly<Record<Attribute, ClauseId>> = {
  name: 'name-comes-back',
  email: 'email-comes-back',
  phone_number: 'phone-number-comes-back',
};

/** Differences that are tolerated are under a clause of their own; the first one is the main one. */
const differing = (attribute: Attribute, rows: readonly (Row | BentRow)[]): readonly Mutation[] =>
  rows.flatMap(([what, sent, shown, main = own[attribute], ...others]) =>
    changes(updated(attribute, { [attribute]: sent }), [shows(what, `/contact/${attribute}`, shown, main, ...others)]),
  );

const emails: readonly Row[] = [
  ['the tag after + is cut', 'eve+crm@example.com', 'eve@example.com'],
  ['+ becomes a space', 'eve+crm@example.com', 'eve crm@example.com'],
  ['+ becomes %2B', 'eve+crm@example.com', 'eve%2Bcrm@example.com'],
  ['+ is dropped', 'eve+crm@example.com', 'evecrm@example.com'],
  ['dots are stripped', 'eve.holt@example.com', 'eveholt@example.com'],
  ['an underscore becomes a hyphen', 'eve_holt@example.com', 'eve-holt@example.com'],
  ['an apostrophe is dropped', "o'neil@example.com", 'oneil@example.com'],
  ['the domain is cut', 'eve@example.com', 'eve'],
  ['the top-level domain is cut', 'eve@example.com', 'eve@example'],
  ['a sub-domain is cut', 'eve@mail.example.com', 'eve@example.com'],
  ['another domain', 'eve@example.com', 'eve@example.org'],
  ['a full stop is added', 'eve@example.com', 'eve@example.com.'],
  ['mailto: is added', 'eve@example.com', 'mailto:eve@example.com'],
  ['angle brackets are added', 'eve@example.com', '<eve@example.com>'],
  ['a scheme is added', 'eve@example.com', 'http://eve@example.com'],
  ['the at sign is spelt', 'eve@example.com', 'eve at example.com'],
  ['the local part is masked', 'eve@example.com', 'e**@example.com'],
  ['the domain becomes Punycode', 'eve@exämple.com', 'eve@xn--exmple-cua.com'],
  ['an accent is stripped', 'zoë@example.com', 'zoe@example.com'],
  ['cut to 64 characters', `${'a'.repeat(60)}@example.com`, `${'a'.repeat(60)}@exa`],
  ['leading zeros are lost', '007@example.com', '7@example.com'],
  ['an inner space is dropped', 'eve holt@example.com', 'eveholt@example.com'],
  ['the previous address', 'zoe@example.com', before.email],
  ['the next address', 'zoe@example.com', 'zoe1@example.com'],
  ['the name of the contact', 'zoe@example.com', 'Zoë Ångström'],
  ['empty', 'zoe@example.com', ''],
  ['an email instead of none', '', before.email],
];
const letterCase = 'email-letter-case-kept';
const whiteSpace = 'outer-white-space-kept';
const normalForm = 'unicode-normal-form-kept';
const punctuation = 'phone-punctuation-kept';
const emailsBent: readonly BentRow[] = [
  ['lower case', 'Eve.Holt@Example.COM', 'eve.holt@example.com', letterCase],
  ['the domain in lower case', 'Eve@Example.com', 'Eve@example.com', letterCase],
  ['upper case', 'eve@example.com', 'EVE@EXAMPLE.COM', letterCase],
  ['trimmed', ' eve@example.com ', 'eve@example.com', whiteSpace],
  ['trimmed and in lower case', ' Eve@example.com', 'eve@example.com', whiteSpace, letterCase],
  ['composed', 'zoe\u0308@example.com', 'zo\u00eb@example.com', normalForm],
  [
    'composed, trimmed and in lower case',
    ' ZOE\u0308@example.com',
    'zo\u00eb@example.com',
    whiteSpace,
    normalForm,
    letterCase,
  ],
];

const phones: readonly Row[] = [
  ['+ is lost', '+12025550143', '12025550143'],
  ['+ and punctuation are lost', '+1 202-555-0143', '12025550143'],
  ['+ in parentheses is lost', '(+1) 202-555-0143', '(1) 202-555-0143'],
  ['+ becomes 00', '+442079460958', '00442079460958'],
  ['00 becomes +', '00442079460958', '+442079460958'],
  ['+ becomes a space', '+12025550143', ' 12025550143'],
  ['+ becomes %2B', '+12025550143', '%2B12025550143'],
  ['+ is added', '12025550143', '+12025550143'],
  ['+ moves to the end', '+12025550143', '12025550143+'],
  ['the country code is cut', '+1 202-555-0143', '202-555-0143'],
  ['a country code is added', '202-555-0143', '+1 202-555-0143'],
  ['the leading zero is lost', '020 7946 0958', '20 7946 0958'],
  ['leading zeros are lost', '0042', '42'],
  ['a trunk zero is added', '+44 20 7946 0958', '+44 (0)20 7946 0958'],
  ['the extension is cut', '+1 202-555-0143 x42', '+1 202-555-0143'],
  ['the letter of the extension is lost', '+1 202-555-0143 x42', '+1 202-555-0143 42'],
  ['the extension is spelt out', '+1 202-555-0143 x42', '+1 202-555-0143 ext 42'],
  ['letters become digits', '1-800-NEETO', '1-800-63386'],
  ['letters change their case', '1-800-NEETO', '1-800-neeto'],
  ['the last digit is cut', '+12025550143', '+1202555014'],
  ['a digit is added', '+12025550143', '+120255501430'],
  ['two digits change places', '+12025550143', '+12025550134'],
  ['the last digits are masked', '+12025550143', '+1202555****'],
  ['a number gains a fraction', '12025550143', '12025550143.0'],
  ['a number becomes a power', '12025550143', '1.2025550143e10'],
  ['wide digits become narrow', '＋１２０２', '+1202'],
  ['tel: is added', '+12025550143', 'tel:+12025550143'],
  ['empty', '+12025550143', ''],
  ['a sign alone', '+12025550143', '+'],
  ['the previous number', '+442079460958', before.phone_number],
  ['a number instead of none', '', before.phone_number],
  ['null as a text', '', 'null'],
];
const phonesBent: readonly BentRow[] = [
  ['hyphens are dropped', '+1-202-555-0143', '+12025550143', punctuation],
  ['spaces are dropped', '+1 202 555 0143', '+12025550143', punctuation],
  ['parentheses are dropped', '+1 (202) 555-0143', '+12025550143', punctuation],
  ['dots are dropped', '+1.202.555.0143', '+12025550143', punctuation],
  ['a national number is rewritten', '202-555-0143', '(202) 555-0143', punctuation],
  ['spaces are added', '+12025550143', '+1 202 555 0143', punctuation],
  ['a no-break hyphen is dropped', '+1\u20112025550143', '+12025550143', punctuation],
  ['parentheses around + are dropped', '(+1) 202-555-0143', '+12025550143', punctuation],
  ['parentheses are put around +', '+1 202-555-0143', '(+1) 202-555-0143', punctuation],
  ['an inner + is dropped', '12025550143 + 7', '12025550143 7', punctuation],
  ['trimmed', ' +12025550143 ', '+12025550143', whiteSpace],
  ['only dashes become empty', '---', '', punctuation],
];

/** Mutations of texts that were sent. */
export const valueMutations: readonly Mutation[] = [
  ...differing('name', [...names, ...namesBent]),
  ...differing('email', [...emails, ...emailsBent]),
  ...differing('phone_number', [...phones, ...phonesBent]),
];

const markup = updated('markup', { name: '<b>Zoë & "Eve"</b> 😀/' });
const unitAt = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const escaped: Change = (scene) => answering(scene, { body: textIn(scene).replace(/[^\x20-\x7e]|[<>&/]/g, unitAt) });

/** Spellings of one and the same text. */
export const harmlessSpellings: readonly Harmless[] = harmlessChangesOf(markup, [
  ['every sign of markup is escaped', escaped],
  ['slashes are escaped', spell('</b>', '<\\/b>')],
  ['escapes are in capitals', spell('<b>', '\\u003Cb\\u003E')],
  ['keys are escaped', spell('"contact"', '"\\u0063ontact"')],
]);
