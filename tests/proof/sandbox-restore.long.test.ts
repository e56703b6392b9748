import { describe, expect, test } from 'vitest';
import type { VariantSource } from '../mock/index.ts';
import { loses, onRead, onUpdate, shows, stores, takes, takesText } from '../mock/kit.ts';
import { facts } from '../mock/world.ts';
import { faithful } from '../mock/faithful/index.ts';
import { readdir } from 'node:fs/promises';
import { startBench } from './helpers/sandbox.ts';
import { heldBy } from './kill/killer.ts';

/** What a run does to the contact, and what came of putting it back. */
async function played(variant: VariantSource) {
  const bench = await startBench(variant);
  const { mock, options } = bench;
  const before = heldBy(mock);
  const opening = await bench.opened();
  await bench.write({ name: 'Nora Blix', email: 'nora.blix@example.com' });
  await bench.write({ phone_number: '+1 202-555-0177', tag_ids: facts.tagIds.slice(2) });
  const hits = mock.hits();
  bench.pauses.length = 0;
  const restored = await opening.restore();
  const { pauses } = bench;
  return {
    before,
    after: heldBy(mock),
    restored,
    opening,
    mock,
    hits,
    pauses,
    files: await readdir(options.directory),
  };
}

describe('a target that keeps its promises', () => {
  test('gets the contact back with one update and one read', async () => {
    const { before, after, restored, files } = await played({});
    expect(after).toBe(before);
    expect(restored).toMatchObject({ ok: true, cause: null, requests: 2, byHand: null });
    expect(restored.attributes).toMatchObject({
      name: 'put back',
      tag_ids: 'put back',
      field_values_attributes: 'reset to its configured value',
    });
    expect(files).toEqual([]);
  });

  test('has the dedicated field reset although its value is never shown', async () => {
    const bench = await startBench();
    const opening = await bench.opened();
    await bench.write({ field_values_attributes: [{ field_id: facts.fieldId, value: 'Another' }] });
    await opening.restore();
    expect(bench.mock.stored().field_values[facts.fieldId]).toBe(facts.fieldValue);
  });

  test('is put back once, however often that is asked for', async () => {
    const bench = await startBench();
    const opening = await bench.opened();
    await opening.restore();
    const hits = bench.mock.hits();
    await opening.restore();
    expect(bench.mock.hits()).toBe(hits);
  });
});

const quick = faithful.filter(
  ({ id }) => !id.startsWith('throttles-') && !['slow', 'phone-without-punctuation', 'empty-contact'].includes(id),
);
test.each(quick)('the faithful server $id has its contact put back', async ({ variant }) => {
  const { before, after, restored } = await played(variant);
  expect(restored.message).toMatch(/^The contact holds what it held before/);
  expect(after).toBe(before);
});

const oddUpdates = (call: { readonly update: number }): boolean => call.update % 2 === 1;
const recoverable: readonly (readonly [string, VariantSource])[] = [
  [
    'appends tags to those that are there',
    takes((changes, { contact }) =>
      changes.tag_ids === undefined || changes.tag_ids.length === 0
        ? changes
        : { ...changes, tag_ids: [...new Set([...contact.tag_ids, ...changes.tag_ids])] },
    ),
  ],
  [
    'loses the email when a name is sent beside it',
    loses(['email'], ({ body }) => JSON.stringify(body).includes('"name"')),
  ],
  ['loses every second update', { write: (call, next) => (oddUpdates(call) ? undefined : next()) }],
  [
    'refuses updates of more than two attributes',
    {
      validate: (_call, next) => next(),
      before: ({ bytes }) =>
        bytes.toString().split('":').length > 4 ? { status: 422, headers: {}, body: { error: 'Too many' } } : undefined,
    },
  ],
  [
    'empties what an update does not name',
    stores(
      (contact, { changes }) => Object.assign(contact, changes.phone_number === undefined ? { phone_number: '' } : {}),
      onUpdate,
    ),
  ],
];
test.each(recoverable)('a target that %s has its contact put back', async (_what, variant) => {
  const { before, after, restored } = await played(variant);
  expect(restored).toMatchObject({ ok: true, byHand: null });
  expect(restored.requests).toBeLessThanOrEqual(12);
  expect(after).toBe(before);
});

describe('a target that stores something else than it is sent', () => {
  test('is named as the cause, and what differs is said', async () => {
    const lowerCase = takesText('name', (text) => text.toLowerCase());
    const { restored, files } = await played(lowerCase);
    expect(restored).toMatchObject({ ok: false, cause: 'target-stores-otherwise', byHand: { name: 'Eve Holt' } });
    expect(restored.attributes['name']).toMatch(/^could not be put back: .*differs only in letter case/);
    expect(restored.attributes['email']).toBe('put back');
    // Only the way of writing is left, which no further try could put right: the journal would stop every later run.
    expect(files).toEqual([]);
  });

  test('gets twelve requests at most', async () => {
    const { restored } = await played(
      takes(() => ({ name: 'Always', email: 'always@example.com', phone_number: '1', tag_ids: [] })),
    );
    expect(restored).toMatchObject({ ok: false, cause: 'target-stores-otherwise' });
    expect(restored.requests).toBeLessThanOrEqual(12);
  });
});

test('an attribute that no response shows is never written', async () => {
  const bench = await startBench(shows(({ email: _email, ...rest }) => rest));
  const opening = await bench.opened();
  await bench.write({ email: 'by.somebody.else@example.com' });
  const restored = await opening.restore();
  expect(restored.attributes['email']).toBe('not readable, never written');
  expect(bench.mock.stored().email).toBe('by.somebody.else@example.com');
});

test('an attribute from whose value the key was redacted is never written', async () => {
  const bench = await startBench({
    seed: ({ contacts }) => Object.assign(contacts.get(facts.contactId) ?? {}, { name: `Key ${facts.apiKey}` }),
  });
  const opening = await bench.opened();
  expect(opening.snapshot.state).not.toHaveProperty('name');
  await opening.restore();
  expect(bench.mock.stored().name).toBe(`Key ${facts.apiKey}`);
});

test('a company that was empty is left alone', async () => {
  const { restored, after, before } = await played({
    seed: ({ contacts }) => Object.assign(contacts.get(facts.contactId) ?? {}, { company_id: null }),
  });
  expect(restored).toMatchObject({ ok: true, attributes: { company_id: 'unchanged' } });
  expect(after).toBe(before);
});

test('a target that has gone leaves the journal and the state to put back', async () => {
  const bench = await startBench();
  const opening = await bench.opened();
  await bench.write({ name: 'Nora Blix' });
  await bench.mock.close();
  const restored = await opening.restore();
  expect(restored).toMatchObject({
    ok: false,
    cause: 'not-reachable',
    byHand: { name: 'Eve Holt', email: 'eve.holt@example.com' },
  });
  expect(restored.message).toMatch(/Put back by hand: \{"name":"Eve Holt".*The journal is kept/);
  expect(await readdir(bench.options.directory)).toHaveLength(3);
});

test('a refused reset of the field is told', async () => {
  const bench = await startBench({
    before: ({ bytes }) =>
      bytes.includes('"value"') ? { status: 422, headers: {}, body: { error: 'No' } } : undefined,
  });
  const opening = await bench.opened();
  const restored = await opening.restore();
  expect(restored.ok).toBe(true);
  expect(restored.attributes['field_values_attributes']).toBe(
    'could not be put back: the update was answered with 422',
  );
});

test('a value that reads mask is put back as updates show it', async () => {
  const { before, after, restored, opening } = await played(shows((shown) => ({ ...shown, email: '***' }), onRead));
  expect(opening.snapshot.blind).toEqual(['email']);
  expect(restored.ok).toBe(true);
  expect(after).toBe(before);
});

test('a value that the probe itself changed is put back as it was read', async () => {
  const variant = stores((contact, { bytes }) =>
    Object.assign(contact, bytes.includes('contract_suite_probe') ? { name: 'read' } : {}),
  );
  const { before, after, restored } = await played(variant);
  expect(restored.ok).toBe(true);
  expect(after).toBe(before);
});
