/** The contact in an answer: keys, types, shapes. The response schema decides; nested records are judged more closely. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { ClauseId, Json, JsonObject } from '../types.ts';
import { validateResponse } from '../schemas.ts';
import { isDocumentedAnswer } from './body.ts';
import { contactOf, isObject, own } from './state.ts';
import { broken, held, judge, type Judgement, type Oracle, type Situation } from './types.ts';

const identifier = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The key of the answer that shows an attribute of the request. */
const shownAs: Readonly<Record<string, string>> = { company_id: 'company', owner_id: 'owner', tag_ids: 'tags' };

const short = (value: Json | undefined): Json => {
  const text = JSON.stringify(value ?? null);
  return text.length > 300 ? `${text.slice(0, 300)}…` : (value ?? null);
};

/** Null or an object with a string id (the example shows null). */
function ownerShape(owner: Json | undefined): Judgement {
  if (owner === undefined || owner === null) return held('answer-owner-shape', '/contact/owner');
  if (!isObject(owner))
    return broken('answer-owner-shape', '/contact/owner', 'The owner is neither null nor an object.', {
      actual: short(owner),
    });
  return judge(
    typeof own(owner, 'id') === 'string',
    'answer-owner-shape',
    '/contact/owner/id',
    'The owner has no string id.',
    { expected: 'a string', actual: short(own(owner, 'id')) },
  );
}

/** An object with id and name: both null (empty, as in the example) or both strings. */
function companyShape(company: Json | undefined): Judgement {
  const clause = 'answer-company-shape';
  if (company === undefined) return held(clause, '/contact/company');
  if (!isObject(company))
    return broken(
      clause,
      '/contact/company',
      'The company is not an object; an empty one is {"id":null,"name":null}.',
      { expected: { id: null, name: null }, actual: short(company) },
    );
  const id = own(company, 'id');
  const name = own(company, 'name');
  if (id !== null && typeof id !== 'string')
    return broken(clause, '/contact/company/id', 'The id of the company is neither null nor a string.', {
      expected: 'null or a string',
      actual: short(id),
    });
  if (name !== null && typeof name !== 'string')
    return broken(clause, '/contact/company/name', 'The name of the company is neither null nor a string.', {
      expected: 'null or a string',
      actual: short(name),
    });
  if (id !== null && name === null)
    return broken(clause, '/contact/company/name', 'A company that is set has no name.', {
      expected: 'a string',
      actual: null,
    });
  if (id === null && name !== null)
    return broken(clause, '/contact/company/id', 'A company that has a name has no id.', {
      expected: 'a string',
      actual: null,
    });
  return held(clause, '/contact/company');
}

/** An array of identifier strings or of objects with a string id. */
function tagsShape(tags: Json | undefined): Judgement {
  const clause = 'answer-tags-shape';
  if (tags === undefined) return held(clause, '/contact/tags');
  if (!Array.isArray(tags))
    return broken(clause, '/contact/tags', 'The tags are not an array.', { expected: 'an array', actual: short(tags) });
  const items = tags as readonly Json[];
  const at = items.findIndex(
    (tag) => typeof tag !== 'string' && !(isObject(tag) && typeof own(tag, 'id') === 'string'),
  );
  return judge(
    at === -1,
    clause,
    `/contact/tags/${String(at)}`,
    'A tag is neither an identifier nor an object with a string id.',
    { actual: short(items[at]) },
  );
}

function identifiers(contact: JsonObject): readonly Judgement[] {
  const nested = (key: string): Json | undefined => {
    const value = own(contact, key);
    return isObject(value) ? own(value, 'id') : undefined;
  };
  const tags = own(contact, 'tags');
  const places: readonly (readonly [string, Json | undefined])[] = [
    ['/contact/id', own(contact, 'id')],
    ['/contact/company/id', nested('company')],
    ['/contact/owner/id', nested('owner')],
    ...(Array.isArray(tags) ? (tags as readonly Json[]) : []).map((tag, index): readonly [string, Json | undefined] =>
      isObject(tag) ? [`/contact/tags/${String(index)}/id`, own(tag, 'id')] : [`/contact/tags/${String(index)}`, tag],
    ),
  ];
  const bad = places.filter(([, value]) => typeof value === 'string' && !identifier.test(value));
  return bad.length === 0
    ? [held('answer-identifiers-shape')]
    : bad.slice(0, 5).map(([pointer, value]) =>
        broken('answer-identifiers-shape', pointer, 'An identifier is not 8-4-4-4-12 hexadecimal digits.', {
          actual: short(value),
        }),
      );
}

const nestedKeys = new Set(['owner', 'company', 'tags']);
const timeKeys = new Set(['created_at', 'updated_at']);

/** Which clause an error of the response schema breaks, with its pointer; null when a closer judgement covers it. */
function clauseOfError(error: ErrorObject): { readonly clause: ClauseId; readonly pointer: string } | null {
  const [, root, key, ...rest] = error.instancePath.split('/');
  if (error.keyword === 'required') {
    const missing = `${error.instancePath}/${String((error.params as { missingProperty?: unknown }).missingProperty)}`;
    if (root === undefined) return null;
    if (key === undefined) return { clause: 'answer-nine-keys', pointer: missing };
    return nestedKeys.has(key) ? null : { clause: 'answer-types', pointer: missing };
  }
  if (root === undefined || key === undefined || nestedKeys.has(key)) return null;
  if (timeKeys.has(key) && error.keyword !== 'type')
    return { clause: 'timestamps-are-date-times', pointer: error.instancePath };
  if (key === 'id' && error.keyword === 'pattern') return null;
  return {
    clause: 'answer-types',
    pointer: rest.length === 0 ? error.instancePath : `/contact/${key}/${rest.join('/')}`,
  };
}

const valueAt = (contact: JsonObject, pointer: string): Json | undefined => own(contact, pointer.split('/')[2] ?? '');

function schemaJudgements(contact: JsonObject): readonly Judgement[] {
  if (validateResponse({ contact })) return [held('answer-nine-keys'), held('answer-types')];
  const errors = (validateResponse.errors ?? []).flatMap((error) => {
    const place = clauseOfError(error);
    return place === null ? [] : [{ ...place, text: error.message ?? error.keyword }];
  });
  const missing = errors.filter(({ clause }) => clause === 'answer-nine-keys');
  const others = errors.filter(({ clause }) => clause !== 'answer-nine-keys');
  return [
    ...(missing.length === 0 ? [held('answer-nine-keys')] : []),
    ...(others.some(({ clause }) => clause === 'answer-types') ? [] : [held('answer-types')]),
    ...missing.map(({ clause, pointer }) =>
      broken(clause, pointer, `The contact in the answer has no ${String(pointer.split('/').at(-1))}.`, {
        expected: 'present',
        actual: 'absent',
      }),
    ),
    ...others.map(({ clause, pointer, text }) =>
      broken(clause, pointer, `${pointer} ${text}.`, { actual: short(valueAt(contact, pointer)) }),
    ),
  ];
}

const oddKeys = ({ expectation }: Situation): ReadonlySet<string> =>
  new Set(expectation.kind === 'recorded' ? expectation.odd.map((name) => shownAs[name] ?? name) : []);

const typedClauses: ReadonlySet<string> = new Set([
  'answer-types',
  'answer-company-shape',
  'answer-owner-shape',
  'answer-tags-shape',
  'answer-identifiers-shape',
]);

/**
 * Judges the contact of an accepted update. Values of attributes that were sent in a wrong type are judged at level
 * SHOULD only: no document says what becomes of them.
 */
export const contact: Oracle = (situation) => {
  const shown = contactOf(situation.exchange.response?.parsed);
  if (shown === null || !isDocumentedAnswer(situation)) return [];
  const odd = oddKeys(situation);
  const all: readonly Judgement[] = [
    ...schemaJudgements(shown),
    ownerShape(own(shown, 'owner')),
    companyShape(own(shown, 'company')),
    tagsShape(own(shown, 'tags')),
    ...identifiers(shown),
  ];
  const isOdd = ({ clause, pointer }: Judgement): boolean =>
    typedClauses.has(clause) && odd.has(pointer.split('/')[2] ?? '');
  const soft = all.filter((judgement) => judgement.outcome === 'fail' && isOdd(judgement));
  return [
    ...all.filter((judgement) => !isOdd(judgement)),
    ...[...odd].map((key) => {
      const first = soft.find(({ pointer }) => pointer.split('/')[2] === key);
      return first === undefined
        ? held('wrong-type-comes-back-typed', `/contact/${key}`)
        : { ...first, clause: 'wrong-type-comes-back-typed' as const };
    }),
  ];
};

/** The answer is about the contact that was addressed. */
export const identity: Oracle = (situation) => {
  const shown = contactOf(situation.exchange.response?.parsed);
  if (shown === null || !isDocumentedAnswer(situation)) return [];
  const id = own(shown, 'id');
  if (typeof id !== 'string') return [];
  return [
    judge(
      id.toLowerCase() === situation.contactId.toLowerCase(),
      'answer-about-addressed-contact',
      '/contact/id',
      'The answer is about another contact than the one addressed.',
      { expected: situation.contactId, actual: id },
    ),
  ];
};

const nine = new Set(['id', 'name', 'email', 'phone_number', 'created_at', 'updated_at', 'owner', 'tags', 'company']);

/** Keys that no document names, for the record. */
export const extraKeys: Oracle = (situation) => {
  const shown = contactOf(situation.exchange.response?.parsed);
  if (shown === null || !isDocumentedAnswer(situation)) return [];
  const extra = Object.keys(shown).filter((key) => !nine.has(key));
  return [{ ...held('answer-extra-keys'), actual: extra.slice(0, 20) }, held('answer-header-set')];
};
