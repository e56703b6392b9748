/** A client without any package: right, or wrong in the way that its argument names. */
import assert from 'node:assert/strict';

const [base, key, contactId] = ['BASE_URL', 'API_KEY', 'CONTACT_ID'].map((name) => process.env[`NEETOCRM_${name}`]);
const tags = process.env.NEETOCRM_TAG_IDS.split(',');

async function send(attributes, { method = 'PATCH', body, media = 'application/json', headers, query = '' } = {}) {
  const response = await fetch(`${base}/contacts/${contactId}${query}`, {
    method,
    headers: { ...(headers ?? { 'X-Api-Key': key }), 'Content-Type': media },
    body: body ?? JSON.stringify({ contact: attributes }),
  });
  return [response.status, response.ok ? (await response.json()).contact : null];
}

const ways = {
  async right() {
    const [status, contact] = await send({ name: 'Ada Quill', tag_ids: tags.slice(0, 2) });
    assert.deepEqual([status, contact.name, contact.tags.length], [200, 'Ada Quill', 2]);
    const [cleared, empty] = await send({ tag_ids: [] });
    assert.deepEqual([cleared, empty.tags], [200, []]);
  },
  put: () => send({ name: 'Ada' }, { method: 'PUT' }),
  spelling: () => send({ phoneNumber: '+12025550143' }),
  typo: () => send({ nmae: 'Ada' }),
  tags: () => send({ tags }),
  unwrapped: () => send(null, { body: JSON.stringify({ name: 'Ada' }) }),
  null: () => send({ name: 'Ada', email: null }),
  number: () => send({ phone_number: 12025550143 }),
  form: () => send(null, { body: 'name=Ada&email=ada%40example.com', media: 'application/x-www-form-urlencoded' }),
  media: () => send({ name: 'Ada' }, { media: 'text/plain' }),
  bearer: () => send({ name: 'Ada' }, { headers: { Authorization: `Bearer ${key}` } }),
  query: () => send({ name: 'Ada' }, { headers: {}, query: `?api_key=${key}` }),
  twice: () => send(null, { body: '{"contact":{"name":"Ada","name":"Eve"}}' }),
  latin: () => send(null, { body: Buffer.from('{"contact":{"name":"Zoë"}}', 'latin1') }),
  'no-key': () => send({ name: 'Ada' }, { headers: {} }),
};

await ways[process.argv[2]]();
