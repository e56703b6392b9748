/** In which words a mistake of a client is told. */
import { expect, test } from 'vitest';
import { goodPath, judged, key, known, type Sent } from './helpers/sdk-requests.ts';

test('keys of a response that are sent back are one kind of mistake', () => {
  const { findings } = judged({ attributes: { id: known.contactId, name: 'Ada', created_at: 'x', tags: [] } });
  expect(findings.map(({ kind, subject, expected }) => [kind, subject, expected])).toEqual([
    ['response key', 'id', 'an attribute of an update'],
    ['response key', 'created_at', 'an attribute of an update'],
    ['response key', 'tags (tag_ids)', 'tag_ids'],
  ]);
});

test.each<[string, Sent, string]>([
  [
    'an element',
    { attributes: { tag_ids: [7] } },
    'An element of tag_ids is of the type number; documented is string.',
  ],
  [
    'an element that is null',
    { attributes: { tag_ids: [null] } },
    'An element of tag_ids is null, and null is documented for no attribute: a server may take it for "clear this". Leave out what is not to change.',
  ],
  ['a key', { body: '{"contact":{"name":"A","name":"B"}}' }, 'The key "name" stands twice in one object.'],
  [
    'bytes and their label',
    {
      headers: [key, ['Content-Type', 'application/json; charset=iso-8859-1']],
      body: Buffer.from('{"contact":{"name":"Zoë"}}', 'latin1'),
    },
    'The body is not UTF-8. The body is labelled as iso-8859-1, and JSON is UTF-8.',
  ],
  [
    'a compressed body',
    { body: Uint8Array.of(0x1f, 0x8b, 0) },
    'The body is compressed, which is not documented, and no header Content-Encoding says so.',
  ],
  [
    'a comma',
    { body: '{"contact":{"name":"Ada",}}' },
    'The body is not JSON: a comma stands before a closing bracket.',
  ],
  ['an empty label', { headers: [key, ['Content-Type', '']] }, 'The header Content-Type is empty.'],
  [
    'an encoding',
    { target: goodPath.replaceAll('-', '%252D') },
    'The identifier in the path is percent-encoded twice.',
  ],
])('the sentence names %s', (_what, sent, sentence) => {
  expect(judged(sent).findings.map(({ message }) => message)).toEqual([sentence]);
});
