/** Texts that a server takes for something: it cuts, fills in or writes anew what stands for more than its letters. */
import { act, sentContact, takesText } from '../kit.ts';
import { group, violates } from './define.ts';

const name = ['name-comes-back'];
const email = ['email-comes-back'];
const phone = ['phone-number-comes-back'];

export const meanings = group('meanings', [
  violates('blank-name-filled-in', 'a blank name becomes Unnamed', 'full', name, {
    parse: (call, next) => {
      const body = next();
      const contact = sentContact({ ...call, body });
      if (typeof contact?.['name'] !== 'string' || contact['name'].trim() !== '') return body;
      return act(call, { contact: { ...contact, name: 'Unnamed' } });
    },
  }),
  violates(
    'placeholder-names-emptied',
    'names such as N/A and unknown are stored as nothing',
    'full',
    name,
    takesText('name', (text) => (/^(?:n\/a|unknown|test|none|tbd|anonymous)$/i.test(text) ? '' : text)),
  ),
  violates(
    'test-names-marked',
    'names for tests are marked',
    'nightly',
    name,
    takesText('name', (text) => (/^test\b/i.test(text) ? `${text} (test)` : text)),
  ),
  violates(
    'honorifics-cut',
    'an honorific in front of a name is cut off',
    'full',
    name,
    takesText('name', (text) => text.replace(/^(?:Mr|Mrs|Ms|Dr|Prof)\.? (?=\p{Lu})/u, '')),
  ),
  violates(
    'foreign-honorifics-cut',
    'honorifics of other languages are cut off',
    'nightly',
    name,
    takesText('name', (text) => text.replace(/^(?:Frau|Herr|Sra?\.|Shri) |さん$/u, '')),
  ),
  violates(
    'degrees-cut',
    'a degree behind a name is cut off',
    'full',
    name,
    takesText('name', (text) => text.replace(/,? (?:Ph\.?D|M\.?D|MBA)\.?$/, '')),
  ),
  violates(
    'nicknames-cut',
    'a nickname in quotation marks is cut out',
    'full',
    name,
    takesText('name', (text) => text.replace(/ "\p{Lu}\p{L}+" (?=\p{Lu})/u, ' ')),
  ),
  violates(
    'remarks-cut',
    'what stands in parentheses behind a name is cut off',
    'full',
    name,
    takesText('name', (text) => text.replace(/(?<=\p{L}) \([^()]*\)$/u, '')),
  ),
  violates(
    'legal-forms-written-alike',
    'the legal form of an organisation is written without a comma and a full stop',
    'full',
    name,
    takesText('name', (text) => text.replace(/, Inc\.$/, ' Inc')),
  ),
  violates(
    'short-names-lengthened',
    'the short form of a given name is written out',
    'nightly',
    name,
    takesText('name', (text) => text.replace(/^Bob /, 'Robert ')),
  ),
  violates(
    'role-addresses-dropped',
    'addresses of roles are stored as nothing',
    'full',
    email,
    takesText('email', (text) => (/^(?:info|no-reply|admin|support)@/i.test(text) ? '' : text)),
  ),
  violates(
    'postmaster-dropped',
    'the address of the postmaster is stored as nothing',
    'nightly',
    email,
    takesText('email', (text) => (/^postmaster@/i.test(text) ? '' : text)),
  ),
  violates(
    'provider-dots-cut',
    'dots in addresses of a provider that does not read them are cut out',
    'full',
    email,
    takesText('email', (text) =>
      text.replace(/^([^@]+)@(g(?:oogle)?mail\.com)$/i, (_all, local: string, domain: string) =>
        [local.replaceAll('.', ''), domain].join('@'),
      ),
    ),
  ),
  violates(
    'throw-away-addresses-dropped',
    'addresses at a domain for throw-away ones are stored as nothing',
    'full',
    email,
    takesText('email', (text) => (/@mailinator\.com$/i.test(text) ? '' : text)),
  ),
  violates(
    'display-names-cut',
    'of an address with a name in front only the address is stored',
    'full',
    email,
    takesText('email', (text) => /^[^<]*<([^<>]+)>$/.exec(text)?.[1] ?? text),
  ),
  violates(
    'extensions-cut',
    'an extension is cut off a phone number',
    'full',
    phone,
    takesText('phone_number', (text) => text.replace(/\s*(?:ext\.?|x)\s*\d+$/i, '')),
  ),
  violates(
    'extension-words-cut',
    'an extension behind a word of another language is cut off',
    'nightly',
    phone,
    takesText('phone_number', (text) => text.replace(/\s*(?:Durchwahl|poste|доб\.)\s*\d+$/iu, '')),
  ),
  violates(
    'letters-become-digits',
    'letters in a phone number become the digits of their keys',
    'full',
    phone,
    takesText('phone_number', (text) =>
      /^\+1[\d\s().-]*[A-Z]{2,}$/i.test(text)
        ? text.replace(/[a-z]/gi, (letter) =>
            '22233344455566677778889999'.charAt(letter.toLowerCase().charCodeAt(0) - 97),
          )
        : text,
    ),
  ),
  violates(
    'national-numbers-made-international',
    'a number without its country gets the country of the account',
    'full',
    phone,
    takesText('phone_number', (text) => text.replace(/^\((?=\d{3}\))/, '+1 (')),
  ),
  violates(
    'trunk-zeros-cut',
    'a zero in parentheses that is not dialled is cut out',
    'full',
    phone,
    takesText('phone_number', (text) => text.replace('(0)', '')),
  ),
  violates(
    'local-part-of-digits-cut',
    'a local part of digits alone loses its last digit',
    'full',
    email,
    takesText('email', (text) => text.replace(/^(\d+)\d@/u, '$1@')),
  ),
  violates(
    'labels-cut',
    'a word in front of a phone number is cut off',
    'full',
    phone,
    takesText('phone_number', (text) => text.replace(/^\p{L}+[.:]? (?=\+)/u, '')),
  ),
  violates(
    'second-number-cut',
    'of two phone numbers the first is stored',
    'full',
    phone,
    takesText('phone_number', (text) => text.replace(/ \/ \+.*$/, '')),
  ),
  violates(
    'placeholder-numbers-emptied',
    'words for no phone number are stored as nothing',
    'nightly',
    phone,
    takesText('phone_number', (text) => (/^(?:n\/a|none|unknown|null)$/i.test(text) ? '' : text)),
  ),
]);
