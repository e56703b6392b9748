/** Statuses, errors, and what needs no further look. */
import type { ContactState } from '../support/endpoint/state.ts';
import type { JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { isDocumentedResponse, judgeExchange, mediaTypeOf } from '../support/oracles/index.ts';
import type { Judgement } from '../support/oracles/index.ts';
import { charsetOf } from '../support/oracles/body.ts';
import { errorShape, status } from '../support/oracles/status.ts';
import { isAccepted } from '../support/signs.ts';
import { responseIn, answering, patched, showing } from './helpers/change.ts';
import { responseOf, before, otherId, tagIds, updated } from './helpers/records.ts';
import {
  emailUpdate,
  fullUpdate,
  malformedJson,
  nameUpdate,
  ownerUpdate,
  read,
  refusedValue,
  tagsUpdate,
  unknownId,
  wrongKey,
  wrongType,
} from './helpers/recorded-exchanges.ts';
import { situationOf, type Scene } from './helpers/recording.ts';

const refused = (code: number, sent: JsonObject): Scene => ({
  ...updated('offer', sent),
  expectation: refusedValue.expectation,
  response: responseOf(code, { error: 'no' }),
});
const brief = (judgements: readonly Judgement[], clause: string): readonly unknown[] =>
  judgements
    .filter((judgement) => judgement.clause === clause)
    .map(({ outcome, pointer, expected, actual }) => ({ outcome, pointer, expected, actual }));

describe('a refused value', () => {
  const texts = [400, 422];
  const records = [400, 422, 403, 404];
  test.each<readonly [string, JsonObject, readonly number[]]>([
    ['/contact/name', { name: 'x' }, texts],
    ['/contact/email', { email: 'x' }, texts],
    ['', { name: 'x', email: 'y' }, texts],
    ['/contact/company_id', { company_id: 'x' }, records],
    ['/contact/owner_id', { owner_id: 'x' }, records],
    ['/contact/tag_ids', { tag_ids: ['x'] }, records],
    ['/contact/field_values_attributes', { field_values_attributes: [] }, records],
    ['', { name: 'x', company_id: 'y' }, records],
  ])('at "%s" of %j is refused with one of %j', (pointer, sent, allowed) => {
    const outcomes = [400, 401, 403, 404, 409, 413, 422].map((code) => {
      const [found] = brief(status(situationOf(refused(code, sent))), 'invalid-value-answers-400-or-422');
      return [code, found];
    });
    expect(outcomes).toEqual(
      outcomes.map(([code]) => {
        const fine = allowed.includes(code as number);
        return [
          code,
          fine ? { outcome: 'pass', pointer } : { outcome: 'fail', pointer, expected: allowed, actual: code },
        ];
      }),
    );
  });

  test.each([200, 201, 302, 429, 500, 503])('is not judged as such with status %d', (code) => {
    expect(brief(status(situationOf(refused(code, { name: 'x' }))), 'invalid-value-answers-400-or-422')).toEqual([]);
  });
});

describe('a plain update that was refused', () => {
  const own = { empty: 'tags-empty-array-clears', field: 'field-values-accepted' };
  const field = { field_values_attributes: [{ field_id: 'budget', value: '10' }] };
  test.each<readonly [JsonObject | null, readonly string[]]>([
    [{ tag_ids: [] }, [own.empty]],
    [{ tag_ids: [tagIds[0]] }, []],
    [{ tag_ids: 'none' }, []],
    [field, [own.field]],
    [{ name: '' }, []],
    [{ company_id: otherId, tag_ids: [] }, []],
    [{ tag_ids: [], owner_id: otherId }, []],
    [{ ...field, tag_ids: [] }, []],
    [{ ...field, name: 'Zoe Plain' }, []],
    [{ tag_ids: [], contract_suite_probe: '1' }, []],
    [{ contract_suite_probe: [] }, []],
    [{}, []],
    [null, []],
  ])('says of the attributes in %j: %j', (sent, clauses) => {
    const scene: Scene = { ...updated('plain', {}), sent, response: responseOf(422, { error: 'no' }) };
    const broken = status(situationOf(scene)).flatMap(({ clause, outcome }) => (outcome === 'fail' ? [clause] : []));
    expect(broken).toEqual([...clauses, 'update-answers-200']);
  });
});

describe('an error', () => {
  test.each([
    ['{"error":"no"}', 'pass', 'pass'],
    ['{"errors":["no"]}', 'pass', 'pass'],
    ['{"error":null,"errors":["no"]}', 'pass', 'pass'],
    ['{"error":{},"errors":["no","never"]}', 'pass', 'pass'],
    ['{"error":""}', 'pass', 'fail'],
    ['{"errors":[]}', 'pass', 'fail'],
    ['{"errors":["no",1]}', 'pass', 'fail'],
    ['{"errors":"no"}', 'pass', 'fail'],
    ['{"message":"no"}', 'pass', 'fail'],
    ['{"__proto__":{"error":"no"}}', 'pass', 'fail'],
    ['{}', 'pass', 'fail'],
    ['[]', 'pass', 'fail'],
    ['"no"', 'pass', 'fail'],
    ['no', 'fail', undefined],
    ['', 'fail', undefined],
  ])('of the form %s', (body, json, message) => {
    const found = new Map(
      errorShape(situationOf(answering(unknownId, { body }))).map(({ clause, outcome }) => [clause, outcome]),
    );
    expect([found.get('errors-are-json'), found.get('errors-carry-a-message')]).toEqual([json, message]);
  });

  test.each([200, 302, 429, 500, 502])('is not looked for in a response with status %d', (code) => {
    expect(errorShape(situationOf(answering(unknownId, { status: code, body: '' })))).toEqual([]);
  });

  test.each([
    ['a read', { ...read, response: responseOf(404, {}) }],
    [
      'a router',
      {
        ...unknownId,
        expectation: { ...unknownId.expectation, judgesError: false },
        response: responseOf(404, {}),
      } as Scene,
    ],
    ['nobody', { ...unknownId, response: 'reset' as const }],
  ])('is not looked for in a response of %s', (_whose, scene) => expect(errorShape(situationOf(scene))).toEqual([]));
});

describe('what needs no further look', () => {
  const accepting = responseIn(nameUpdate);
  const certain = (scene: Scene): readonly string[] =>
    judgeExchange(situationOf(scene)).flatMap((judgement) => (judgement.certain === true ? [judgement.clause] : []));

  test.each<readonly [string, Scene, readonly string[]]>([
    ['a lost name', showing(nameUpdate, '/contact/name', before.name), []],
    ['a changed name', showing(nameUpdate, '/contact/name', 'Other'), []],
    ['a lost email', showing(emailUpdate, '/contact/email', before.email), []],
    ['a lost owner', showing(ownerUpdate, '/contact/owner/id', before.owner_id), []],
    ['a lost company', showing(fullUpdate, '/contact/company/id', before.company_id), []],
    ['lost tags', showing(tagsUpdate, '/contact/tags', before.tag_ids), []],
    ['one tag of three', showing(tagsUpdate, '/contact/tags', [tagIds[1]]), []],
    ['a wrong key that gets the contact', { ...wrongKey, response: accepting }, ['wrong-key-refused']],
    ['a wrong key that is told of maintenance', answering(wrongKey, { status: 200 }), []],
    [
      'a page that a wrong key gets',
      answering(wrongKey, { status: 200, headers: { 'content-type': 'text/html' } }),
      [],
    ],
    ['another contact that is updated', { ...unknownId, response: accepting }, ['unknown-id-refused']],
    ['another contact, and a page of maintenance', answering(unknownId, { status: 200 }), []],
    ['broken JSON that is accepted', answering(malformedJson, { status: 200 }), []],
  ])('is known of %s', (_what, scene, clauses) => expect(certain(scene)).toEqual(clauses));
});

describe('tags that replace others', () => {
  const outcomes = (tags: readonly string[], held: ContactState = before): readonly unknown[] => {
    const scene = showing({ ...tagsUpdate, before: held }, '/contact/tags', tags);
    return judgeExchange(situationOf(scene)).flatMap(({ clause, outcome }) =>
      clause === 'tags-list-replaces' ? [outcome] : [],
    );
  };
  const [first, second, third, fourth] = tagIds;

  test.each([
    ['are gone', [first, second, third], ['pass']],
    ['stay beside the new ones', [first, second, third, fourth], ['fail']],
    ['stay instead of the new ones', [first, fourth], []],
  ])('are judged where the old ones %s', (_what, tags, judged) => expect(outcomes(tags)).toEqual(judged));

  test('are not judged where nothing was there', () => {
    expect(outcomes([first, second, third], { ...before, tag_ids: [] })).toEqual([]);
    expect(outcomes([first, second, third], {})).toEqual([]);
  });
});

describe('which responses are the documented one', () => {
  test.each([
    ['a plain update', nameUpdate, true],
    ['a plain update answered with 201', answering(nameUpdate, { status: 201 }), true],
    ['a plain update that was refused', answering(nameUpdate, { status: 422 }), false],
    ['an offer that was accepted', { ...nameUpdate, expectation: refusedValue.expectation }, true],
    ['a recorded update with a contact', wrongType, true],
    ['a recorded update without one', answering(wrongType, { body: '{}' }), false],
    ['a refusal that was none', answering(unknownId, { status: 200 }), false],
    ['a read', read, false],
    ['an update by PUT', { ...wrongType, spec: { ...wrongType.spec, method: 'PUT' as const } }, false],
    ['no response', { ...nameUpdate, response: 'reset' as const }, false],
  ])('is told of %s', (_what, scene, documented) => expect(isDocumentedResponse(situationOf(scene))).toBe(documented));

  test.each([
    [199, false],
    [200, true],
    [299, true],
    [300, false],
  ])('the status %d is accepted: %j', (code, accepted) => expect(isAccepted(code)).toBe(accepted));

  test('extra keys and headers are recorded', () => {
    const found = judgeExchange(situationOf(patched(nameUpdate, { op: 'add', path: '/contact/score', value: 1 })));
    expect(found.find(({ clause }) => clause === 'answer-extra-keys')).toMatchObject({
      outcome: 'pass',
      actual: ['score'],
    });
    expect(found.map(({ clause }) => clause)).toContain('answer-header-set');
  });
});

describe('a content type', () => {
  test.each([
    [undefined, null, null],
    ['', null, null],
    [' ', null, null],
    ['application/json', 'application/json', null],
    [' Application/JSON ; Charset=UTF-8', 'application/json', 'utf-8'],
    ['application/json;charset="utf-8"', 'application/json', 'utf-8'],
    ['application/json; charset = latin1; v=1', 'application/json', 'latin1'],
    ['application/json; x=charset', 'application/json', null],
    [';charset=utf-8', '', 'utf-8'],
  ])('%j is read as %j and %j', (header, type, charset) => {
    expect([mediaTypeOf(header), charsetOf(header)]).toEqual([type, charset]);
  });
});
