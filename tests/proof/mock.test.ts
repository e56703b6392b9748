/** The stand-in alone: what the rest of the proof takes for granted about it. Talks to loopback only. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { faithful } from '../mock/faithful/index.ts';
import { startMock, type MockServer } from '../mock/index.ts';
import { mutants } from '../mock/mutants/index.ts';

let mock = await startMock();
beforeEach(async () => {
  await mock.close();
  mock = await startMock();
});
afterAll(() => mock.close());

interface Got {
  readonly status: number;
  readonly type: string | null;
  readonly body: { readonly contact?: Record<string, unknown>; readonly error?: string; readonly errors?: unknown };
}

async function send(
  body: unknown,
  given: { server?: MockServer; id?: string; method?: string; headers?: Record<string, string>; query?: string } = {},
): Promise<Got> {
  const { server = mock, id = server.facts.contactId, method = 'PATCH', headers = {}, query = '' } = given;
  const response = await fetch(`${server.baseUrl}/contacts/${id}${query}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-api-key': server.facts.apiKey, ...headers },
    body: method === 'GET' ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Got['body'],
  };
}

describe('the stand-in', () => {
  test('starts with a contact that has every attribute', async () => {
    const { body } = await send(undefined, { method: 'GET' });
    expect(Object.keys(body.contact ?? {})).toEqual(
      'id name email phone_number created_at updated_at owner tags company'.split(' '),
    );
    expect(body.contact).toMatchObject({
      id: mock.facts.contactId,
      owner: { id: mock.facts.ownerId },
      company: { id: mock.facts.companyId },
    });
    expect(body.contact?.['tags']).toHaveLength(2);
  });

  test('stores what it was sent and shows it to a read', async () => {
    const { facts } = mock;
    const contact = {
      name: 'Zoë <b>',
      email: 'Zoe+x@example.com',
      phone_number: '',
      tag_ids: facts.tagIds.slice(1, 4),
    };
    const response = await send({ contact });
    const read = await send(undefined, { method: 'GET' });
    expect(response).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
    expect(read.body).toEqual(response.body);
    expect(mock.stored()).toMatchObject({ ...contact, company_id: facts.companyId, owner_id: facts.ownerId });
  });

  test('clears the tags on an empty array', async () =>
    expect((await send({ contact: { tag_ids: [] } })).body.contact).toMatchObject({ tags: [] }));

  test('moves updated_at with every change, and created_at never', async () => {
    const first = await send({ contact: { name: 'One' } });
    const second = await send({ contact: { name: 'Two' } });
    expect(second.body.contact?.['created_at']).toBe('2025-03-15T10:30:00.120Z');
    expect(String(second.body.contact?.['updated_at']) > String(first.body.contact?.['updated_at'])).toBe(true);
  });

  test.each([
    ['an empty key', { headers: { 'x-api-key': '' } }, 401],
    ['a wrong key', { headers: { 'x-api-key': 'wrong' } }, 401],
    ['the key cut short', { headers: { 'x-api-key': mock.facts.apiKey.slice(0, -1) } }, 401],
    ['the key in the URL', { headers: { 'x-api-key': 'x' }, query: `?api_key=${mock.facts.apiKey}` }, 401],
    ['the key as a bearer token', { headers: { 'x-api-key': '', authorization: `Bearer ${mock.facts.apiKey}` } }, 401],
    ['an unknown id', { id: '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4' }, 404],
    ['a malformed id', { id: 'not-a-uuid' }, 404],
    ['an id that cannot be decoded', { id: '%zz' }, 404],
    ['a foreign contact', { id: mock.facts.foreignContactId }, 404],
    ['POST', { method: 'POST' }, 404],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415],
  ])('refuses %s and writes nothing', async (_what, given, status) => {
    const before = [mock.stored(), mock.others()];
    const response = await send({ contact: { name: 'Intruder' } }, given);
    expect(response).toMatchObject({
      status,
      type: 'application/json; charset=utf-8',
      body: { error: expect.any(String) as string },
    });
    expect([mock.stored(), mock.others()]).toEqual(before);
  });

  test.each([
    ['JSON that is cut short', '{"contact":{"name":"Intruder"', 400],
    ['no contact', {}, 400],
    ['a contact of null', { contact: null }, 400],
    ['an object as email', { contact: { name: 'Intruder', email: {} } }, 422],
    ['an unknown company', { contact: { name: 'Intruder', company_id: '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4' } }, 422],
    ['an unknown owner', { contact: { name: 'Intruder', owner_id: '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4' } }, 422],
    ['an unknown tag', { contact: { name: 'Intruder', tag_ids: ['3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4'] } }, 404],
    [
      'a field value without a field',
      { contact: { name: 'Intruder', field_values_attributes: [{ value: 'x' }] } },
      422,
    ],
    ['more than a megabyte', { contact: { name: 'a'.repeat(1_100_000) } }, 413],
  ])('refuses a body with %s and writes nothing', async (_what, body, status) => {
    const before = mock.stored();
    expect((await send(body)).status).toBe(status);
    expect(mock.stored()).toEqual(before);
  });

  test('ignores read-only and unknown attributes', async () => {
    const before = mock.stored();
    const sent = { id: 'x', created_at: '2020-01-01T00:00:00.000Z', updated_at: '2020-01-01T00:00:00.000Z', probe: 1 };
    expect((await send({ contact: sent })).status).toBe(200);
    expect(mock.stored()).toEqual(before);
  });

  test('counts what it answered, and nothing as broken', async () => {
    await send({ contact: { name: 'Counted' } });
    expect([mock.hits(), mock.mutations(), mock.mutant]).toEqual([1, 0, null]);
  });
});

describe('the variants', () => {
  test.each([
    ['broken', mutants],
    ['faithful', faithful],
  ])('of the %s servers have ids of their own', (_kind, table) => {
    const ids = table.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('that are broken say what they trip, or why not', () => {
    const silent = mutants.filter(
      ({ trips, drift, expect: verdict }) => trips.length === 0 && !drift && verdict !== 'inconclusive',
    );
    expect(silent).toEqual([]);
  });

  test('count as acting when the broken thing acted', async () => {
    const mutant = mutants.find(({ id }) => id === 'empty-tags-as-not-sent');
    const server = await startMock({ variant: mutant?.variant ?? {}, mutant: mutant?.id ?? '' });
    await send({ contact: { name: 'Untouched' } }, { server });
    const idle = server.mutations();
    const response = await send({ contact: { tag_ids: [] } }, { server });
    await server.close();
    expect([idle, server.mutations(), server.mutant]).toEqual([0, 1, 'empty-tags-as-not-sent']);
    expect(response.body.contact?.['tags']).toHaveLength(2);
  });

  test('that keep the contract accept a plain update', async () => {
    const statuses = await Promise.all(
      faithful.map(async ({ id, variant }) => {
        const server = await startMock({ variant, mutant: id });
        const { status } = await send({ contact: { name: 'Plain Name' } }, { server });
        await server.close();
        return [id, status];
      }),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
  });
});
