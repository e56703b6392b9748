/** Faithful servers that take the plainest values and refuse everything else: a plain update is all that they have to accept. */
import { refusal } from '../responses.ts';
import { act, sentContact } from '../kit.ts';
import type { Faithful, Variant } from '../types.ts';

type Attribute = 'name' | 'email' | 'phone_number';

/** Refuses a text of the attribute that is not of that form. A contact may hold such a text from before. */
const takesOnly = (attribute: Attribute, form: RegExp): Variant => ({
  validate: (call, next) => {
    const value = sentContact(call)?.[attribute];
    const isHeld = value === call.contact[attribute];
    if (typeof value === 'string' && !isHeld && !form.test(value))
      throw act(call, refusal(422, [`The ${attribute} is invalid`]));
    return next();
  },
});

/** One after the other: what the first does not refuse, the second may. */
const both = (one: Variant, other: Variant): Variant => ({
  validate: (call, next) => one.validate?.(call, () => other.validate?.(call, next) ?? next()) ?? next(),
});

const name = takesOnly('name', /^[A-Za-z][A-Za-z .'-]*$/);
const email = takesOnly('email', /^[a-z0-9]+(?:[.-][a-z0-9]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
const phone = takesOnly('phone_number', /^\+[0-9]{7,15}$/);

export const takesPlain: readonly Faithful[] = [
  {
    id: 'plus-addresses-refused',
    sentence: 'refuses addresses with a plus sign',
    variant: takesOnly('email', /^[^+]*$/),
  },
  {
    id: 'names-without-digits',
    sentence: 'refuses names with digits',
    variant: takesOnly('name', /^\D*$/),
  },
  {
    id: 'plain-names-only',
    sentence: 'refuses names with anything beyond letters, spaces, dots, hyphens and apostrophes',
    variant: takesOnly('name', /^[\p{L}\p{M} .'-]+$/u),
  },
  {
    id: 'ascii-names-only',
    sentence: 'refuses names with anything beyond the letters of ASCII and their company',
    variant: name,
  },
  {
    id: 'digits-in-numbers-only',
    sentence: 'refuses phone numbers with anything but a plus sign and 7 to 15 digits',
    variant: phone,
  },
  {
    id: 'short-local-parts',
    sentence: 'refuses addresses with more than 64 characters before the at sign, apostrophes and quotes',
    variant: takesOnly('email', /^[^@'"]{1,64}@[^@'"]+$/),
  },
  {
    id: 'plain-addresses-only',
    sentence: 'refuses addresses with anything but small letters, digits, single dots and hyphens',
    variant: email,
  },
  {
    id: 'short-names',
    sentence: 'refuses names of more than 60 characters, blank ones and ones with two spaces in a row',
    variant: takesOnly('name', /^(?=.{1,60}$)\S+(?: \S+)*$/u),
  },
  {
    id: 'known-domains-only',
    sentence: 'refuses addresses of roles, and at any other domain than example.com',
    variant: takesOnly(
      'email',
      /^(?!(?:info|admin|support|test|none|unknown|postmaster|no-reply)@)[^@]+@example\.com$/i,
    ),
  },
  {
    id: 'plainest-only',
    sentence: 'refuses everything but the plainest names, addresses and numbers',
    variant: both(both(name, email), phone),
  },
];
