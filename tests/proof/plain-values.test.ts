/** Plain values are the plainest there are: a server that refuses anything else keeps every promise. */
import { expect, test } from 'vitest';
import { taggedEmail } from '../support/cases/expectations.ts';
import { attributesOf, claimIn, endpoint, markOf } from '../support/endpoint/index.ts';
import type { TextValues } from '../support/endpoint/types.ts';
import { awkwardTexts, documentedRequest } from '../support/fixtures.ts';
import { payloadOptions, validPayloads } from '../support/payloads/index.ts';
import { plainValue } from '../support/values/plain.ts';
import { memo } from '../support/memo.ts';
import { own, type JsonObject } from '../support/text/json.ts';
import { facts } from './helpers/plain.ts';

/** What each kind of text may be made of, and how long it may be. */
const forms: Readonly<Record<TextValues, RegExp>> = {
  'person-name': /^(?=.{1,60}$)[A-Za-z]+(?:[ -][A-Za-z]+)*$/,
  'email-address': /^(?=.{1,80}$)(?=.{1,64}@)[a-z0-9]+(?:\.[a-z0-9]+)*@example\.com$/,
  'phone-number': /^\+[1-9][0-9]{6,14}$/,
};
const texts = attributesOf('text').map(({ name, values }) => ({ name, values, form: forms[values ?? 'person-name'] }));
const seeds = Array.from({ length: 400 }, (_, index) => index * 7919 + 1);
/** Marks of runs that began at any time until the digits of a mark change. */
const markFor = (seed: number): string => markOf(Date.parse('2026-01-01T00:00:00Z') + seed * 1e6, (seed % 997) / 997);
const optionsFor = (seed: number) => payloadOptions({ ...facts, seed }, {}, markFor(seed));

test.each(texts)('plain values of $name are plain, whatever the seed', ({ name, form }) => {
  const values = seeds.flatMap((seed) =>
    ['value', 'claim', 'arranged', 'control 3', 'twice'].map((salt) => plainValue(optionsFor(seed), name, salt)),
  );
  expect(values.length).toBe(2000);
  expect(values.filter((value) => typeof value !== 'string' || !form.test(value))).toEqual([]);
});

/** Made once for all attributes. */
const acceptedOf = memo((some: readonly number[]) =>
  some.flatMap((seed) => validPayloads(optionsFor(seed)).filter(({ plain }) => plain)),
);
const fewer = seeds.slice(0, 40);

test.each(texts)('payloads that have to be accepted have plain texts for $name', ({ name, form }) => {
  const sent = acceptedOf(fewer).flatMap(({ body }) => {
    const value = own((body as JsonObject)[endpoint.envelope] as JsonObject, name);
    return value === undefined ? [] : [value];
  });
  expect(sent.length).toBeGreaterThan(200);
  expect(sent.filter((value) => typeof value !== 'string' || !form.test(value))).toEqual([]);
});

test('a plain address carries the claim of its run', () => {
  const [claimed] = seeds.map((seed) => ({
    state: { email: plainValue(optionsFor(seed), 'email', 'claim') },
    mark: markFor(seed),
  }));
  expect(claimIn(claimed?.state ?? {}, new Date('2026-01-02T00:00:00Z'))?.mark).toBe(claimed?.mark);
});

test('the name of the documented example is plain', () => {
  const example = documentedRequest[endpoint.envelope] as JsonObject;
  expect(example['name']).toMatch(forms['person-name']);
});

test('the mark of the contact adds letters, digits and a dot', () => {
  const addresses = awkwardTexts.filter(({ attributes }) => attributes.includes('email'));
  const rare = (text: string): string => [...text].filter((character) => !/[A-Za-z0-9.]/.test(character)).join('');
  const changed = addresses.filter(({ text }) => {
    const bare = text.replaceAll('{{mark}}', '');
    return rare(taggedEmail(text, '7d2c9a40')) !== rare(bare);
  });
  expect(addresses.length).toBeGreaterThan(50);
  expect(changed).toEqual([]);
});
