/** A library that cleans what it is sent comes in, or a filter in front of the service does. */
import { takesText } from '../kit.ts';
import { group, violates, warns } from './define.ts';

const name = ['name-comes-back'];
const email = ['email-comes-back'];
const phone = ['phone-number-comes-back'];
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => entities[one] ?? one);

export const normalisingGem = group('normalising-gem', [
  violates(
    'names-in-title-case',
    'names are put in title case',
    'full',
    name,
    takesText('name', (text) => text.toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase())),
  ),
  violates(
    'names-in-capitals',
    'names are stored in capitals',
    'smoke',
    name,
    takesText('name', (text) => text.toUpperCase()),
  ),
  violates(
    'html-escaped',
    'names are escaped for HTML before they are stored',
    'full',
    name,
    takesText('name', escapeHtml),
  ),
  violates(
    'tags-of-html-stripped',
    'whatever looks like HTML is stripped from names',
    'full',
    name,
    takesText('name', (text) => text.replace(/<[^>]*>/g, '')),
  ),
  violates(
    'less-than-stripped',
    'the character < is stripped from names',
    'full',
    name,
    takesText('name', (text) => text.replaceAll('<', '')),
  ),
  violates(
    'emoji-dropped',
    'a three-byte column drops emoji',
    'full',
    name,
    takesText('name', (text) => text.replace(/[\u{10000}-\u{10FFFF}]/gu, '')),
  ),
  violates(
    'emoji-to-question-marks',
    'whatever is beyond the basic plane becomes a question mark',
    'full',
    name,
    takesText('name', (text) => text.replace(/[\u{10000}-\u{10FFFF}]/gu, '?')),
  ),
  violates(
    'accents-lost',
    'names are transliterated to ASCII letters',
    'full',
    name,
    takesText('name', (text) => text.normalize('NFD').replace(/\p{M}/gu, '')),
  ),
  violates(
    'no-break-space-turned',
    'no-break spaces inside names become spaces',
    'full',
    name,
    takesText('name', (text) => text.replaceAll('\u00a0', ' ')),
  ),
  violates(
    'zero-width-stripped',
    'zero-width characters are stripped from names',
    'full',
    name,
    takesText('name', (text) => text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '')),
  ),
  violates(
    'bidi-marks-stripped',
    'direction marks are stripped from names',
    'full',
    name,
    takesText('name', (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')),
  ),
  violates(
    'line-breaks-flattened',
    'line breaks and tabs in names become spaces',
    'full',
    name,
    takesText('name', (text) => text.replace(/[\r\n\t]+/g, ' ')),
  ),
  violates(
    'backslashes-lost',
    'backslashes are taken for escapes',
    'full',
    name,
    takesText('name', (text) => text.replace(/\\(.?)/g, '$1')),
  ),
  violates(
    'quotes-curled',
    'straight quotes become curly ones',
    'full',
    name,
    takesText('name', (text) => text.replaceAll('"', '\u201d').replaceAll("'", '\u2019')),
  ),
  violates(
    'percent-decoded',
    'names are percent-decoded',
    'full',
    name,
    takesText('name', (text) => text.replace(/%[0-7][0-9a-f]/gi, (one) => decodeURIComponent(one))),
  ),
  violates(
    'templates-evaluated',
    'template expressions in names are evaluated',
    'full',
    name,
    takesText('name', (text) => text.replaceAll('{{7*7}}', '49')),
  ),
  violates(
    'formulas-defused',
    'names that begin like a formula get an apostrophe',
    'full',
    name,
    takesText('name', (text) => text.replace(/^[=+@-]/, "'$&")),
  ),
  warns(
    'outer-space-trimmed',
    'white space around names is trimmed',
    'full',
    ['outer-white-space-kept'],
    takesText('name', (text) => text.trim()),
  ),
  warns(
    'normal-form-c',
    'names are stored in Unicode normal form C',
    'full',
    ['unicode-normal-form-kept'],
    takesText('name', (text) => text.normalize('NFC')),
  ),
  violates(
    'normal-form-kc',
    'names are stored in compatibility form',
    'full',
    name,
    takesText('name', (text) => text.normalize('NFKC')),
  ),
  warns(
    'emails-in-lower-case',
    'emails are stored in lower case',
    'full',
    ['email-letter-case-kept'],
    takesText('email', (text) => text.toLowerCase()),
  ),
  violates(
    'plus-tag-stripped',
    'the part of an email after the plus is stripped',
    'full',
    email,
    takesText('email', (text) => text.replace(/\+[^@]*@/, '@')),
  ),
  violates(
    'plus-to-space',
    'a plus in an email becomes a space',
    'full',
    email,
    takesText('email', (text) => text.replaceAll('+', ' ')),
  ),
  violates(
    'email-dots-stripped',
    'dots in the local part of emails are stripped',
    'full',
    email,
    takesText('email', (text) => {
      const [local = '', ...rest] = text.split('@');
      return [local.replaceAll('.', ''), ...rest].join('@');
    }),
  ),
  violates(
    'email-obfuscated',
    'the at sign of emails is written out',
    'smoke',
    email,
    takesText('email', (text) => text.replace('@', ' at ')),
  ),
  violates(
    'phone-plus-lost',
    'the leading plus of phone numbers is lost',
    'smoke',
    phone,
    takesText('phone_number', (text) => text.replace(/^\+/, '')),
  ),
  violates(
    'phone-plus-to-zeros',
    'the leading plus of phone numbers becomes 00',
    'smoke',
    phone,
    takesText('phone_number', (text) => text.replace(/^\+/, '00')),
  ),
  violates(
    'phone-national',
    'phone numbers of the own country lose their country code',
    'full',
    phone,
    takesText('phone_number', (text) => text.replace(/^\+1[ -]?/, '')),
  ),
  violates(
    'phone-last-digit-lost',
    'the last digit of long phone numbers is lost',
    'smoke',
    phone,
    takesText('phone_number', (text) => (text.replace(/\D/g, '').length >= 11 ? text.slice(0, -1) : text)),
  ),
  warns(
    'phone-punctuation-dropped',
    'phone numbers are stored without blanks and punctuation',
    'full',
    ['phone-punctuation-kept'],
    takesText('phone_number', (text) => text.replace(/[\s\p{P}]/gu, '')),
  ),
]);
