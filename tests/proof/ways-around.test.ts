/** Ways around the documented attributes: made from the response schema, for every place. */
import { expect, test } from 'vitest';
import { filled, queryOf, waysAround } from '../support/endpoint/around.ts';
import { labelsIn, learnNames, nameOf } from '../support/endpoint/labels.ts';

const idsOf = (wanted: RegExp): readonly string[] => waysAround.map(({ id }) => id).filter((id) => wanted.test(id));

test('each record that a response shows is named in every way', () => {
  for (const key of ['owner', 'tags', 'company'])
    expect(idsOf(new RegExp(`^${key}-`)).length, key).toBeGreaterThanOrEqual(12);
  expect(new Set(waysAround.map(({ id }) => id)).size).toBe(waysAround.length);
});

test('what names or destroys another record is for loopback only', () => {
  const harmful = waysAround.filter(({ value }) => /\{\{text\}\}|_destroy/.test(JSON.stringify(value)));
  expect(harmful.filter(({ loopbackOnly, of }) => of !== null && !loopbackOnly)).toEqual([]);
  expect(waysAround.filter(({ loopbackOnly }) => loopbackOnly)).toEqual(harmful.filter(({ of }) => of !== null));
});

test('no documented attribute stands where it is documented', () => {
  const top = waysAround.filter(({ place }) => place === 'attributes').flatMap(({ value }) => Object.keys(value));
  expect(top.filter((key) => ['name', 'email', 'company_id', 'owner_id', 'tag_ids'].includes(key))).toEqual([]);
});

test('marks are filled in at any depth', () =>
  expect(filled({ a: ['{{held}}', { b: '{{other}}' }], c: 1 }, { '{{held}}': 'x', '{{other}}': null })).toEqual({
    a: ['x', { b: null }],
    c: 1,
  }));

test('a query has the notation of Rails', () =>
  expect(decodeURIComponent(queryOf({ a: { b: ['x', 'y'] }, c: true }))).toBe('a[b][]=x&a[b][]=y&c=true'));

const id = '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c3';

test('names stand beside identifiers, and a record without one has none', () => {
  const contact = { owner: { id }, company: { id, name: 'Acme' }, tags: [id, { id, name: 'Lead' }] };
  expect(labelsIn(contact).map(({ pointer, name }) => [pointer, name])).toEqual([
    ['/contact/company/name', 'Acme'],
    ['/contact/tags/1/name', 'Lead'],
  ]);
});

test('the first name beside an identifier is kept, whatever its letter case', () => {
  const first = learnNames({}, { company: { id, name: 'Acme' } });
  const later = learnNames(first, { company: { id: id.toUpperCase(), name: 'Other' } });
  expect(nameOf(later, 'company_id', id.toUpperCase())).toBe('Acme');
  expect(nameOf(later, 'owner_id', id)).toBeUndefined();
});
