/** The response says one thing and the store another, or two updates meet. */
import { act, changed, stores, wait } from '../kit.ts';
import { refusal } from '../responses.ts';
import { apply } from '../stages.ts';
import type { Call, Changes, Contact, Variant } from '../types.ts';
import { group, violates, warns } from './define.ts';

/** The response shows the update; the store keeps what `keep` says from before. */
const answersOnly = (
  keep: (stored: Contact, before: Contact, call: Call) => void,
  when: (call: Call) => boolean = () => true,
): Variant => ({
  write: (call, next) => {
    next();
    if (!when(call)) return;
    const stored = call.contact;
    call.contact = structuredClone(stored);
    keep(stored, call.before, call);
    changed(call, call.contact, structuredClone(stored));
  },
});
const forget = (stored: Contact, before: Contact): unknown => Object.assign(stored, structuredClone(before));
const noChange = ({ before, contact }: Call): boolean =>
  JSON.stringify({ ...before, updated_at: 0 }) === JSON.stringify({ ...contact, updated_at: 0 });
const firstOnly = (changes: Changes): Changes => Object.fromEntries(Object.entries(changes).slice(0, 1));

/** Of two updates at the same time, the later one meets `meet`, with what older texts neither of them names. */
const whenTwoMeet = (meet: (call: Call, older: Partial<Contact>) => void) => (): Variant => {
  const rows: Contact[] = [];
  let under: Changes | null = null;
  return {
    write: async (call, next) => {
      const other = under;
      under = call.changes;
      if (other === null) rows.push(structuredClone(call.contact));
      await wait(40);
      next();
      under = null;
      const row = rows.at(-3);
      if (other === null || row === undefined) return;
      const named = [...Object.keys(other), ...Object.keys(call.changes)];
      const older = (['name', 'email', 'phone_number'] as const).filter((key) => !named.includes(key));
      meet(call, Object.fromEntries(older.map((key) => [key, changed(call, call.contact[key], row[key])])));
    },
  };
};

/** Of two updates at the same time, the later one meets `meet` in the place of being written. */
const whileBusy = (meet: (call: Call, next: () => void) => void) => (): Variant => {
  let busy = false;
  return {
    write: async (call, next) => {
      if (busy) return meet(call, next);
      busy = true;
      await wait(25);
      next();
      busy = false;
    },
  };
};

const stored = ['update-is-stored'];
const twice = ['same-update-twice-same-contact'];
export const storageAndConcurrency = group('storage-and-concurrency', [
  violates(
    'echoes-without-storing',
    'the response shows the update, the store never sees it',
    'smoke',
    stored,
    answersOnly(forget),
  ),
  violates(
    'every-second-update-lost',
    'every second update is answered and not stored',
    'full',
    stored,
    answersOnly(forget, ({ update }) => update % 2 === 0),
  ),
  violates(
    'every-third-update-lost',
    'every third update is answered and not stored',
    'full',
    stored,
    answersOnly(forget, ({ update }) => update % 3 === 0),
  ),
  violates(
    'phone-never-stored',
    'a phone number is answered and not stored',
    'smoke',
    stored,
    answersOnly((contact, before) => {
      contact.phone_number = before.phone_number;
    }),
  ),
  violates(
    'email-stored-in-part',
    'an email is answered whole and stored without its last character',
    'smoke',
    stored,
    answersOnly((contact, before) => {
      if (contact.email !== before.email) contact.email = contact.email.slice(0, -1);
    }),
  ),
  violates(
    'owner-never-stored',
    'a change of the owner beside other attributes is undone after the response',
    'full',
    stored,
    {
      write: (call, next) => {
        next();
        if (call.changes.owner_id === undefined) return;
        const kept = call.contact;
        call.contact = structuredClone(kept);
        kept.owner_id = changed(call, kept.owner_id, null);
      },
    },
  ),
  violates(
    'name-stored-with-mark',
    'a trigger marks stored names, which the response does not show',
    'smoke',
    stored,
    answersOnly((contact, before) => {
      if (contact.name !== before.name) contact.name = `${contact.name} (imported)`;
    }),
  ),
  violates('first-attribute-stored', 'of several attributes only the first is stored', 'smoke', stored, {
    write: (call) => {
      const kept = call.contact;
      const now = call.world.now();
      call.contact = structuredClone(kept);
      apply(call.contact, call.changes, now);
      apply(kept, firstOnly(call.changes), now);
      changed(call, call.contact, structuredClone(kept));
    },
  }),
  violates(
    'rolled-back-after-the-answer',
    'the transaction is rolled back after updates of tags and name together',
    'full',
    stored,
    answersOnly(forget, ({ changes }) => changes.tag_ids !== undefined && changes.name !== undefined),
  ),
  violates(
    'unchanged-update-wipes-phone',
    'an update that changes nothing wipes the phone number',
    'full',
    [...twice, 'unsent-attributes-keep-value'],
    stores((contact) => {
      contact.phone_number = '';
    }, noChange),
  ),
  violates(
    'unchanged-update-removes-tags',
    'tags that are sent again are toggled off',
    'full',
    [...twice, 'tags-come-back'],
    {
      validate: (call, next) => {
        const changes = next();
        const ids = changes.tag_ids;
        if (ids === undefined || ids.length === 0 || ids.join() !== call.contact.tag_ids.join()) return changes;
        return act(call, { ...changes, tag_ids: [] });
      },
    },
  ),
  warns(
    'second-number-written-otherwise',
    'a phone number that is sent again is stored with a full stop behind',
    'full',
    [...twice, 'phone-punctuation-kept'],
    {
      validate: (call, next) => {
        const changes = next();
        return changes.phone_number !== undefined && changes.phone_number === call.contact.phone_number
          ? act(call, { ...changes, phone_number: `${changes.phone_number}.` })
          : changes;
      },
    },
  ),
  violates(
    'second-name-marked',
    'a name that is sent again is taken for a duplicate',
    'full',
    [...twice, 'name-comes-back'],
    {
      validate: (call, next) => {
        const changes = next();
        return changes.name !== undefined && changes.name === call.contact.name
          ? act(call, { ...changes, name: `${changes.name} (2)` })
          : changes;
      },
    },
  ),
  violates(
    'stale-rows-written-when-two-meet',
    'an update that meets another one writes an older copy of what neither of them names',
    'full',
    ['unsent-attributes-keep-value'],
    whenTwoMeet((call, older) => Object.assign(call.contact, older)),
  ),
  violates(
    'stale-rows-answered-when-two-meet',
    'an update that meets another one is answered from an older copy of what neither of them names',
    'full',
    ['unsent-attributes-keep-value'],
    whenTwoMeet((call, older) => {
      call.contact = { ...structuredClone(call.contact), ...older };
    }),
  ),
  warns(
    'whole-rows-written',
    'an update reads the row, waits, and writes the whole row back',
    'full',
    ['parallel-updates-both-last'],
    {
      write: async (call) => {
        const kept = call.contact;
        const row = structuredClone(kept);
        const now = call.world.now();
        apply(row, call.changes, now);
        await wait(40);
        changed(call, call.before, structuredClone(kept));
        Object.assign(kept, structuredClone(row));
        call.contact = row;
      },
    },
  ),
  warns(
    'last-come-ignored',
    'an update that arrives while another is written is answered and dropped',
    'full',
    ['parallel-updates-both-last'],
    whileBusy((call, next) => {
      call.acted();
      call.contact = structuredClone(call.contact);
      next();
    }),
  ),
  warns(
    'second-of-two-refused',
    'an update that arrives while another is written is refused with 409',
    'full',
    ['parallel-updates-both-last'],
    whileBusy((call) => {
      throw act(call, refusal(409, 'The contact is being updated.'));
    }),
  ),
]);
