/* eslint-disable max-lines -- One set of payloads is looked at from every side. */
import type { Json } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { awkwardTexts } from '../support/fixtures.ts';
import {
  assertPayload,
  atomicityPayloads,
  invalidPayloads,
  nullPayloads,
  randomPayload,
  validPayloads,
  type Payload,
} from '../support/payloads/index.ts';
import { keywordPoints } from '../support/values/tree.ts';
import { PayloadError } from '../support/values/errors.ts';
import { plainValue } from '../support/values/plain.ts';
import { validatorOf } from '../support/values/breaches.ts';
import { isFictional } from '../support/values/people.ts';
import { pairwise } from '../support/payloads/valid.ts';
import { coverage } from '../support/report/coverage.ts';
import { requestSchema } from '../support/schemas.ts';
import { identifiers, judged, optionsFor } from './helpers/payload-options.ts';
import { leftOut, untried } from './helpers/payloads-left-out.ts';

const options = optionsFor(requestSchema, { texts: awkwardTexts.filter(({ loopbackOnly }) => !loopbackOnly) });
const valid = validPayloads(options);
const invalid = invalidPayloads(options);
const atomic = atomicityPayloads(options);
const stream = Array.from({ length: 1_000 }, (_, index) => randomPayload(options, index + 1));
const sets = [
  { set: 'valid', payloads: valid, least: 250 },
  { set: 'invalid', payloads: invalid, least: 110 },
  { set: 'atomic', payloads: atomic, least: 30 },
  { set: 'null', payloads: nullPayloads(options), least: 7 },
  { set: 'random', payloads: stream, least: 1_000 },
] as const;
const everything = sets.flatMap(({ payloads }) => payloads);
const scalars = [
  'name',
  'email',
  'phone_number',
  'company_id',
  'owner_id',
  'tag_ids',
  'field_values_attributes',
] as const;

/** Every text under a property of that name, wherever it stands. */
function textsUnder(value: Json, name: string): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => textsUnder(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === name ? [item].flat().filter((one) => typeof one === 'string') : textsUnder(item, name),
  );
}
const byId = (id: string): Payload | undefined => everything.find((payload) => payload.id === id);

describe('payloads of the request schema', () => {
  test.each(sets)('the $set set is what ajv says it is', ({ payloads, least }) => {
    const validate = validatorOf(options.schema);
    expect(() => payloads.forEach((payload) => assertPayload(validate, payload))).not.toThrow();
    expect(payloads.length).toBeGreaterThanOrEqual(least);
  });

  test.each(sets)('ids of the $set set are unique slugs', ({ payloads }) => {
    const ids = payloads.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test.each(scalars)('%s is sent alone, and broken in every JSON type', (attribute) => {
    const slug = attribute.replaceAll('_', '-');
    const alone = byId(`${slug}-alone`);
    expect(alone?.attributes).toEqual([attribute]);
    expect(alone?.plain).toBe(true);
    const wrong = invalid.filter(
      ({ target }) => target?.keyword === 'type' && target.pointer === `/contact/${attribute}`,
    );
    const kinds = new Set(
      wrong.map(({ value }) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)),
    );
    const own = attribute === 'tag_ids' || attribute === 'field_values_attributes' ? 'array' : 'string';
    expect([...kinds].sort()).toEqual(
      ['array', 'boolean', 'null', 'number', 'object', 'string'].filter((kind) => kind !== own),
    );
  });

  test('all attributes are sent together, and every pair of presences', () => {
    expect(byId('all-attributes')?.attributes).toEqual([...scalars]);
    const rows = valid.filter(({ id }) => id.startsWith('pair-')).map(({ attributes }) => attributes);
    const pairs = scalars.flatMap((left, index) => scalars.slice(index + 1).map((right) => [left, right] as const));
    const seen = (left: string, right: string): number =>
      new Set(rows.map((row) => `${row.includes(left)} ${row.includes(right)}`)).size;
    expect(pairs.filter(([left, right]) => seen(left, right) < 4)).toEqual([]);
  });

  test.each([[[2, 2, 2]], [[3, 3, 3, 3]], [[2, 3, 4, 5, 2]], [[4, 1, 3]]])('rows of %j cover every pair', (sizes) => {
    const rows = pairwise(sizes);
    const pairs = sizes.flatMap((many, left) =>
      sizes.slice(left + 1).map((other, offset) => ({ left, right: left + 1 + offset, count: many * other })),
    );
    const covered = pairs.map(({ left, right }) => new Set(rows.map((row) => `${row[left]}.${row[right]}`)).size);
    expect(covered).toEqual(pairs.map(({ count }) => count));
    expect(rows.length).toBeLessThan(sizes.reduce((product, size) => product * size, 1) + 1);
  });

  test('every awkward text of the fixtures is sent where it belongs', () => {
    const sent = new Set(valid.flatMap(({ id, value }) => (id.startsWith('awkward-') ? [JSON.stringify(value)] : [])));
    const names = awkwardTexts.filter(({ attributes }) => attributes.includes('name'));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter(({ text }) => !sent.has(JSON.stringify(text)))).toEqual([]);
  });

  test('an awkward value and a wrong one are never plain', () =>
    expect(
      everything.filter(({ id, kind, plain }) => plain && (kind === 'invalid' || /awkward|empty|realistic/.test(id))),
    ).toEqual([]));

  test('names are realistic in more than ten scripts', () => {
    const names = valid.filter(({ id }) => id.startsWith('realistic-name-')).map(({ text }) => text);
    const scripts = 'Latin Greek Cyrillic Hebrew Arabic Devanagari Thai Georgian Armenian Hangul Han'.split(' ');
    expect(
      scripts.filter(
        (script) => !names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name.slice(20, -2))),
      ),
    ).toEqual([]);
  });

  test('text that UTF-8 cannot hold is escaped', () => {
    const lone = everything.filter(({ text }) => /\p{Surrogate}/u.test(text));
    expect(lone).toEqual([]);
    expect(byId('awkward-name-lone-high-surrogate')?.text).toContain('\\ud83d');
  });

  test('null for an attribute is recorded, not judged', () => {
    const nulls = nullPayloads(options);
    expect(nulls.map(({ attributes }) => attributes.join(','))).toEqual([...scalars]);
    expect(nulls.every(({ may, kind }) => may && kind === 'invalid')).toBe(true);
  });

  test('a right attribute stands before and after each wrong one', () => {
    const orders = atomic.map(({ id, attributes, target }) => ({
      id,
      wrongIsLast: target?.pointer.split('/')[2] === attributes.at(-1),
    }));
    expect(atomic.filter(({ attributes }) => attributes.length !== 2)).toEqual([]);
    expect(orders.filter(({ id, wrongIsLast }) => wrongIsLast !== id.endsWith('-before'))).toEqual([]);
    expect(new Set(atomic.map(({ target }) => target?.pointer.split('/')[2])).size).toBe(scalars.length);
  });

  test('the stream mixes valid, plain and invalid bodies', () => {
    expect(stream.filter(({ kind }) => kind === 'invalid').length).toBeGreaterThan(150);
    expect(stream.filter(({ plain }) => plain).length).toBeGreaterThan(100);
    expect(new Set(stream.map(({ text }) => text)).size).toBeGreaterThan(800);
  });
});

describe('payloads harm nobody', () => {
  test('every address belongs to example.com and to this contact', () => {
    const addresses = everything.flatMap(({ body }) => textsUnder(body, 'email')).filter((text) => /[^\s]@/.test(text));
    expect(addresses.length).toBeGreaterThan(300);
    expect(addresses.filter((text) => !/[@.]example\.com[^\p{L}\p{N}]*$/iu.test(text))).toEqual([]);
    expect(addresses.filter((text) => !text.includes('c0ffee'))).toEqual([]);
  });

  test('every made phone number is from a range for fiction', () => {
    const made = optionsFor(requestSchema, { texts: [] });
    const bodies = [
      ...validPayloads(made),
      ...Array.from({ length: 500 }, (_, index) => randomPayload(made, index + 1)),
    ];
    const numbers = bodies.flatMap(({ body }) => textsUnder(body, 'phone_number')).filter((text) => text !== '');
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter((text) => !isFictional(text.replace(/ ext\. \d+$/, '')))).toEqual([]);
  });

  test.each(['+12025550143', '(202) 555-0143', '+44 20 7946 0958', '020 7946 0958'])('%s is fictional', (text) => {
    expect(isFictional(text)).toBe(true);
  });

  test.each(['+12025551143', '+442071234567', '+491701234567', '5550143555'])('%s might ring', (text) => {
    expect(isFictional(text)).toBe(false);
  });

  test.each(['company_id', 'owner_id', 'tag_ids', 'field_id'] as const)('no %s is invented', (name) => {
    const bodies = everything.filter(({ target }) => target?.keyword !== 'pattern').map(({ body }) => body);
    const used = new Set(bodies.flatMap((body) => textsUnder(body, name)));
    const known: readonly string[] = [...identifiers[name], 'contract suite'];
    expect([...used].filter((identifier) => !known.includes(identifier))).toEqual([]);
  });

  test('the dedicated field only ever holds its own value', () => {
    const used = new Set(everything.flatMap(({ body }) => textsUnder(body, 'value')));
    expect([...used]).toEqual(['dedicated value']);
  });

  test('an awkward address elsewhere than example.com is refused', () => {
    const texts = [{ id: 'real', text: 'someone@gmail.com', attributes: ['email'] }];
    expect(() => validPayloads(optionsFor(requestSchema, { texts }))).toThrow(PayloadError);
  });
});

describe('plain values', () => {
  const salts = Array.from({ length: 300 }, (_, index) => `case-${index}`);

  test.each(['name', 'email'])('every salt has a %s of its own, in several forms', (attribute) => {
    const values = salts.map((salt) => plainValue(options, attribute, salt) as string);
    expect(new Set(values).size).toBe(values.length);
    expect(values.filter((value) => value !== value.trim() || value.length > 100)).toEqual([]);
    expect(new Set(values.map((value) => value.replaceAll(/[a-z]+/gi, 'x'))).size).toBeGreaterThan(1);
  });

  test('phone numbers are E.164 of more than one country', () => {
    const values = salts.map((salt) => plainValue(options, 'phone_number', salt) as string);
    expect(values.filter((value) => !/^\+[1-9]\d{10,13}$/.test(value))).toEqual([]);
    expect(new Set(values.map((value) => value.length)).size).toBe(2);
  });

  test.each(['name', 'email', 'phone_number', 'company_id', 'tag_ids'])(
    'a %s unlike another one is found',
    (attribute) => {
      const first = plainValue(options, attribute, 'a');
      expect(plainValue(options, attribute, 'a', [first])).not.toEqual(first);
    },
  );

  test('with one configured owner there is no other one', () => {
    const [only] = identifiers.owner_id;
    expect(plainValue(options, 'owner_id', 'a', [only])).toBe(only);
  });

  test('an attribute that does not exist is named', () =>
    expect(() => plainValue(options, 'nickname', 'a')).toThrow(/no attribute nickname/));

  test('an attribute without identifiers says which it wants', () =>
    expect(() => plainValue(optionsFor(requestSchema, { identifiers: {} }), 'tag_ids', 'a')).toThrow(
      /identifier .*tag_ids/,
    ));
});

describe('what is not sent is said', () => {
  test('nothing is left out when everything is configured', () => expect(leftOut(options)).toEqual([]));

  test('each attribute without identifiers is left out by name', () => {
    const bare = optionsFor(requestSchema, { identifiers: {} });
    const missing = leftOut(bare).filter(({ keyword }) => keyword === null);
    expect(missing.map(({ pointer }) => pointer)).toEqual(
      '/contact/company_id /contact/owner_id /contact/tag_ids /contact/field_values_attributes'.split(' '),
    );
    expect(new Set(validPayloads(bare).flatMap(({ attributes }) => attributes))).toEqual(
      new Set(['name', 'email', 'phone_number']),
    );
  });

  test('every keyword is tried on both sides', () => {
    const points = keywordPoints(options.schema);
    expect(points.length).toBeGreaterThan(15);
    expect(
      untried(
        coverage(
          points,
          [...valid, ...invalid].map((payload) => ({ payload, status: 200 })),
        ),
      ),
    ).toEqual([]);
  });

  test('coverage counts responses per side', () => {
    const points = [{ keyword: 'pattern', pointer: '/contact/tag_ids/*' }];
    const [good, bad] = [byId('tag-ids-several-items'), byId('breaks-pattern-tag-ids-item-second')] as [
      Payload,
      Payload,
    ];
    const sent = [
      { payload: good, status: 200 },
      { payload: bad, status: 422 },
      { payload: bad, status: null },
    ];
    expect(coverage(points, sent)).toEqual([
      {
        keyword: 'pattern',
        pointer: '/contact/tag_ids/*',
        valid: { sent: 1, statuses: { 200: 1 } },
        invalid: { sent: 2, statuses: { 422: 1, none: 1 } },
      },
    ]);
  });
});

describe('a payload that is not what it says', () => {
  const name = byId('name-alone') as Payload;
  const broken = byId('wrong-type-name-number') as Payload;
  const again = (payload: Payload, body: Json, change: Partial<Payload> = {}): Payload => ({
    ...payload,
    body,
    text: JSON.stringify(body),
    ...change,
  });

  test.each([
    ['a valid one with an error', again(name, { contact: { name: 5 } })],
    ['an invalid one without an error', again(broken, { contact: { name: 'Eve' } })],
    ['an invalid one with two errors', again(broken, { contact: { name: 5, email: 5 } })],
    [
      'one that breaks another keyword',
      again(broken, { contact: { name: 5 } }, { target: { keyword: 'pattern', pointer: '/contact/name' } }),
    ],
    ['one that breaks it elsewhere', again(broken, { contact: { email: 5 } })],
    ['an invalid one without a target', again(broken, { contact: { name: 'Eve' } }, { target: null })],
    ['text that is not its body', { ...name, text: '{"contact":{"name":"Adam"}}' }],
    ['text that is not JSON', { ...name, text: '{"contact":' }],
  ] as const)('is a fault of the suite: %s', (_, payload) => {
    expect(() => assertPayload(validatorOf(requestSchema), payload)).toThrow(PayloadError);
  });

  test('the fault names the payload, what was meant and what was found', () => {
    const fault = (): void => assertPayload(validatorOf(requestSchema), again(broken, { contact: { email: 5 } }));
    expect(fault).toThrow(/wrong-type-name-number .*type at "\/contact\/name".*type at "\/contact\/email"/);
  });

  test('ajv reports one error object for each invalid payload', () =>
    expect(invalid.filter((payload) => judged(options, payload).length !== 1)).toEqual([]));
});

describe('options from which nothing can be made', () => {
  test.each([
    ['a seed that is no integer', { seed: 1.5 }],
    ['a tag that fits into no address', { contactTag: 'a b' }],
    [
      'two texts of one id',
      {
        texts: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
    ],
  ])('%s is refused', (_, change) => {
    expect(() => validPayloads(optionsFor(requestSchema, change))).toThrow(PayloadError);
  });
});
