/** A cache or a replica answers in the place of the store. */
import { act, changed, wait } from '../kit.ts';
import { show } from '../stages.ts';
import type { Contact, Shown, Variant } from '../types.ts';
import { group, violates, warns } from './define.ts';

/** Reads see the contact through `view`, which gets every earlier state with its time, oldest first. */
const readsThrough =
  (view: (past: readonly { at: number; contact: Contact }[]) => Contact | undefined) => (): Variant => {
    const past: { at: number; contact: Contact }[] = [];
    return {
      write: (call, next) => {
        if (past.length === 0) past.push({ at: 0, contact: structuredClone(call.contact) });
        next();
        past.push({ at: Date.now(), contact: structuredClone(call.contact) });
      },
      find: (call, next) => {
        const contact = next();
        const seen = call.action === 'read' ? view(past) : undefined;
        return contact === undefined || seen === undefined ? contact : changed(call, contact, structuredClone(seen));
      },
    };
  };

/** Updates meet a state of their own at once; the store, which is read, has it `ms` milliseconds later. */
const storesAfter = (ms: number) => (): Variant => {
  let primary: Contact | undefined;
  return {
    find: (call, next) => {
      const contact = next();
      if (contact?.id !== call.facts.contactId || call.action !== 'update') return contact;
      return (primary ??= structuredClone(contact));
    },
    write: (call, next) => {
      next();
      const stored = call.world.contacts.get(call.contact.id);
      const state = structuredClone(call.contact);
      setTimeout(() => stored && Object.assign(stored, state), ms).unref();
      call.acted();
    },
  };
};

const stored = ['update-is-stored'];
export const cacheAndReplica = group(
  'cache-and-replica',
  [
    violates('first-read-cached', 'a cache answers every read as it answered the first', 'smoke', stored, () => {
      let cached: Shown | undefined;
      return {
        show: (call, next) => (call.action === 'read' ? changed(call, show(call), (cached ??= next())) : next()),
      };
    }),
    violates(
      'replica-one-update-behind',
      'a replica is always one update behind',
      'smoke',
      stored,
      readsThrough((past) => past.at(-2)?.contact),
    ),
    violates(
      'replica-stuck',
      'a replica has stopped',
      'smoke',
      stored,
      readsThrough((past) => past[0]?.contact),
    ),
    violates(
      'replica-fifteen-seconds-behind',
      'a replica is fifteen seconds behind',
      'full',
      stored,
      readsThrough((past) => past.findLast(({ at }) => at <= Date.now() - 15_000)?.contact),
    ),
    violates(
      'replicas-take-turns',
      'two replicas response in turn, and one of them is 1500 ms behind',
      'full',
      ['reads-never-go-back'],
      () => {
        let reads = 0;
        return readsThrough((past) => {
          reads += 1;
          return past.findLast(({ at }) => at <= Date.now() - (reads % 2 === 0 ? 1500 : 0))?.contact;
        })();
      },
    ),
    warns(
      'replica-a-second-behind',
      'a replica is 900 ms behind',
      'full',
      ['read-after-update-prompt'],
      readsThrough((past) => past.findLast(({ at }) => at <= Date.now() - 900)?.contact),
    ),
    warns(
      'replica-far-behind',
      'a replica is 1400 ms behind',
      'full',
      ['read-after-update-prompt'],
      readsThrough((past) => past.findLast(({ at }) => at <= Date.now() - 1400)?.contact),
    ),
    warns(
      'read-cached-for-a-second',
      'a cache keeps a read for one second',
      'full',
      ['read-after-update-prompt'],
      () => {
        let cached: { at: number; shown: Shown } | undefined;
        return {
          show: (call, next) => {
            if (call.action !== 'read') return next();
            if (cached === undefined || cached.at < Date.now() - 1000) cached = { at: Date.now(), shown: next() };
            return changed(call, next(), cached.shown);
          },
        };
      },
    ),
    warns(
      'job-stores-later',
      'a background job stores 700 ms after the response',
      'full',
      ['read-after-update-prompt'],
      storesAfter(700),
    ),
    violates(
      'job-stores-too-late',
      'a background job stores fifteen seconds after the response',
      'full',
      stored,
      storesAfter(15_000),
    ),
    violates(
      'answer-from-cache',
      'the response to an update shows the contact as the cache has it: before the update',
      'smoke',
      ['name-comes-back'],
      {
        write: (call, next) => {
          next();
          call.contact = changed(call, call.contact, call.before);
        },
      },
    ),
    violates(
      'answer-from-cache-every-third',
      'every third response comes from before the update',
      'full',
      ['name-comes-back'],
      {
        write: (call, next) => {
          next();
          if (call.update % 3 === 0) call.contact = changed(call, call.contact, call.before);
        },
      },
    ),
    violates('name-cached-on-reads', 'reads take the name from a cache that nobody clears', 'smoke', stored, () => {
      let name: string | undefined;
      return {
        show: (call, next) => {
          const shown = next();
          name ??= call.contact.name;
          return call.action === 'read' ? changed(call, shown, { ...shown, name }) : shown;
        },
      };
    }),
    violates(
      'reads-join-tags',
      'a read joins the tags of the contact, and finds none that has no tags',
      'full',
      stored,
      {
        find: (call, next) => {
          const contact = next();
          return call.action === 'read' && contact?.tag_ids.length === 0 ? act(call, undefined) : contact;
        },
      },
    ),
    warns(
      'replaced-method-waits',
      'an accepted PUT takes a slow path of its own: 700 ms',
      'full',
      ['answers-in-time'],
      {
        respond: async (call, response) => {
          if (call.method !== 'PUT' || response.status >= 400) return response;
          // Noted before the wait: the play may be over when it ends.
          const acted = act(call, response);
          await wait(700);
          return acted;
        },
      },
    ),
  ].map((row) => (row.id === 'replaced-method-waits' ? { ...row, env: { NEETOCRM_TIMEOUT_MS: '300' } } : row)),
);
