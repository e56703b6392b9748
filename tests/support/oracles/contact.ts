/** The contact in a response: keys, types, shapes. The response schema decides; the data file says which clause speaks of what. */
import type { ClauseId } from '../catalogue.ts';
import type { Json, JsonObject } from '../text/json.ts';
import {
  idKey,
  attributeNamed,
  attributesOf,
  clauseOfFormat,
  contactOf,
  endpoint,
  general,
  keyOfPointer,
  own,
  pointerTo,
  sameId,
  attributeShownAs,
} from '../endpoint/index.ts';
import { listAt, propertiesOf } from '../endpoint/schema.ts';
import { validateResponse } from '../schemas.ts';
import { isDocumentedResponse } from './body.ts';
import { shapeProblems, type ShapeProblem } from './shape.ts';
import { broken, held, judge, type Judgement, type Oracle, type Situation } from './types.ts';

const short = (value: Json | undefined): Json => {
  const text = JSON.stringify(value ?? null);
  return text.length > 300 ? `${text.slice(0, 300)}…` : (value ?? null);
};

const contactSchema: JsonObject = propertiesOf(endpoint.responseSchema)[endpoint.envelope] ?? {};
/** Attributes with a clause for the shape of what a response shows of them: one sentence about each is enough. */
const shaped = attributesOf('reference', 'set').filter(({ shape }) => shape !== general.shape);
const identifiers = clauseOfFormat('identifier') ?? general.shape;

/** The clause that a problem breaks. */
function clauseOf({ pointer, keyword, definition }: ShapeProblem): ClauseId {
  const key = keyOfPointer(pointer);
  if (keyword === 'required' && pointer === pointerTo(key ?? undefined)) return general.missing;
  const format = definition === null || keyword === 'type' ? null : clauseOfFormat(definition);
  return format ?? attributeShownAs(key ?? '')?.shape ?? general.shape;
}

const sentenceOf = ({ pointer, keyword, message }: ShapeProblem, clause: ClauseId): string =>
  keyword === 'required'
    ? clause === general.missing
      ? `The contact in the response has no ${String(pointer.split('/').at(-1))}.`
      : `${pointer} is missing.`
    : `${pointer} ${message}.`;

/** At most so many sentences about identifiers: one server makes them all. */
const mostIdentifiers = 5;

const shapePlace = (clause: ClauseId): string => {
  const attribute = shaped.find(({ shape }) => shape === clause);
  return attribute === undefined ? '' : pointerTo(attribute.shownAs ?? undefined);
};
/** What is said of a contact in which nothing is wrong. */
const wellShaped: readonly Judgement[] = [
  ...new Set([general.missing, general.shape, ...shaped.map(({ shape }) => shape), identifiers]),
].map((clause) => held(clause, shapePlace(clause)));

function shapes(contact: JsonObject): readonly Judgement[] {
  if (validateResponse({ [endpoint.envelope]: contact })) return wellShaped;
  const problems = shapeProblems(contactSchema, endpoint.responseSchema, contact, pointerTo()).map((problem) => ({
    problem,
    clause: clauseOf(problem),
  }));
  const said = new Map<ClauseId, number>();
  const most = (clause: ClauseId): number =>
    clause === identifiers
      ? mostIdentifiers
      : shaped.some(({ shape }) => shape === clause)
        ? 1
        : Number.POSITIVE_INFINITY;
  const failures = problems.flatMap(({ problem, clause }) => {
    const count = (said.get(clause) ?? 0) + 1;
    said.set(clause, count);
    if (count > most(clause)) return [];
    const missing = problem.value === undefined;
    return [
      broken(clause, problem.pointer, sentenceOf(problem, clause), {
        expected: missing ? 'present' : problem.message.replace(/^must (be )?/, ''),
        actual: missing ? 'absent' : short(problem.value),
      }),
    ];
  });
  return [...wellShaped.filter(({ clause }) => !said.has(clause)), ...failures];
}

const oddKeys = ({ expectation }: Situation): ReadonlySet<string> =>
  new Set(expectation.kind === 'recorded' ? expectation.odd.map((name) => attributeNamed(name)?.shownAs ?? name) : []);

const typedClauses: ReadonlySet<string> = new Set([general.shape, identifiers, ...shaped.map(({ shape }) => shape)]);

/**
 * Judges the contact of an accepted update. Values of attributes that were sent in a wrong type are judged at level
 * SHOULD only: no document says what becomes of them.
 */
export const contact: Oracle = (situation) => {
  const shown = contactOf(situation.exchange.response?.parsed);
  if (shown === null || !isDocumentedResponse(situation)) return [];
  const odd = oddKeys(situation);
  const all = shapes(shown);
  if (odd.size === 0) return all;
  const isOdd = ({ clause, pointer }: Judgement): boolean =>
    typedClauses.has(clause) && odd.has(keyOfPointer(pointer) ?? '');
  const soft = all.filter((judgement) => judgement.outcome === 'fail' && isOdd(judgement));
  return [
    ...all.filter((judgement) => !isOdd(judgement)),
    ...[...odd].map((key) => {
      const first = soft.find(({ pointer }) => keyOfPointer(pointer) === key);
      return first === undefined
        ? held('wrong-type-comes-back-typed', pointerTo(key))
        : { ...first, clause: 'wrong-type-comes-back-typed' as const };
    }),
  ];
};

/** The id of the contact that a response is about, where it has to be the documented response; null where it shows none. */
function answeredId(situation: Situation): string | null {
  const shown = contactOf(situation.exchange.response?.parsed);
  const id = shown === null || !isDocumentedResponse(situation) ? undefined : own(shown, idKey);
  return typeof id === 'string' ? id : null;
}

const digitsOf = (id: string): string => id.toLowerCase().replaceAll(/[^0-9a-f]/g, '');

/**
 * True for the response to another spelling of the id that is about another contact: that spelling found it, so that nothing in the
 * response tells what the addressed contact holds. An id that is shown as it was spelled is no other one.
 */
export function isAboutNeighbour(situation: Situation): boolean {
  const { expectation, contactId } = situation;
  if (expectation.kind !== 'recorded' || expectation.respelled !== true) return false;
  const id = answeredId(situation);
  return id !== null && !digitsOf(id).includes(digitsOf(contactId));
}

/** The response is about the contact that was addressed. A neighbour that was found is not asked for a second time. */
export const identity: Oracle = (situation) => {
  const id = answeredId(situation);
  if (id === null) return [];
  return [
    judge(
      sameId(id, situation.contactId),
      'answer-about-addressed-contact',
      pointerTo(idKey),
      'The response is about another contact than the one addressed.',
      {
        expected: situation.contactId,
        actual: id,
        ...(isAboutNeighbour(situation) ? { certain: true } : {}),
      },
    ),
  ];
};

const named: ReadonlySet<string> = new Set([
  ...endpoint.responseKeys,
  ...listAt(contactSchema, 'required').map(String),
]);

/** Keys that no document names, for the record. */
export const extraKeys: Oracle = (situation) => {
  const shown = contactOf(situation.exchange.response?.parsed);
  if (shown === null || !isDocumentedResponse(situation)) return [];
  const extra = Object.keys(shown).filter((key) => !named.has(key));
  const recorded = { outcome: 'pass', pointer: '', message: 'holds', actual: extra.slice(0, 20) } as const;
  return [{ clause: 'answer-extra-keys', ...recorded }, held('answer-header-set')];
};
