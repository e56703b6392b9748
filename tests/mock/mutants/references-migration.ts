/** A half-finished migration of the company or the owner. */
import { loses, onUpdate, shows, showsKey, stores, takes } from '../kit.ts';
import { otherCompanyId, otherOwnerId } from '../world.ts';
import type { Call, Changes } from '../types.ts';
import { group, violates } from './define.ts';

const sentOnly = (call: Call, key: keyof Changes): boolean => Object.keys(call.changes).join() === key;
const unsent = ['unsent-attributes-keep-value'];

export const referencesMigration = group('references-migration', [
  violates(
    'company-ignored',
    'company_id is no longer read, and a default company is stored with every update',
    'full',
    ['company-comes-back'],
    {
      ...loses(['company_id']),
      // Without this the value that the contact has already would hide the loss.
      ...stores((contact) => {
        contact.company_id = otherCompanyId;
      }),
    },
  ),
  violates(
    'company-cleared-when-set',
    'a company that is set is stored as none',
    'smoke',
    ['company-comes-back'],
    takes((changes) => (changes.company_id === undefined ? changes : { ...changes, company_id: null })),
  ),
  violates(
    'wrong-company',
    'a company id is looked up in the wrong table',
    'smoke',
    ['company-comes-back'],
    takes((changes) => (changes.company_id === undefined ? changes : { ...changes, company_id: otherCompanyId })),
  ),
  violates(
    'company-shown-as-none',
    'the response is made before the company is joined',
    'smoke',
    ['company-comes-back'],
    showsKey('company', () => ({ id: null, name: null }), onUpdate),
  ),
  violates(
    'owner-cleared-when-set',
    'an owner that is set is stored as none',
    'smoke',
    ['owner-comes-back'],
    takes((changes) => (changes.owner_id === undefined ? changes : { ...changes, owner_id: null })),
  ),
  violates(
    'wrong-owner',
    'the owner becomes the user of the key, whoever is sent',
    'smoke',
    ['owner-comes-back'],
    takes((changes) => (changes.owner_id === undefined ? changes : { ...changes, owner_id: otherOwnerId })),
  ),
  violates(
    'owner-null-in-answers',
    'the response to an update shows no owner, a read does',
    'smoke',
    ['owner-comes-back'],
    showsKey('owner', () => null, onUpdate),
  ),
  violates(
    'owner-and-company-swapped',
    'the response shows the id of the company as that of the owner',
    'full',
    ['unsent-attributes-keep-value'],
    showsKey('owner', (owner, { contact }) =>
      owner === null ? null : { ...owner, id: contact.company_id ?? otherOwnerId },
    ),
  ),
  violates(
    'owner-lost-beside-company',
    'the owner is cleared when a company is sent with it',
    'full',
    ['owner-comes-back'],
    takes((changes) =>
      changes.owner_id === undefined || changes.company_id === undefined ? changes : { ...changes, owner_id: null },
    ),
  ),
  violates(
    'company-lost-with-owner',
    'setting the owner without the company clears the company',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.company_id = null;
      },
      ({ changes }) => changes.owner_id !== undefined && changes.company_id === undefined,
    ),
  ),
  violates(
    'owner-lost-with-name',
    'a change of the name clears the owner',
    'smoke',
    unsent,
    stores(
      (contact) => {
        contact.owner_id = null;
      },
      ({ changes }) => changes.name !== undefined && changes.owner_id === undefined,
    ),
  ),
  violates(
    'owner-lost-with-tags',
    'a change of tags alone clears the owner',
    'smoke',
    unsent,
    stores(
      (contact) => {
        contact.owner_id = null;
      },
      (call) => sentOnly(call, 'tag_ids'),
    ),
  ),
  violates(
    'owner-taken-over',
    'whoever changes a phone number becomes the owner',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.owner_id = otherOwnerId;
      },
      ({ changes }) => changes.phone_number !== undefined && changes.owner_id === undefined,
    ),
  ),
  violates(
    'company-from-email',
    'a change of the email sets the company by its domain',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.company_id = otherCompanyId;
      },
      ({ changes }) => changes.email !== undefined && changes.company_id === undefined,
    ),
  ),
  violates(
    'company-wiped-by-tags',
    'an update of tags alone clears the company',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.company_id = null;
      },
      (call) => sentOnly(call, 'tag_ids'),
    ),
  ),
  violates(
    'owner-name-as-id',
    'the name of the owner is shown as the id',
    'smoke',
    ['answer-identifiers-shape'],
    shows((shown) => (shown['owner'] === null ? shown : { ...shown, owner: { id: 'Oliver Smith' } })),
  ),
]);
