/** A value changes its type on the way out. */
import { shows, showsKey, showsText, stores, takes } from '../kit.ts';
import { sentContact } from '../kit.ts';
import { group, violates, warns } from './define.ts';

const types = ['answer-types'];
export const typeChanges = group('types', [
  violates(
    'id-as-number',
    'the id of the contact is its row number',
    'smoke',
    types,
    showsKey('id', () => 82_314),
  ),
  violates(
    'phone-as-number',
    'a phone number is shown as a number',
    'smoke',
    types,
    showsText('phone_number', (phone) => Number(phone.replace(/\D/g, ''))),
  ),
  violates(
    'phone-null-when-empty',
    'an empty phone number is shown as null',
    'full',
    types,
    showsText('phone_number', (phone) => (phone === '' ? null : phone)),
  ),
  violates(
    'email-as-object',
    'an email becomes an object with a flag',
    'smoke',
    types,
    showsText('email', (address) => ({ address, verified: false })),
  ),
  violates(
    'email-in-a-list',
    'contacts get several emails',
    'smoke',
    types,
    showsText('email', (address) => [address]),
  ),
  violates(
    'times-as-epoch-numbers',
    'times are shown as seconds since 1970, as numbers',
    'smoke',
    types,
    shows((shown, { contact }) => ({
      ...shown,
      created_at: Math.floor(contact.created_at / 1000),
      updated_at: Math.floor(contact.updated_at / 1000),
    })),
  ),
  violates(
    'created-at-null',
    'created_at is shown as null',
    'smoke',
    types,
    showsKey('created_at', () => null),
  ),
  violates(
    'numeric-names-as-numbers',
    'a name of digits is shown as a number',
    'full',
    types,
    showsText('name', (name) => (/^\d+$/.test(name) ? Number(name) : name)),
  ),
  warns(
    'number-echoed-as-number',
    'a number sent as a name comes back as a number, though it is stored as text',
    'full',
    ['wrong-type-comes-back-typed'],
    shows((shown, call) => {
      const sent = call.action === 'update' ? sentContact(call)?.['name'] : undefined;
      return typeof sent === 'number' ? { ...shown, name: sent } : shown;
    }),
  ),
  violates(
    'null-word-becomes-null',
    'the text null is stored as an empty name',
    'full',
    ['name-comes-back'],
    takes((changes) => (changes.name === 'null' ? { ...changes, name: '' } : changes)),
  ),
  violates(
    'leading-zeros-lost',
    'a name of digits goes through a number column',
    'full',
    ['name-comes-back'],
    stores((contact) => {
      if (/^\d+$/.test(contact.name)) contact.name = String(Number(contact.name));
    }),
  ),
]);
