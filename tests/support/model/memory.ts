/** What is known of the contact, and how an accepted update changes it. Pure: each function gives a new model. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import {
  createdAtKey,
  updatedAtKey,
  attributeNamed,
  canonical,
  contactOf,
  omit,
  overlay,
  own,
  stateKeys,
  idKey,
  learnNames,
  sameId,
  type Attribute,
  type Names,
} from '../endpoint/index.ts';
import { isAccepted } from '../signs.ts';
import { hold } from './past.ts';
import type { Model, Pending } from './types.ts';

interface ModelOptions {
  readonly contactId: string;
  readonly timeoutMs: number;
  readonly host: string;
  readonly initial: ContactState;
  readonly reading: Model['reading'];
  /** `created_at` as the snapshot showed it. */
  readonly createdAt: string | null;
  /** The names of records that the snapshot showed. */
  readonly names?: Names;
}

/** A model that begins with a snapshot. */
export const createModel = ({
  contactId,
  timeoutMs,
  host,
  initial,
  reading,
  createdAt,
  names = {},
}: ModelOptions): Model =>
  remember(
    {
      about: { contactId, timeoutMs, host },
      known: initial,
      unconfirmed: {},
      pending: [],
      familiar: null,
      seen: { createdAt: null, updatedAt: null, atFirst: createdAt, sentAt: 0 },
      names,
      clock: { last: null, read: null, isOfRead: false, refused: [], inquiries: 0, later: 0, wentBack: false },
      reading,
      lag: 0,
      polls: 0,
      stuck: [],
      past: hold({}, initial),
      soughtLag: false,
      wentBack: false,
      unfound: 0,
      movers: {},
      effect: 0,
      changed: [],
      open: [],
      control: null,
      elsewhereAccepted: false,
      inquiry: null,
    },
    initial,
  );

const fold = (value: string): string => value.trim().toLowerCase();

/** The texts in a value, at any depth. As an object, a number, a truth value and null have no members. */
const textsIn = (value: Json): readonly string[] =>
  typeof value === 'string' ? [fold(value)] : Object.values(Object(value) as JsonObject).flatMap(textsIn);

/** Notes every text of a value as one that came from this run. */
export function remember(model: Model, value: Json): Model {
  const texts = textsIn(value);
  return texts.length === 0 ? model : { ...model, familiar: { texts, earlier: model.familiar } };
}

function isFamiliar(model: Model, text: string): boolean {
  for (let list = model.familiar; list !== null; list = list.earlier) if (list.texts.includes(text)) return true;
  return false;
}

/** True for a non-empty value that this run never sent: somebody else may have written it. */
export const isForeign = (model: Model, value: Json): boolean =>
  Array.isArray(value)
    ? value.some((item: Json) => isForeign(model, item))
    : typeof value === 'string' && value !== '' && !isFamiliar(model, fold(value));

/** The attributes of a request that the state of a contact has. */
export const writtenKeys = (sent: JsonObject | null): readonly string[] =>
  stateKeys.filter((key) => Object.hasOwn(sent ?? {}, key));

/** True for a value that the state of a contact can have for an attribute of some kind. */
export function canHold(kind: Attribute['kind'] | undefined, value: Json): boolean {
  if (kind === 'value') return value !== null;
  return kind === 'set'
    ? Array.isArray(value) && value.every((id) => typeof id === 'string')
    : typeof value === 'string';
}

/** The value that a request asks for, where it is one that a state can hold. */
export const requestedState = (sent: JsonObject | null): ContactState =>
  Object.fromEntries(
    Object.entries(sent ?? {}).filter(
      ([key, value]) => stateKeys.includes(key) && canHold(attributeNamed(key)?.kind, value),
    ),
  );

/** The contact that an exchange shows, or null. */
export const contactIn = ({ response }: Exchange): JsonObject | null => contactOf(response?.parsed);

/** The entries of a record but for some keys. */
export const without = <Value>(record: Readonly<Record<string, Value>>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));

/** Forgets what is known of some attributes, after a request about which nothing is promised. */
export const forget = (model: Model, keys: readonly string[]): Model => ({
  ...model,
  known: omit(model.known, keys),
  past: without(model.past, keys),
  unconfirmed: without(model.unconfirmed, keys),
});

/** Takes in what attributes hold now. */
export const knowing = (model: Model, state: ContactState): Model => ({
  ...model,
  known: overlay(model.known, state),
  past: hold(model.past, state),
});

/**
 * Takes in an accepted update: its attributes hold what the response showed (or, where it showed nothing, what was sent),
 * and wait for a later response to show them again. An attribute of which nothing is known any more is forgotten.
 */
export function takeIn(
  model: Model,
  sent: JsonObject | null,
  shown: ContactState | null,
  about: { readonly case: string; readonly exchange: Exchange },
): Model {
  const keys = writtenKeys(sent);
  const held = shown ?? requestedState(sent);
  const answered = keys.flatMap((key) => (held[key] === undefined ? [] : [[key, held[key]] as const]));
  const written = answered.map(([key]) => [key, { previous: model.known[key], ...about }] as const);
  const unknown = keys.filter((key) => held[key] === undefined);
  return {
    ...model,
    known: overlay(omit(model.known, keys), Object.fromEntries(answered)),
    past: hold(without(model.past, unknown), Object.fromEntries(answered)),
    pending: model.pending.filter((pending) => !pending.weak || !keys.some((key) => Object.hasOwn(pending.sent, key))),
    unconfirmed: { ...without(model.unconfirmed, keys), ...Object.fromEntries(written) },
  };
}

/** The value as text, in which neither letter case nor the order of keys counts. */
const caseless = (value: Json | undefined): string => canonical(value ?? null).toLowerCase();

/**
 * Which refused request may have written a value that is there now: the one that sent it, else the last that named it. An empty value
 * tells nothing about who wrote it: it is what is left when an attribute gets lost.
 */
export function culprit(
  { pending }: Pick<Model, 'pending'>,
  key: string,
  actual: Json,
): { readonly pending: Pending; readonly exact: boolean } | null {
  const named = pending.filter(({ about, sent }) => about === null && Object.hasOwn(sent, key));
  const exact = named.filter(({ sent }) => caseless(sent[key]) === caseless(actual));
  const empty = actual === null || actual === '' || (Array.isArray(actual) && actual.length === 0);
  const found = exact.at(-1) ?? named.at(-1);
  return found === undefined ? null : { pending: found, exact: exact.length > 0 && !empty };
}

/** The cases with a refused request that was not yet seen to have had no effect. */
export const openCases = ({ pending }: Pick<Model, 'pending'>): readonly string[] => [
  ...new Set(pending.map((each) => each.case)),
];

/** True for the contact that is addressed, and for one that does not say which it is. */
function isAddressed({ about }: Model, contact: JsonObject): boolean {
  const id = own(contact, idKey);
  return typeof id !== 'string' || sameId(id, about.contactId);
}

/** Notes the timestamps of a response to an update, and the names in it. An accepted one that shows no contact leaves the time of the last update open. */
export function noteTimes(model: Model, exchange: Exchange): Model {
  const contact = contactIn(exchange);
  if (exchange.request.method !== 'PATCH') return model;
  const accepted = exchange.response !== null && isAccepted(exchange.response.status);
  const clock = { ...model.clock, last: null, isOfRead: false, refused: [] };
  if (contact === null) return accepted ? { ...model, clock } : model;
  const createdAt = own(contact, createdAtKey);
  const updatedAt = own(contact, updatedAtKey);
  const { seen } = model;
  const isOurs = accepted && isAddressed(model, contact);
  return {
    ...model,
    ...(isOurs ? { clock: { ...clock, last: typeof updatedAt === 'string' ? updatedAt : null } } : {}),
    ...(isOurs ? { names: learnNames(model.names, contact) } : {}),
    seen: {
      ...seen,
      createdAt: seen.createdAt ?? (typeof createdAt === 'string' ? createdAt : null),
      updatedAt: typeof updatedAt === 'string' ? updatedAt : seen.updatedAt,
      sentAt: exchange.sentAt,
    },
  };
}
