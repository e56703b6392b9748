/** What a case is given: verbs that read like the contract. */
import { broken, differences, held, judge, overlay, pick, type Expectation, type Judgement } from '../oracles/index.ts';
import type { Payload, PayloadOptions } from '../payloads/index.ts';
import type {
  ClauseId,
  ContactState,
  Exchange,
  Json,
  JsonObject,
  Profile,
  Purpose,
  RequestSpec,
  StateKey,
} from '../types.ts';
import { control } from './control.ts';
import { taggedEmail } from './expectations.ts';
import { maySend, sendPayload } from './generated.ts';
import { perform, type Sending } from './perform.ts';
import { contactPath, headersFor, updateOf } from './requests.ts';
import { emit, type Session } from './session.ts';
import { finish, inParallel } from './parallel.ts';
import { read } from './settle.ts';
import { optionsOf, valueFor } from './values.ts';
import { writable, type Attribute } from './writable.ts';

export type { Attribute };

export interface ContractContext {
  readonly session: Session;
  readonly profile: Profile;
  readonly apiKey: string;
  readonly contactId: string;
  /** What the contact holds, as far as it is known. */
  readonly known: () => ContactState;
  /** True when an attribute can be read, written and put back. */
  readonly can: (attribute: Attribute) => boolean;
  /** A plain value of an attribute; another word gives another value. */
  readonly value: (attribute: Attribute, word?: string) => Json;
  /** Plain values of several attributes; those that cannot be written are left out. */
  readonly values: (attributes: readonly Attribute[], word?: string) => JsonObject;
  /** A plain value of a text attribute. */
  readonly text: (attribute: 'name' | 'email' | 'phone_number', word?: string) => string;
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
function fillings(context: Pick<ContractContext, 'can' | 'value' | 'known' | 'session'>): JsonObject {
  const known = context.known();
  const { settings } = context.session.options;
  const wanted: [Attribute, Json][] = [];
  for (const key of ['name', 'email', 'phone_number'] as const)
    if (context.can(key) && !known[key]) wanted.push([key, context.value(key, 'fill')]);
  if (context.can('company_id') && typeof known.company_id !== 'string')
    wanted.push(['company_id', settings.companyId]);
  if (context.can('owner_id') && typeof known.owner_id !== 'string') wanted.push(['owner_id', settings.ownerId]);
  if (context.can('tag_ids') && (known.tag_ids?.length ?? 0) < 2) wanted.push(['tag_ids', settings.tagIds.slice(0, 2)]);
  return Object.fromEntries(wanted);
}

/** Other records than the ones that the contact has now: the configured one, or the one it had at the start; other tags. */
function otherValues(
  context: Pick<ContractContext, 'values' | 'known' | 'session'>,
  attributes: readonly Attribute[],
): JsonObject {
  const { initial, settings } = context.session.options;
  const known = context.known();
  const record = (key: 'company_id' | 'owner_id', configured: string | null): Json =>
    known[key] === configured ? (initial[key] ?? configured) : configured;
  const others: Readonly<Record<string, Json>> = {
    company_id: record('company_id', settings.companyId),
    owner_id: record('owner_id', settings.ownerId),
    tag_ids: settings.tagIds.filter((id) => known.tag_ids?.includes(id) !== true).slice(0, 1),
  };
  return Object.fromEntries(
    Object.entries(context.values(attributes, 'others')).map(([key, value]) => [key, others[key] ?? value]),
  );
}

/** The verbs of a case, over a session. */
export function createContext(session: Session): ContractContext {
  const { settings, initial } = session.options;
  const { apiKey, contactId } = settings;
  const known = (): ContactState => session.memory.known;
  const can = (attribute: Attribute): boolean => writable(session, initial, attribute);
  const value = (attribute: Attribute, word = 'value'): Json => {
    if (attribute === 'company_id') return settings.companyId;
    if (attribute === 'owner_id') return settings.ownerId;
    if (attribute === 'field_values_attributes')
      return [{ field_id: settings.fieldId ?? '', value: settings.fieldValue ?? '' }];
    return valueFor(session, attribute, word);
  };
  const patch = (
    attributes: JsonObject,
    expectation: Expectation,
    label: string,
    purpose: Purpose = 'case',
  ): Promise<Exchange> => perform(session, updateOf(apiKey, contactId, attributes), { expectation, label, purpose });
  const arrange = async (attributes: JsonObject): Promise<void> => {
    const wanted = attributes as ContactState;
    const missing = Object.keys(attributes).filter((key) => known()[key as StateKey] === undefined);
    const keys = [...missing, ...differences(overlay(known(), wanted), known()).map(({ key }) => key)];
    if (keys.length > 0) await patch(pick(wanted, keys) as JsonObject, { kind: 'plain' }, 'arrange', 'arrange');
  };
  const context: ContractContext = {
    session,
    profile: settings.profile,
    apiKey,
    contactId,
    known,
    can,
    value,
    values: (attributes, word) =>
      Object.fromEntries(attributes.filter(can).map((attribute) => [attribute, value(attribute, word)])),
    text: (attribute, word) => value(attribute, word) as string,
    others: (attributes) => otherValues(context, attributes),
    arrange,
    fill: () => arrange(fillings(context)),
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
