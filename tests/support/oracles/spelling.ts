/** Identifiers come back in the letter case in which they are known: equal by value in any, but clients compare strings. */
import type { Json } from '../text/json.ts';
import {
  attributesOf,
  contactOf,
  idKey,
  own,
  pointerTo,
  sameId,
  stateOf,
  type AttributeOf,
} from '../endpoint/index.ts';
import { isAccepted } from '../signs.ts';
import { isDocumentedResponse } from './body.ts';
import { broken, held, type Judgement, type Oracle, type Situation } from './types.ts';

const clause = 'identifiers-letter-case-kept';
/** The attributes that hold identifiers. */
const records = attributesOf('reference', 'set');
const idPlace = pointerTo(idKey);

/** The identifiers that a value holds: one, or those of a list. */
const idsIn = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((id): id is string => typeof id === 'string');

/** Compares what a response shows with identifiers of the same value; says nothing where there is none. */
function compared(pointer: string, known: readonly string[], shown: readonly string[]): readonly Judgement[] {
  let isComparable = false;
  for (const id of shown) {
    const same = known.filter((other) => sameId(id, other));
    const [expected] = same;
    if (expected === undefined) continue;
    isComparable = true;
    if (!same.includes(id))
      return [broken(clause, pointer, 'An identifier is shown in other letter case.', { expected, actual: id })];
  }
  return isComparable ? [held(clause, pointer)] : [];
}

/** What was sent for an attribute, or else what the contact held of it. */
const knownOf = ({ sent, before }: Situation, { name }: AttributeOf<'reference' | 'set'>): readonly string[] =>
  idsIn((sent === null ? undefined : own(sent, name)) ?? before[name]);

/** The spelling oracle: for responses to accepted updates, and reads. */
export const spelling: Oracle = (situation) => {
  const { exchange, expectation, contactId } = situation;
  const contact = contactOf(exchange.response?.parsed);
  const isRead = expectation.kind === 'read' && isAccepted(exchange.response?.status ?? 0);
  if (contact === null || !(isRead || isDocumentedResponse(situation))) return [];
  const odd = expectation.kind === 'recorded' ? expectation.odd : [];
  const isRespelled = expectation.kind === 'recorded' && expectation.respelled === true;
  const said = isRespelled ? [] : [...compared(idPlace, [contactId], idsIn(own(contact, idKey)))];
  const state = stateOf(contact);
  for (const attribute of records) {
    if (odd.includes(attribute.name)) continue;
    said.push(...compared(attribute.pointer ?? '', knownOf(situation, attribute), idsIn(state[attribute.name])));
  }
  return said;
};
