/** What a case is given: verbs that read like the contract. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange, Purpose, RequestSpec } from '../client/exchange.ts';
import type { Profile } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import {
  contactPath,
  differences,
  endpoint,
  headersFor,
  nameOf,
  overlay,
  pick,
  stateKeys,
  updateOf,
  whyNotWritable,
  type AttributeName,
  type Difference,
} from '../endpoint/index.ts';
import { broken, held, judge, untried, type Expectation } from '../oracles/index.ts';
import type { Payload } from '../payloads/index.ts';
import type { PayloadOptions } from '../values/types.ts';
import { taggedEmail } from './expectations.ts';
import type { Sending, Stage } from './stage.ts';
import { fillings, otherValues } from './values.ts';

export type { Sending, Stage } from './stage.ts';

/** Every attribute that an update can set, in the order of the request schema. */
export const attributeNames = endpoint.attributes.map(({ name }) => name) as readonly AttributeName[];
/** Those that a response shows. */
export const shownAttributes = stateKeys as readonly AttributeName[];

export interface ContractContext {
  readonly profile: Profile;
  readonly apiKey: string;
  readonly contactId: string;
  /** The tags that may be on the contact, as configured. */
  readonly tagIds: readonly string[];
  /** A contact of another workspace, as configured; empty when none is. */
  readonly foreignId: string;
  /** Up to and including the version of the API. */
  readonly baseUrl: string;
  /** What a header Cookie has to be for the cookies that responses with 2xx have set in this run; null when none has. */
  readonly cookies: () => Promise<string | null>;
  /** Says that a clause could not be put to the test, and why. */
  readonly untried: (clause: ClauseId, reason: string) => void;
  /** What the contact holds, as far as it is known. */
  readonly known: () => ContactState;
  /** The name that was first shown beside the identifier that an attribute holds; null where none was. */
  readonly nameBeside: (attribute: AttributeName) => string | null;
  /** What the last update changed of what it did not name: as a read proved it, else by comparison with `before`. */
  readonly changedSince: (before: ContactState) => readonly Difference[];
  /** True when an attribute can be read, written and put back. */
  readonly can: (attribute: AttributeName) => boolean;
  /** A plain value of an attribute; another word gives another value. */
  readonly value: (attribute: AttributeName, word?: string) => Json;
  /** Plain values of several attributes; those that cannot be written are left out. */
  readonly values: (attributes: readonly AttributeName[], word?: string) => JsonObject;
  /** A plain value of a text attribute. */
  readonly text: (attribute: AttributeName, word?: string) => string;
  /** Values of several attributes that differ from what the contact holds, as far as the configuration allows. */
  readonly others: (attributes: readonly AttributeName[]) => JsonObject;
  /** Makes sure that the contact holds these values; sends only what differs. Judged like any update. */
  readonly arrange: (attributes: JsonObject) => Promise<void>;
  /** Makes sure that every attribute that can be written holds something. */
  readonly fill: () => Promise<void>;
  /** A plain update: it must be accepted, answered as documented, and stored. */
  readonly update: (attributes: JsonObject, label?: string) => Promise<Exchange>;
  /** An update about which nothing is promised. `odd` (all sent attributes by default) are not judged by value. */
  readonly record: (
    attributes: JsonObject,
    clause: ClauseId,
    options?: { readonly odd?: readonly string[]; readonly label?: string },
  ) => Promise<Exchange>;
  /** Any request. */
  readonly send: (spec: Partial<RequestSpec>, sending: Sending) => Promise<Exchange>;
  /** Reads the contact and compares it with what it should hold. */
  readonly read: () => Promise<ContactState>;
  /** Sends the request by which the contact is read, and judges nothing of what it holds. */
  readonly probe: () => Promise<Exchange>;
  /** Reads only where the profile has requests to spare; a later response settles the rest. */
  readonly settle: () => Promise<void>;
  /** Reads, but for smoke where only an update can: there the next one shows as much. */
  readonly readApart: () => Promise<void>;
  readonly check: (
    condition: boolean,
    clause: ClauseId,
    pointer: string,
    message: string,
    values?: { readonly expected?: Json; readonly actual?: Json; readonly certain?: boolean },
    exchange?: Exchange,
  ) => void;
  readonly pass: (clause: ClauseId, pointer?: string) => void;
  readonly fail: (
    clause: ClauseId,
    pointer: string,
    message: string,
    values: { readonly expected?: Json; readonly actual?: Json },
    exchange: Exchange,
  ) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Sends a generated payload. */
  readonly payload: (payload: Payload, expectation: Expectation) => Promise<Exchange>;
  /** True when every attribute of a payload may be written. */
  readonly maySend: (payload: Payload) => boolean;
  /** The payloads of this run's identifiers and seed. */
  readonly payloads: PayloadOptions;
  /** True where nothing that is sent leaves this machine. */
  readonly isLoopback: boolean;
  /** An email text with the mark of this contact in its local part. */
  readonly tagged: (email: string) => string;
  /** Two updates of different attributes sent at the same time: both are to last. */
  readonly parallel: (left: JsonObject, right: JsonObject) => Promise<void>;
  /** Sends back what the contact held at the start, and reads it; what is not taken back is not written from then on. */
  readonly sendBack: () => Promise<void>;
  readonly finish: () => Promise<void>;
  /** Says which rows of `fixtures/` were played, where the case cannot know them beforehand. */
  readonly played: (rows: readonly string[]) => void;
  /** Notes, in one word that no seed decides, what a recorded clause saw in the last exchange. */
  readonly note: (word: string) => void;
}

/** The verbs of a case. */
export function createContext(stage: Stage): ContractContext {
  const { settings, initial, payloads, known } = stage;
  const { apiKey, contactId } = settings;
  const can = (attribute: string): boolean => whyNotWritable(attribute, settings, initial) === null;
  const value = (attribute: AttributeName, word = 'value'): Json => stage.value(attribute, word);
  const patch = (
    attributes: JsonObject,
    expectation: Expectation,
    label: string,
    purpose: Purpose = 'case',
  ): Promise<Exchange> => stage.send(updateOf(apiKey, contactId, attributes), { expectation, label, purpose });
  const arrange = async (attributes: JsonObject): Promise<void> => {
    const missing = Object.keys(attributes).filter((key) => known()[key] === undefined);
    const keys = [...missing, ...differences(overlay(known(), attributes), known()).map(({ key }) => key)];
    if (keys.length > 0) await patch(pick(attributes, keys), { kind: 'plain' }, 'arrange', 'arrange');
  };
  const canSpare = settings.profile !== 'smoke' || settings.cases.length > 0;
  const context: ContractContext = {
    profile: settings.profile,
    apiKey,
    contactId,
    tagIds: settings.tagIds,
    foreignId: settings.foreignContactId ?? '',
    baseUrl: settings.target.baseUrl,
    cookies: stage.cookies,
    untried: (clause, reason) => stage.say(untried(clause, '', reason), null),
    known,
    nameBeside: (attribute) => {
      const held = known()[attribute];
      return typeof held === 'string' ? (nameOf(stage.names(), attribute, held) ?? null) : null;
    },
    // What was proved may have been put right since.
    changedSince: (before) => (stage.changed().length > 0 ? stage.changed() : differences(before, known())),
    can,
    value,
    values: (attributes, word) =>
      Object.fromEntries(attributes.filter(can).map((attribute) => [attribute, value(attribute, word)])),
    text: (attribute, word) => value(attribute, word) as string,
    others: (attributes) => otherValues(stage, context, attributes),
    arrange,
    fill: () => arrange(fillings(stage, context)),
    update: (attributes, label = 'update') => patch(attributes, { kind: 'plain' }, label),
    record: (attributes, clause, { odd = Object.keys(attributes), label = 'record' } = {}) =>
      patch(attributes, { kind: 'recorded', clause, odd }, label),
    send: (spec, sending) =>
      stage.send({ method: 'PATCH', path: contactPath(contactId), headers: headersFor(apiKey), ...spec }, sending),
    read: stage.read,
    probe: () => stage.probe(),
    settle: async () => {
      if (canSpare) await stage.read();
    },
    readApart: async () => {
      if (canSpare || stage.reading() === 'get') await stage.read();
    },
    check: (condition, clause, pointer, message, values = {}, exchange) =>
      stage.say(judge(condition, clause, pointer, message, values), exchange ?? null),
    pass: (clause, pointer = '') => stage.say(held(clause, pointer), null),
    fail: (clause, pointer, message, values, exchange) => stage.say(broken(clause, pointer, message, values), exchange),
    pause: stage.pause,
    payload: stage.payload,
    maySend: (payload) => payload.attributes.every(can),
    payloads,
    isLoopback: settings.target.loopback,
    tagged: (email) => taggedEmail(email, payloads.contactTag),
    parallel: stage.parallel,
    sendBack: stage.sendBack,
    finish: stage.finish,
    note: stage.note,
    played: stage.played,
  };
  return context;
}
