/** Finding the contact went wrong. */
import { json, refusal } from '../responses.ts';
import { act, refuses, showsKey, stores } from '../kit.ts';
import { addressedId } from '../stages.ts';
import type { Call, Contact, Variant } from '../types.ts';
import { canonicalId } from '../validate.ts';
import { neighbourId } from '../world.ts';
import { group, violates, warns } from './define.ts';

const id = (call: Call): string => addressedId(call) ?? '';
const wellFormed = (call: Call): boolean => canonicalId(id(call)) !== null;
const foreign = (call: Call): boolean => canonicalId(id(call)) === call.facts.foreignContactId;
const unknown = (call: Call): boolean => wellFormed(call) && !call.world.contacts.has(canonicalId(id(call)) ?? '');

/** Ids that are refused lead to a contact for which `where` holds. */
const leadsTo = (pick: (call: Call) => Contact | undefined, where: (call: Call) => boolean): Variant => ({
  find: (call, next) => {
    const found = next();
    if (found !== undefined || !where(call)) return found;
    const contact = pick(call);
    if (contact !== undefined) call.acted();
    return contact;
  },
});
const own = (call: Call): Contact | undefined => call.world.contacts.get(call.facts.contactId);
const neighbour = (call: Call): Contact | undefined => call.world.contacts.get(neighbourId);
/** Where `where` holds, an update finds the neighbour in the place of the contact. */
const findsNeighbour = (where: (call: Call) => boolean): Variant => ({
  find: (call, next) => {
    const contact = next();
    return call.action === 'update' && contact !== undefined && where(call) ? act(call, neighbour(call)) : contact;
  },
});
const made = (call: Call): Contact | undefined => {
  const model = own(call);
  return model && { ...structuredClone(model), id: canonicalId(id(call)) ?? id(call) };
};
const answered = (status: number, where: (call: Call) => boolean, body?: unknown): Variant =>
  refuses(
    (response) => (body === undefined ? { ...response, status } : json(status, body)),
    (response, call) => response.status === 404 && call.action === 'update' && where(call),
  );

const unknownRefused = ['unknown-id-refused'];
const malformedRefused = ['malformed-id-refused'];
const answers404 = ['unknown-or-malformed-id-answers-404'];
const addressed = ['answer-about-addressed-contact'];
const misreads = (by: string, sentence: string, form: RegExp) =>
  violates(
    `${by}-find-the-neighbour`,
    sentence,
    'full',
    addressed,
    findsNeighbour((call) => form.test(id(call))),
  );
export const routing = group('routing', [
  violates(
    'unknown-id-takes-the-first',
    'an unknown id leads to the first contact of the workspace',
    'smoke',
    unknownRefused,
    leadsTo(own, unknown),
  ),
  violates('unknown-id-creates', 'an update of an unknown id creates a contact', 'smoke', unknownRefused, {
    find: (call, next) => {
      const contact = next();
      return contact ?? (unknown(call) ? act(call, made(call)) : undefined);
    },
  }),
  violates(
    'unknown-id-200-empty',
    'an unknown id is answered with 200 and no contact',
    'smoke',
    unknownRefused,
    answered(200, unknown, { contact: null }),
  ),
  violates(
    'unknown-id-204',
    'an unknown id is answered with 204',
    'smoke',
    unknownRefused,
    refuses(
      () => ({ status: 204, headers: {} }),
      (response, call) => response.status === 404 && unknown(call),
    ),
  ),
  violates(
    'nil-id-accepted',
    'the nil UUID leads to the last contact that was changed',
    'full',
    unknownRefused,
    leadsTo(own, (call) => /^[0-]+$/.test(id(call)) && unknown(call)),
  ),
  violates(
    'malformed-id-takes-the-first',
    'a malformed id is dropped from the query, which then finds the first contact',
    'smoke',
    malformedRefused,
    leadsTo(own, (call) => !wellFormed(call)),
  ),
  violates(
    'malformed-id-200-error',
    'a malformed id is answered with 200 and an error',
    'smoke',
    malformedRefused,
    answered(200, (call) => !wellFormed(call), { error: 'Contact not found' }),
  ),
  violates(
    'number-as-row-number',
    'an id of digits is taken for a row number',
    'full',
    malformedRefused,
    leadsTo(own, (call) => /^\d{1,6}$/.test(id(call))),
  ),
  violates(
    'quote-in-id-injects',
    'a quote in the id ends the statement',
    'full',
    malformedRefused,
    leadsTo(own, (call) => id(call).includes("'")),
  ),
  violates(
    'wildcard-id-matches',
    'an asterisk as id matches the first contact',
    'full',
    malformedRefused,
    leadsTo(own, (call) => id(call) === '*'),
  ),
  violates(
    'null-id-means-me',
    'null and undefined as id lead to the last contact',
    'full',
    malformedRefused,
    leadsTo(own, (call) => ['null', 'undefined'].includes(id(call))),
  ),
  violates(
    'foreign-contact-updated',
    'contacts are no longer looked up within the workspace',
    'full',
    ['foreign-id-refused'],
    leadsTo((call) => call.world.contacts.get(call.facts.foreignContactId), foreign),
  ),
  violates(
    'foreign-id-leads-home',
    'the id of a foreign contact is answered with 200 and the own contact',
    'full',
    ['foreign-id-refused'],
    leadsTo(own, foreign),
  ),
  violates(
    'foreign-id-accepted-quietly',
    'the id of a foreign contact is answered with 202 and nothing',
    'full',
    ['foreign-id-refused'],
    answered(202, foreign, {}),
  ),
  violates(
    'answer-about-the-neighbour',
    'the response shows the contact that was changed last in the workspace',
    'smoke',
    addressed,
    {
      write: (call, next) => {
        next();
        call.contact = act(call, call.world.contacts.get(neighbourId) ?? call.contact);
      },
    },
  ),
  violates(
    'answer-with-another-id',
    'the id in the response is that of the owner',
    'smoke',
    addressed,
    showsKey('id', (_id, { facts }) => facts.ownerId),
  ),
  violates(
    'new-id-with-every-update',
    'an update makes a new version with an id of its own',
    'smoke',
    addressed,
    showsKey('id', (shown, call) =>
      call.action === 'update' ? String(shown).slice(0, -4) + (0xa000 + call.update).toString(16) : shown,
    ),
  ),
  violates(
    'id-changed-by-tags',
    'an update of tags answers with the id of the first tag',
    'full',
    addressed,
    showsKey('id', (shown, { changes, facts }) => (changes.tag_ids === undefined ? shown : facts.tagIds[0])),
  ),
  misreads('braces', 'an id in braces is cut to fit its column, and finds another contact', /^\{.+\}$/),
  misreads('capitals', 'an id in capital letters finds the contact that is next in the index', /[A-F]/),
  violates(
    'update-of-the-neighbour',
    'the neighbour is updated and shown',
    'smoke',
    addressed,
    findsNeighbour(() => true),
  ),
  violates(
    'merged-with-the-neighbour',
    'an update of tags merges the contact with another and takes its name',
    'full',
    ['unsent-attributes-keep-value'],
    stores(
      (contact) => {
        contact.name = 'Adam Quist';
      },
      ({ changes }) => changes.tag_ids !== undefined && changes.name === undefined,
    ),
  ),
  warns('unknown-id-400', 'an unknown id is answered with 400', 'smoke', answers404, answered(400, unknown)),
  warns('unknown-id-403', 'an unknown id is answered with 403', 'smoke', answers404, answered(403, unknown)),
  warns(
    'malformed-id-422',
    'a malformed id is answered with 422',
    'smoke',
    answers404,
    answered(422, (call) => !wellFormed(call)),
  ),
  warns('malformed-id-500', 'a malformed id reaches the database: 500', 'smoke', ['never-5xx'], {
    find: (call, next) => {
      if (!wellFormed(call)) throw act(call, refusal(500, 'Internal server error'));
      return next();
    },
  }),
  warns('long-id-500', 'an id of more than a thousand characters fails: 500', 'full', ['never-5xx'], {
    find: (call, next) => {
      if (id(call).length > 1000) throw act(call, refusal(500, 'Internal server error'));
      return next();
    },
  }),
  warns(
    'foreign-id-401',
    'the id of a foreign contact is answered with 401',
    'full',
    ['foreign-id-answers-403-or-404'],
    answered(401, foreign),
  ),
  warns(
    'foreign-id-422',
    'the id of a foreign contact is answered with 422',
    'full',
    ['foreign-id-answers-403-or-404'],
    answered(422, foreign),
  ),
]);
