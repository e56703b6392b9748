/** Right for nearly every request: broken for some whole values, some combinations, some histories. */
import { refusal } from '../responses.ts';
import { act, onRead, sentContact, shows, showsText, stores, takes, takesText } from '../kit.ts';
import type { Changes, Contact } from '../types.ts';
import { group, violates } from './define.ts';

const name = ['name-comes-back'];
const unsent = ['unsent-attributes-keep-value'];

/** The changes without some attributes. */
const without = (changes: Changes, lost: readonly string[]): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([key]) => !lost.includes(key)));

export const conditional = group('conditional', [
  violates(
    'numbers-in-names-computed',
    'a name that reads as a number in exponent or hexadecimal form is written out',
    'full',
    name,
    takesText('name', (text) => (/^(0x[\da-f]+|\d+(\.\d+)?e\d+)$/i.test(text) ? String(Number(text)) : text)),
  ),
  violates(
    'truths-in-names-cast',
    'the names true and false are cast to a truth value and back',
    'full',
    name,
    takesText('name', (text) => (/^(true|false)$/.test(text) ? text.charAt(0) : text)),
  ),
  violates(
    'names-in-capitals-retitled',
    'a name in capitals only is put in title case',
    'full',
    name,
    takesText('name', (text) => (/^[A-Z][A-Z ]+$/.test(text) ? text.charAt(0) + text.slice(1).toLowerCase() : text)),
  ),
  violates(
    'surname-first-turned-round',
    'a name with one comma is turned round',
    'full',
    name,
    takesText('name', (text) => text.replace(/^([^,]+), ([^,]+)$/, '$2 $1')),
  ),
  violates(
    'full-stop-behind-dropped',
    'a full stop at the end of a name is dropped',
    'full',
    name,
    takesText('name', (text) => text.replace(/\.$/, '')),
  ),
  violates('one-word-names-refused', 'a name of one word is refused', 'smoke', ['update-answers-200'], {
    validate: (call, next) => {
      const changes = next();
      if (changes.name !== undefined && /^\p{L}+$/u.test(changes.name))
        throw act(call, refusal(422, ['Last name is missing']));
      return changes;
    },
  }),
  violates(
    'apostrophes-in-emails-dropped',
    'an apostrophe in an email is dropped',
    'full',
    ['email-comes-back'],
    takesText('email', (text) => text.replaceAll("'", '')),
  ),
  violates(
    'emails-cut-at-100',
    'emails are cut at a hundred characters',
    'full',
    ['email-comes-back'],
    takesText('email', (text) => text.slice(0, 100)),
  ),
  violates(
    'phone-behind-comma-cut',
    'what stands behind a comma in a phone number is cut off',
    'full',
    ['phone-number-comes-back'],
    takesText('phone_number', (text) => text.replace(/,.*$/, '')),
  ),
  violates(
    'phone-double-zero-to-plus',
    'two zeros in front of a phone number become a plus sign',
    'full',
    ['phone-number-comes-back'],
    takesText('phone_number', (text) => text.replace(/^00/, '+')),
  ),
  violates(
    'behind-tags-lost',
    'attributes that stand behind the tags in the body are lost',
    'full',
    name,
    takes((changes, call) => {
      const keys = Object.keys(sentContact(call) ?? {});
      return keys.includes('tag_ids') ? without(changes, keys.slice(keys.indexOf('tag_ids') + 1)) : changes;
    }),
  ),
  violates(
    'same-email-wipes-phone',
    'an email that equals the stored one empties the phone number',
    'full',
    unsent,
    takes((changes, call) =>
      changes.email === call.contact.email && changes.phone_number === undefined
        ? { ...changes, phone_number: '' }
        : changes,
    ),
  ),
  violates(
    'no-tags-cannot-be-cleared',
    'an empty tag array is refused when there are no tags',
    'full',
    ['update-answers-200'],
    {
      validate: (call, next) => {
        const changes = next();
        if (changes.tag_ids?.length === 0 && call.contact.tag_ids.length === 0)
          throw act(call, refusal(422, ['There are no tags']));
        return changes;
      },
    },
  ),
  violates(
    'empty-tags-lost-beside-email',
    'an empty tag array is lost when an email is sent with it',
    'full',
    ['tags-empty-array-clears'],
    takes((changes) =>
      changes.tag_ids?.length === 0 && changes.email !== undefined ? without(changes, ['tag_ids']) : changes,
    ),
  ),
  violates(
    'created-at-written-beside-a-name',
    'created_at can be written when a name is sent with it',
    'full',
    ['read-only-attributes-not-written'],
    stores((contact: Contact, call) => {
      const sent = sentContact(call);
      if (typeof sent?.['created_at'] === 'string' && typeof sent['name'] === 'string')
        contact.created_at = Date.parse(sent['created_at']);
    }),
  ),
  violates(
    'names-cut-at-100-in-storage',
    'names are stored with a hundred characters, and answered whole',
    'full',
    ['update-is-stored'],
    showsText('name', (text) => text.slice(0, 100), onRead),
  ),
  violates(
    'apostrophes-doubled-in-storage',
    'apostrophes are doubled in storage, and answered as sent',
    'full',
    ['update-is-stored'],
    shows((shown) => ({ ...shown, name: String(shown['name']).replaceAll("'", "''") }), onRead),
  ),
  violates(
    'emails-cut-at-64-in-storage',
    'emails are stored with 64 characters, and answered whole',
    'full',
    ['update-is-stored'],
    showsText('email', (text) => text.slice(0, 64), onRead),
  ),
  violates(
    'phone-of-digits-in-a-number-column',
    'a phone number of digits alone is stored in a number column, without its zeros, and answered as sent',
    'full',
    ['update-is-stored'],
    showsText('phone_number', (text) => (/^0\d+$/.test(text) ? String(BigInt(text)) : text), onRead),
  ),
  violates(
    'sql-words-cut',
    'a filter in front of the server cuts words of SQL out of names',
    'full',
    name,
    takesText('name', (text) => text.replaceAll(/\b(?:select|union|insert|delete|drop) /gi, '')),
  ),
  violates(
    'variables-filled-in',
    'a name with the name of a variable behind a dollar sign has its value, which is none',
    'full',
    name,
    takesText('name', (text) => text.replaceAll(/\$[A-Z]+/g, '')),
  ),
]);
