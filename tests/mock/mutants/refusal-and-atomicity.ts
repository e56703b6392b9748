/** What has to be refused is accepted, or a refusal leaves traces. */
import { json, Refusal, refusal } from '../responses.ts';
import { act, changed, sentContact } from '../kit.ts';
import { apply } from '../stages.ts';
import type { Call, Changes, Contact, Variant } from '../types.ts';
import { attributes, checkAttribute, type Attribute } from '../validate.ts';
import { group, violates, warns } from './define.ts';

/** What each attribute changes by itself; those that are refused are left out. */
function valid(call: Call, among: readonly Attribute[] = attributes): Changes {
  const contact = sentContact(call) ?? {};
  return among
    .filter((attribute) => Object.hasOwn(contact, attribute))
    .reduce<Changes>((all, attribute) => {
      try {
        return { ...all, ...checkAttribute(attribute, contact[attribute], call.world) };
      } catch {
        return all;
      }
    }, {});
}
/** When the check refuses, `trace` still happens to the stored contact. */
const tracing = (trace: (contact: Contact, call: Call) => void): Variant => ({
  validate: (call, next) => {
    try {
      return next();
    } catch (error) {
      const before = structuredClone(call.contact);
      trace(call.contact, call);
      changed(call, before, structuredClone(call.contact));
      throw error;
    }
  },
});
const applies = (among?: readonly Attribute[]): Variant =>
  tracing((contact, call) => {
    apply(contact, valid(call, among), call.world.now());
  });
const failing = (status: number): Variant => ({
  validate: (call, next) => {
    try {
      return next();
    } catch (error) {
      if (error instanceof Refusal && error.response.status === 422)
        throw act(call, refusal(status, 'Something went wrong'));
      throw error;
    }
  },
});

const partly = ['refused-update-not-partly-applied'];
const nothing = ['refused-update-changes-nothing'];
export const refusalAndAtomicity = group('refusal-and-atomicity', [
  violates('valid-part-applied', 'attributes are written one by one until one is refused', 'full', partly, applies()),
  violates(
    'name-applied-before-refusal',
    'the name is written before the rest is checked',
    'full',
    partly,
    applies(['name']),
  ),
  violates(
    'email-applied-before-refusal',
    'the email is written before the rest is checked',
    'full',
    partly,
    applies(['email']),
  ),
  violates(
    'phone-applied-before-refusal',
    'the phone number is written before the rest is checked',
    'full',
    partly,
    applies(['phone_number']),
  ),
  violates(
    'tags-cleared-before-refusal',
    'the join table is emptied before the tags are checked',
    'full',
    nothing,
    tracing((contact) => {
      contact.tag_ids = [];
    }),
  ),
  violates(
    'owner-lost-by-refusal',
    'a refused update clears the owner',
    'full',
    nothing,
    tracing((contact) => {
      contact.owner_id = null;
    }),
  ),
  violates(
    'refusal-appends-to-name',
    'a refused update leaves a mark in the name',
    'full',
    nothing,
    tracing((contact) => {
      if (contact.name.length < 80) contact.name += '!';
    }),
  ),
  warns('invalid-value-500', 'a value of a wrong type fails in the database: 500', 'full', ['never-5xx'], failing(500)),
  warns(
    'invalid-value-409',
    'an invalid value is answered with 409',
    'full',
    ['invalid-value-answers-400-or-422'],
    failing(409),
  ),
  warns(
    'invalid-value-403',
    'an invalid value is answered with 403',
    'full',
    ['invalid-value-answers-400-or-422'],
    failing(403),
  ),
  warns('unknown-method-fails', 'an object as name fails: 500', 'full', ['never-5xx'], {
    validate: (call, next) => {
      const name = sentContact(call)?.['name'];
      if (typeof name === 'object' && name !== null)
        throw act(call, new Refusal(json(500, { error: 'Internal server error' })));
      return next();
    },
  }),
  violates(
    'other-content-types-written',
    'another content type is refused and what it carries is written all the same',
    'full',
    nothing,
    {
      parse: (call, next) => {
        try {
          return next();
        } catch (error) {
          if (!(error instanceof Refusal) || error.response.status !== 415) throw error;
          call.body = JSON.parse(call.bytes.toString('utf8')) as unknown;
          const before = structuredClone(call.contact);
          apply(call.contact, valid(call), call.world.now());
          changed(call, before, structuredClone(call.contact));
          throw error;
        }
      },
    },
  ),
  violates(
    'empty-object-clears-tags',
    'an empty object is refused and the tags are gone',
    'full',
    nothing,
    tracing((contact, call) => {
      if (JSON.stringify(call.body) === '{}') contact.tag_ids = [];
    }),
  ),
]);
