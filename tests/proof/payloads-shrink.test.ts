import type { Json, JsonObject } from '../support/text/json.ts';
import { describe, expect, test, vi } from 'vitest';
import { assertPayload, invalidPayloads, randomPayload, shrink, validPayloads } from '../support/payloads/index.ts';
import { validatorOf } from '../support/values/breaches.ts';
import type { Payload } from '../support/payloads/index.ts';
import { isObject } from '../support/text/json.ts';
import { requestSchema } from '../support/schemas.ts';
import { identifiers, optionsFor } from './helpers/payload-options.ts';

const long = { id: 'long', text: `Prefix ${'ö'.repeat(80)} Suffix 👩‍👩‍👧‍👦 end` };
const options = optionsFor(requestSchema, { texts: [long] });
const valid = validPayloads(options);
const invalid = invalidPayloads(options);
const bounds = { requests: 500, until: () => false };
const find = (payloads: readonly Payload[], id: string): Payload =>
  payloads.find((payload) => payload.id === id) as Payload;
const contactOf = ({ body }: Payload): JsonObject => {
  const contact = isObject(body) ? body['contact'] : undefined;
  return isObject(contact) ? contact : {};
};
const fails = (broken: (contact: JsonObject) => boolean) =>
  vi.fn((candidate: Payload) => Promise.resolve(broken(contactOf(candidate))));
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A payload of every attribute, with the awkward name. */
const whole: Payload = (() => {
  const body = { contact: { ...contactOf(find(valid, 'all-attributes')), name: long.text } };
  return { ...find(valid, 'all-attributes'), body, text: JSON.stringify(body) };
})();

describe('shrinking', () => {
  test('a failing attribute is left alone with the characters that matter', async () => {
    const smallest = await shrink(
      options,
      whole,
      fails(({ name }) => text(name).includes('👩')),
      bounds,
    );
    expect(smallest.text).toBe('{"contact":{"name":"👩"}}');
    expect(smallest.id).toBe(whole.id);
  });

  test('a length that matters is found to the character', async () => {
    const smallest = await shrink(
      options,
      whole,
      fails(({ name }) => [...text(name)].length > 20),
      bounds,
    );
    expect(smallest.text).toBe(`{"contact":{"name":"${'a'.repeat(21)}"}}`);
  });

  test('two attributes that fail only together stay together', async () => {
    const both = fails((contact) => Object.hasOwn(contact, 'email') && Object.hasOwn(contact, 'tag_ids'));
    const smallest = await shrink(options, whole, both, bounds);
    expect(smallest.attributes).toEqual(['email', 'tag_ids']);
    expect(contactOf(smallest)['tag_ids']).toEqual([]);
  });

  test('an address stays one of this contact at example.com', async () => {
    const smallest = await shrink(
      options,
      whole,
      fails(({ email }) => text(email).includes('@')),
      bounds,
    );
    expect(contactOf(smallest)['email']).toMatch(/^.\.c0ffee\.r0{12}@example\.com$/);
  });

  test.each(['company_id', 'owner_id', 'phone_number', 'field_values_attributes'])(
    'no %s is made up',
    async (attribute) => {
      const present = fails((contact) => Object.hasOwn(contact, attribute));
      const tried: Json[] = [];
      await shrink(
        options,
        whole,
        (candidate) => {
          tried.push(contactOf(candidate)[attribute] ?? null);
          return present(candidate);
        },
        bounds,
      );
      const allowed = [null, contactOf(whole)[attribute] ?? null, []].map((value) => JSON.stringify(value));
      expect(tried.map((value) => JSON.stringify(value)).filter((value) => !allowed.includes(value))).toEqual([]);
    },
  );

  test('every candidate of a valid payload is valid', async () => {
    const seen: Payload[] = [];
    await shrink(
      options,
      whole,
      (candidate) => {
        seen.push(candidate);
        return Promise.resolve(seen.length % 3 === 0);
      },
      bounds,
    );
    expect(seen.length).toBeGreaterThan(20);
    expect(() => seen.forEach((candidate) => assertPayload(validatorOf(requestSchema), candidate))).not.toThrow();
    expect(new Set(seen.map(({ text: body }) => body)).size).toBe(seen.length);
  });

  test('every candidate of an invalid payload keeps exactly its error', async () => {
    const big = Array.from({ length: 200 }, (_, index) => randomPayload(options, index + 1)).filter(
      ({ kind, attributes }) => kind === 'invalid' && attributes.length > 3,
    );
    const seen: Payload[] = [];
    const accept = (candidate: Payload): Promise<boolean> => Promise.resolve(seen.push(candidate) > 0);
    const smallest = await Promise.all(big.map((payload) => shrink(options, payload, accept, bounds)));
    expect(seen.length).toBeGreaterThan(20);
    expect(() => seen.forEach((candidate) => assertPayload(validatorOf(requestSchema), candidate))).not.toThrow();
    expect(smallest.filter(({ attributes }) => attributes.length > 1)).toEqual([]);
  });

  test('a broken item is found again at its new place', async () => {
    const second = find(invalid, 'breaks-pattern-tag-ids-item-second');
    const smallest = await shrink(options, second, () => Promise.resolve(true), bounds);
    expect(second.target?.pointer).toBe('/contact/tag_ids/1');
    expect(smallest.target).toEqual({ keyword: 'pattern', pointer: '/contact/tag_ids/0' });
  });

  test('what fails nowhere smaller comes back as it is', async () => {
    const smallest = await shrink(options, whole, () => Promise.resolve(false), bounds);
    expect(smallest).toBe(whole);
  });

  test('no more candidates are tried than allowed', async () => {
    const never = fails(() => false);
    await shrink(options, whole, never, { requests: 7, until: () => false });
    expect(never).toHaveBeenCalledTimes(7);
  });

  test('nothing is tried when time is up', async () => {
    const always = fails(() => true);
    const smallest = await shrink(options, whole, always, { requests: 100, until: () => true });
    expect(always).not.toHaveBeenCalled();
    expect(smallest).toBe(whole);
  });

  test('a body without its envelope is left alone', async () => {
    const bare = find(invalid, 'missing-contact');
    expect(await shrink(options, bare, () => Promise.resolve(true), bounds)).toBe(bare);
  });

  test('identifiers of the result are configured ones', async () => {
    const smallest = await shrink(
      options,
      whole,
      fails(({ tag_ids: tags }) => Array.isArray(tags) && tags.length > 0),
      bounds,
    );
    expect(identifiers.tag_ids).toContain((contactOf(smallest)['tag_ids'] as readonly string[])[0]);
    expect(smallest.attributes).toEqual(['tag_ids']);
  });
});
