/** What a case is given: verbs that read like the contract. */
import {
  attributeNamed,
  contactPath,
  differences,
  endpoint,
  headersFor,
  identifiersFor,
  isEmptyValue,
  overlay,
  pick,
  stateKeys,
  updateOf,
  whyNotWritable,
  type AttributeName,
  type Difference,
} from '../endpoint/index.ts';
import { broken, held, judge, type Expectation, type Judgement } from '../oracles/index.ts';
import type { Payload, PayloadOptions } from '../payloads/index.ts';
import type { ClauseId, ContactState, Exchange, Json, JsonObject, Profile, Purpose, RequestSpec } from '../types.ts';
import { control } from './control.ts';
import { taggedEmail } from './expectations.ts';
import { maySend, sendPayload } from './generated.ts';
import { perform, type Sending } from './perform.ts';
import { emit, type Session } from './session.ts';
import { finish, inParallel } from './parallel.ts';
import { read } from './settle.ts';
import { optionsOf, valueFor } from './values.ts';

/** An attribute that an update can set, by its name. */
export type Attribute = AttributeName;

/** Every attribute that an update can set, in the order of the request schema. */
export const attributeNames = endpoint.attributes.map(({ name }) => name) as readonly Attribute[];
/** Those that a response shows. */
export const shownAttributes = stateKeys as readonly Attribute[];

export interface ContractContext {
  readonly profile: Profile;
  readonly apiKey: string;
  readonly contactId: string;
  /** The tags that may be on the contact, as configured. */
  readonly tagIds: readonly string[];
  /** A contact of another workspace, as configured; empty when none is. */
  readonly foreignId: string;
  /** What the contact holds, as far as it is known. */
  readonly known: () => ContactState;
  /** What the last update changed of what it did not name: as a read proved it, else by comparison with `before`. */
  readonly changedSince: (before: ContactState) => readonly Difference[];
  /** True when an attribute can be read, written and put back. */
  readonly can: (attribute: Attribute) => boolean;
  /** A plain value of an attribute; another word gives another value. */
  readonly value: (attribute: Attribute, word?: string) => Json;
  /** Plain values of several attributes; those that cannot be written are left out. */
  readonly values: (attributes: readonly Attribute[], word?: string) => JsonObject;
  /** A plain value of a text attribute. */
  readonly text: (attribute: Attribute, word?: string) => string;
  /** Values of several attributes that differ from what the contact holds, as far as the configuration allows. */
  readonly others: (attributes: readonly Attribute[]) => JsonObject;
  /** Makes sure that the contact holds these values; sends only what differs. Judged like any update. */
  readonly arrange: (attributes: JsonObject) => Promise<void>;
  /** Makes sure that every attribute that can be written holds something. */
  readonly fill: () => Promise<void>;
  /** A plain update: it must be accepted, answered as documented, and stored. */
  readonly update: (attributes: JsonObject, label?: string) => Promise<Exchange>;
  /** An update that may be refused. */
  readonly offer: (attributes: JsonObject, clause: ClauseId, label?: string) => Promise<Exchange>;
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
  /** Reads only where the profile has requests to spare; a later answer settles the rest. */
  readonly settle: () => Promise<void>;
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
  readonly control: () => Promise<boolean>;
  /** Sends a generated payload. */
  readonly payload: (payload: Payload, expectation: Expectation) => Promise<Exchange>;
  /** True when every attribute of a payload may be written. */
  readonly maySend: (payload: Payload) => boolean;
  /** The payloads of this run's identifiers and seed. */
  readonly payloads: PayloadOptions;
  /** An email text with the mark of this contact in its local part. */
  readonly tagged: (email: string) => string;
  /** Two updates of different attributes sent at the same time: both are to last. */
  readonly parallel: (left: JsonObject, right: JsonObject) => Promise<void>;
  /** Reads a last time, so that everything that waits for proof is settled. */
  readonly finish: () => Promise<void>;
  /** Notes, in one word that no seed decides, what a recorded clause saw in the last exchange. */
  readonly note: (word: string) => void;
}

/** The value with which an attribute is filled when it has none. */
function fillings(session: Session, context: Pick<ContractContext, 'can' | 'value' | 'known'>): JsonObject {
  const known = context.known();
  const wanted = endpoint.attributes.flatMap((attribute): [string, Json][] => {
    const name = attribute.name as Attribute;
    const held = known[name];
    if (attribute.kind === 'opaque' || !context.can(name)) return [];
    if (attribute.kind === 'set')
      return Array.isArray(held) && held.length >= 2
        ? []
        : [[name, identifiersFor(attribute, session.options.settings).slice(0, 2)]];
    return isEmptyValue(held) ? [[name, context.value(name, 'fill')]] : [];
  });
  return Object.fromEntries(wanted);
}

/** Other records than the ones that the contact has now: the configured one, or the one it had at the start; other tags. */
function otherValues(
  session: Session,
  context: Pick<ContractContext, 'values' | 'known'>,
  attributes: readonly Attribute[],
): JsonObject {
  const { initial, settings } = session.options;
  const known = context.known();
  const other = (name: string, value: Json): Json => {
    const attribute = attributeNamed(name);
    const held = known[name];
    if (attribute?.kind === 'reference') return held === value ? (initial[name] ?? value) : value;
    if (attribute?.kind !== 'set') return value;
    const there = Array.isArray(held) ? held : [];
    return identifiersFor(attribute, settings)
      .filter((id) => !there.includes(id))
      .slice(0, 1);
  };
  return Object.fromEntries(
    Object.entries(context.values(attributes, 'others')).map(([name, value]) => [name, other(name, value)]),
  );
}

/** The verbs of a case, over a session. */
export function createContext(session: Session): ContractContext {
  const { settings, initial } = session.options;
  const { apiKey, contactId } = settings;
  const known = (): ContactState => session.memory.known;
  const can = (attribute: Attribute): boolean => whyNotWritable(attribute, settings, initial) === null;
  const value = (attribute: Attribute, word = 'value'): Json => valueFor(session, attribute, word);
  const patch = (
    attributes: JsonObject,
    expectation: Expectation,
    label: string,
    purpose: Purpose = 'case',
  ): Promise<Exchange> => perform(session, updateOf(apiKey, contactId, attributes), { expectation, label, purpose });
  const arrange = async (attributes: JsonObject): Promise<void> => {
    const missing = Object.keys(attributes).filter((key) => known()[key] === undefined);
    const keys = [...missing, ...differences(overlay(known(), attributes), known()).map(({ key }) => key)];
    if (keys.length > 0) await patch(pick(attributes, keys), { kind: 'plain' }, 'arrange', 'arrange');
  };
  const context: ContractContext = {
    profile: settings.profile,
    apiKey,
    contactId,
    tagIds: settings.tagIds,
    foreignId: settings.foreignContactId ?? '',
    known,
    // What was proved may have been put right since.
    changedSince: (before) => (session.changed.length > 0 ? session.changed : differences(before, known())),
    can,
    value,
    values: (attributes, word) =>
      Object.fromEntries(attributes.filter(can).map((attribute) => [attribute, value(attribute, word)])),
    text: (attribute, word) => value(attribute, word) as string,
    others: (attributes) => otherValues(session, context, attributes),
    arrange,
    fill: () => arrange(fillings(session, context)),
    update: (attributes, label = 'update') => patch(attributes, { kind: 'plain' }, label),
    offer: (attributes, clause, label = 'offer') => patch(attributes, { kind: 'either', clause }, label),
    record: (attributes, clause, { odd = Object.keys(attributes), label = 'record' } = {}) =>
      patch(attributes, { kind: 'recorded', clause, odd }, label),
    send: (spec, sending) =>
      perform(
        session,
        { method: 'PATCH', path: contactPath(contactId), headers: headersFor(apiKey), ...spec },
        sending,
      ),
    read: () => read(session),
    settle: async () => {
      if (settings.profile !== 'smoke' || settings.cases.length > 0) await read(session);
    },
    check: (condition, clause, pointer, message, values = {}, exchange) =>
      emit(session, judge(condition, clause, pointer, message, values), exchange ?? null),
    pass: (clause, pointer = '') => emit(session, held(clause, pointer), null),
    fail: (clause, pointer, message, values, exchange) =>
      emit(session, broken(clause, pointer, message, values) satisfies Judgement, exchange),
    pause: (milliseconds) => session.options.sleep(milliseconds),
    control: () => control(session),
    payload: (payload, expectation) => sendPayload(session, payload, expectation),
    maySend: (payload) => maySend(session, payload),
    payloads: optionsOf(session),
    tagged: (email) => taggedEmail(email, optionsOf(session).contactTag),
    parallel: (left, right) => inParallel(session, left, right),
    finish: () => finish(session),
    note: (word) => {
      const last = session.sightings.pop();
      if (last !== undefined) session.sightings.push({ ...last, recorded: word });
    },
  };
  return context;
}
