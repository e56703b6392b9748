/** Requests that write around the documented attributes, and what tells that one of them was written. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import {
  brokenBody,
  contactOf,
  contactPath,
  endpoint,
  filled,
  heldMark,
  isObject,
  otherMark,
  pointerOf,
  pointerTo,
  probeAttribute,
  queryOf,
  sameJson,
  textMark,
  unknownIdentifier,
  type Around,
  type ContactState,
  type AttributeName,
} from '../endpoint/index.ts';
import { includes } from '../config/profiles.ts';
import { isAccepted } from '../oracles/index.ts';
import { escapeKey, own, type Json, type JsonObject } from '../text/json.ts';
import type { ContractContext } from './context.ts';

/** What is sent around the documented attributes. */
interface SentAround {
  readonly id: string;
  /** The names under which it is sent, for the sentence. */
  readonly names: readonly string[];
  readonly path: string;
  readonly body: string;
  readonly value: Json;
  readonly clause: ClauseId;
}

interface Leaf {
  readonly pointer: string;
  readonly value: Json;
}

const leavesOf = (value: Json, pointer = ''): readonly Leaf[] => {
  if (Array.isArray(value)) return value.flatMap((each: Json, index) => leavesOf(each, `${pointer}/${String(index)}`));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, each]) => leavesOf(each, `${pointer}/${escapeKey(key)}`));
  return [{ pointer, value }];
};

/** A value as it is compared: identifiers are the same in any letter case. */
const folded = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : value);

const heldIn = (state: ContactState): ReadonlySet<Json> => new Set(leavesOf(state).map(({ value }) => folded(value)));

/** Texts that are the doing of the request where a response shows them: those of some length that the contact does not hold anyway. */
function tracesOf(value: Json, there: ReadonlySet<Json>): ReadonlySet<Json> {
  return new Set(
    leavesOf(value).flatMap((leaf) =>
      typeof leaf.value === 'string' && leaf.value.length >= 8 && !there.has(folded(leaf.value))
        ? [folded(leaf.value)]
        : [],
    ),
  );
}

/** The contact in the response to an accepted request; what a refusal quotes was not written. */
const shownBy = ({ response }: Exchange): JsonObject | null =>
  response !== null && isAccepted(response.status) ? contactOf(response.parsed) : null;

/** Where a response shows what was sent: a text of it at any depth, or the value as a whole under its own key. */
function traceIn(exchange: Exchange, sent: SentAround, before: ContactState): Leaf | undefined {
  const contact = shownBy(exchange);
  if (contact === null) return undefined;
  const there = heldIn(before);
  const traces = tracesOf(sent.value, there);
  const whole = Object.entries(isObject(sent.value) ? sent.value : {}).find(
    ([key, value]) =>
      // What the contact holds anyway is no trace, whatever it is wrapped in.
      leavesOf(value).some((leaf) => leaf.value !== null && !there.has(folded(leaf.value))) &&
      sameJson(own(contact, key), value) &&
      !sameJson(before[key], value),
  );
  return (
    leavesOf(contact, pointerTo()).find((leaf) => traces.has(folded(leaf.value))) ??
    (whole === undefined ? undefined : { pointer: pointerTo(whole[0]), value: whole[1] })
  );
}

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

/** Says whether a response shows that something was written. */
function judgeTrace(contract: ContractContext, exchange: Exchange, sent: SentAround, before: ContactState): void {
  const trace = traceIn(exchange, sent, before);
  contract.check(
    trace === undefined,
    sent.clause,
    trace?.pointer ?? pointerTo(sent.names[0]),
    `What was sent as ${quoted(sent.names)} was written.`,
    { expected: 'not written', actual: trace?.value ?? null },
    exchange,
  );
}

/**
 * Sends something around the documented attributes, and says whether it changed what it may not change.
 * @param known - attributes that the same request names as documented
 */
export async function sendAround(
  contract: ContractContext,
  sent: SentAround,
  known: readonly string[] = [],
): Promise<Exchange> {
  const before = contract.known();
  const exchange = await contract.send(
    { path: sent.path, body: sent.body },
    { expectation: { kind: 'recorded', clause: 'unknown-attributes', odd: [...known] }, label: sent.id },
  );
  const [changed] = contract.changedSince(before).filter(({ key }) => !known.includes(key));
  contract.check(
    changed === undefined,
    sent.clause,
    changed === undefined ? '' : pointerOf(changed.key),
    `What was sent as ${quoted(sent.names)} changed what it may not change.`,
    { expected: changed?.expected ?? null, actual: changed?.actual ?? null },
    exchange,
  );
  judgeTrace(contract, exchange, sent, before);
  return exchange;
}

/** Attempts to find the contact, a second apart: one that is not found may pass. */
const attempts = 3;
const isGone = ({ response }: Exchange): boolean => response?.status === 404 || response?.status === 410;

/**
 * Sends what could remove the contact, move it or change another record, and reads: the contact has to be there, as it was. That it is gone
 * needs no further attempt, and there could be none.
 */
export async function sendHarmful(contract: ContractContext, sent: SentAround): Promise<void> {
  const before = contract.known();
  const exchange = await sendAround(contract, sent);
  let read = await contract.probe();
  for (let attempt = 1; attempt < attempts && isGone(read); attempt += 1) {
    await contract.pause(1000);
    read = await contract.probe();
  }
  contract.check(
    !isGone(read),
    sent.clause,
    '',
    `After what was sent as ${quoted(sent.names)} the contact is no longer found.`,
    { expected: 'found', actual: read.response?.status ?? null, certain: true },
    exchange,
  );
  judgeTrace(contract, read, sent, before);
}

const marksOf = (contract: ContractContext, { id, of }: Pick<Around, 'id' | 'of'>): Readonly<Record<string, Json>> => {
  const first = (value: Json | undefined): Json =>
    (Array.isArray(value) ? (value[0] as Json | undefined) : value) ?? unknownIdentifier;
  const other = of === null ? undefined : contract.others([of as AttributeName])[of];
  return {
    [textMark]: `Contract Suite ${id}`,
    [otherMark]: first(other),
    [heldMark]: first(of === null ? undefined : contract.known()[of]),
  };
};

/**
 * Makes the contact hold another record than the one that is about to be named. Where the configuration has but one, the contact is offered
 * to hold none, which a target may refuse.
 */
async function makeRoom(contract: ContractContext, { of, value }: Around): Promise<void> {
  if (of === null || !includes(contract.profile, 'nightly') || !JSON.stringify(value).includes(otherMark)) return;
  if (!sameJson(contract.others([of as AttributeName])[of], contract.known()[of])) return;
  await contract.record({ [of]: null }, 'null-values', { label: 'none before it' });
}

/** Several ways around as one request: of those with the same name the first. */
function requestOf(contract: ContractContext, id: string, rows: readonly Around[], along: JsonObject): SentAround {
  const at = (place: Around['place']): JsonObject =>
    rows
      .filter((row) => row.place === place)
      .map((row) => filled(row.value, marksOf(contract, { id, of: row.of })) as JsonObject)
      .reduce((all, value) => ({ ...value, ...all, ...merged(all, value) }), {});
  const [attributes, beside, query] = [at('attributes'), at('body'), at('query')];
  const path = contactPath(contract.contactId);
  const inside = { ...along, ...(Object.keys(attributes).length === 0 ? { [probeAttribute]: 'read' } : attributes) };
  const value = { ...attributes, ...beside, ...query };
  return {
    id,
    names: Object.keys(value),
    path: Object.keys(query).length === 0 ? path : `${path}?${queryOf(query)}`,
    body: JSON.stringify({ ...beside, [endpoint.envelope]: inside }),
    value,
    clause: rows[0]?.clause ?? 'unknown-attributes-not-written',
  };
}

/** Objects under the same name, with the keys of both. */
const merged = (one: JsonObject, other: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(one).flatMap(([key, value]) => {
      const second = other[key];
      return isObject(value) && isObject(second) ? [[key, { ...second, ...value }]] : [];
    }),
  );

/** Goes one way around. */
export async function goAround(contract: ContractContext, row: Around): Promise<void> {
  await contract.fill();
  await makeRoom(contract, row);
  const sent = requestOf(contract, row.id, [row], {});
  await (row.loopbackOnly ? sendHarmful(contract, sent) : sendAround(contract, sent));
}

/** Goes several ways around in one request, beside documented attributes if need be. */
export async function goAllAround(
  contract: ContractContext,
  id: string,
  rows: readonly Around[],
  along: JsonObject = {},
): Promise<Exchange> {
  await contract.fill();
  return sendAround(contract, requestOf(contract, id, rows, along), Object.keys(along));
}

/** Several ways around that could change another record, as one request. */
export const harmfulTogether = (contract: ContractContext, id: string, rows: readonly Around[]): SentAround =>
  requestOf(contract, id, rows, {});

/** The request that writes undocumented attributes as they stand in their table. Written out, as a literal `__proto__` would be no key of its own. */
export function requestWith(
  contract: ContractContext,
  id: string,
  rows: readonly { readonly attribute: string; readonly value: Json; readonly clause: ClauseId }[],
): SentAround {
  const pairs = rows.map(({ attribute, value }) => `${JSON.stringify(attribute)}:${JSON.stringify(value)}`);
  return {
    id,
    names: rows.map(({ attribute }) => attribute),
    path: contactPath(contract.contactId),
    body: `${brokenBody(`{${pairs.join(',')}`)}}}`,
    value: Object.fromEntries(rows.map(({ attribute, value }) => [attribute, value])),
    clause: rows[0]?.clause ?? 'unknown-attributes-not-written',
  };
}
