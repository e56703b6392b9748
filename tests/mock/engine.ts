/** The stand-in without a server: requests in, responses out, with a state of its own in between. */
import { handle } from './pipeline.ts';
import type { MockResponse, Call, Contact, MockFacts, VariantSource } from './types.ts';
import { createWorld, facts as documentedFacts } from './world.ts';

/** Where the API begins on a server. */
export const base = '/api/external/v1';

/** A request that has arrived whole. */
export interface Arrived {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: Call['headers'];
  /** The names of the headers as they were sent. */
  readonly headerNames: readonly string[];
  readonly bytes: Buffer;
}

export interface Engine {
  readonly facts: MockFacts;
  /** Never rejects. */
  respond(arrived: Arrived): Promise<MockResponse>;
  /** Requests that reached it. */
  readonly hits: () => number;
  /** How often the broken thing acted. */
  readonly mutations: () => number;
  /** The configured contact as it is stored now; a copy. */
  readonly stored: () => Contact;
  /** Every other contact as it is stored now; copies. */
  readonly others: () => readonly Contact[];
}

/**
 * Makes a stand-in that nobody can reach yet.
 * @param apiKey the key of its first workspace; the documented one when absent
 */
export function createEngine(given: VariantSource = {}, apiKey = documentedFacts.apiKey): Engine {
  const variant = typeof given === 'function' ? given() : given;
  const facts: MockFacts = { ...documentedFacts, apiKey };
  const world = createWorld(apiKey);
  variant.seed?.(world);
  const counts = { requests: 0, updates: 0, acted: variant.seed === undefined ? 0 : 1 };
  const staged = {
    ...variant,
    write: (call: Call, next: () => void): void | Promise<void> => {
      call.update = counts.updates += 1;
      return variant.write === undefined ? next() : variant.write(call, next);
    },
  };
  return {
    facts,
    respond({ method, url, headers, headerNames, bytes }) {
      // Counted on arrival: what is never answered has reached this server too.
      counts.requests += 1;
      const mark = url.indexOf('?');
      const path = mark < 0 ? url : url.slice(0, mark);
      const none = world.contacts.get(facts.contactId) as Contact;
      const call: Call = {
        world,
        facts,
        method,
        path: path.startsWith(`${base}/`) ? path.slice(base.length) : '',
        query: new URLSearchParams(mark < 0 ? '' : url.slice(mark)),
        headers,
        headerNames,
        bytes,
        nth: counts.requests,
        update: 0,
        action: 'none',
        workspace: '',
        contact: none,
        before: none,
        body: undefined,
        changes: {},
        acted: () => {
          counts.acted += 1;
        },
      };
      return handle(call, staged);
    },
    hits: () => counts.requests,
    mutations: () => counts.acted,
    stored: () => structuredClone(world.contacts.get(facts.contactId) as Contact),
    others: () =>
      structuredClone([...world.contacts.entries()].filter(([id]) => id !== facts.contactId).map(([, one]) => one)),
  };
}
