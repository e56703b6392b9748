/** Whose a value is that the contact holds, by what the log of a run says. */
import { expect, test } from 'vitest';
import { writtenByOthers } from '../support/sandbox/value-origin.ts';

test.each<readonly [string, object, string | null, readonly string[]]>([
  ['another text', { name: 'Other' }, null, ['name']],
  ['an empty text', { phone_number: '' }, '{"contact":{"name":"x"}', ['phone_number']],
  ['another notation of what was sent', { email: 'SENT@example.com' }, null, []],
  ['what a body of another form had', { name: 'Outside' }, '{"name":"Outside"}', []],
  ['the snapshot itself', { name: 'Eve Holt', tag_ids: ['b', 'a'] }, null, []],
])('%s is found to be of others, or not', (_what, seen, body, theirs) => {
  const held = { name: 'Eve Holt', email: 'eve@example.com', phone_number: '1', tag_ids: ['a', 'b'] };
  const entries = [
    { type: 'sending', request: '1', sent: { email: 'sent@example.com' }, body: null },
    { type: 'answered', request: '1', state: {} },
    { type: 'sending', request: '2', sent: null, body },
  ] as const;
  expect(writtenByOthers(held, [seen as typeof held], entries)).toEqual(theirs);
});
