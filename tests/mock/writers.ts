/**
 * Somebody else writes to the contact of a good server, or a write has a late effect, or reads lag behind. Each goes by a clock that
 * is handed in, and does what is due when the next request arrives.
 */
import type { Call, Contact, Variant } from './types.ts';

/** Milliseconds since some beginning. */
export type Clock = () => number;

type Change = (contact: Contact, call: Call) => void;

const theContact = ({ world, facts }: Call): Contact => world.contacts.get(facts.contactId) as Contact;

/** An automation that changes the contact at a fixed interval, in milliseconds, from the first request on. */
export function everySoOften(interval: number, change: Change, clock: Clock): Variant {
  const begun = clock();
  let done = 0;
  return {
    before: (call) => {
      const due = Math.floor((clock() - begun) / interval);
      if (due > done) {
        done = due;
        change(theContact(call), call);
        call.acted();
      }
      return undefined;
    },
  };
}

/** A person who changes the contact once, before a request of that number. */
export const once = (nth: number, change: Change): Variant => ({
  before: (call) => {
    if (call.nth === nth) {
      change(theContact(call), call);
      call.acted();
    }
    return undefined;
  },
});

/** A job that runs so many milliseconds after each update that `isMeant` picks. It gets the contact as it was before that update. */
export function afterEach(
  delay: number,
  isMeant: (call: Call) => boolean,
  job: (contact: Contact, before: Contact) => void,
  clock: Clock,
): Variant {
  const jobs: { readonly at: number; readonly before: Contact }[] = [];
  return {
    before: (call) => {
      while (jobs[0] !== undefined && jobs[0].at <= clock()) {
        job(theContact(call), (jobs.shift() as (typeof jobs)[number]).before);
        call.acted();
      }
      return undefined;
    },
    write: (call, next) => {
      next();
      if (isMeant(call)) jobs.push({ at: clock() + delay, before: structuredClone(call.before) });
    },
  };
}

/** A server whose reads come from copies that are so many milliseconds behind: of each read its own number of them says how many. */
export function readsBehind(lagOf: (read: number) => number, clock: Clock): Variant {
  const past: { readonly at: number; readonly contact: Contact }[] = [];
  let reads = 0;
  return {
    write: (call, next) => {
      if (past.length === 0) past.push({ at: -Infinity, contact: structuredClone(call.contact) });
      next();
      past.push({ at: clock(), contact: structuredClone(call.contact) });
    },
    find: (call, next) => {
      const contact = next();
      if (call.action !== 'read' || contact?.id !== call.facts.contactId) return contact;
      const lag = lagOf((reads += 1));
      const seen = past.findLast(({ at }) => at <= clock() - lag);
      if (seen === undefined) return contact;
      call.acted();
      return structuredClone(seen.contact);
    },
  };
}
