/** What is not yet so: a refused request that wrote two attributes is to blame for both, and not for the first alone. */
import { expect, test } from 'vitest';
import {
  after,
  always,
  answered,
  converse,
  holding,
  intentOf,
  looking,
  modelWith,
  refusal,
} from './helpers/conversation.ts';

const sent = { name: 'Refused Name', email: 'bad@example.com' };

test.fails('a refused request that wrote two attributes is to blame for both', () => {
  const model = after(modelWith(), answered(intentOf('bad', sent, refusal), 400));
  expect(converse(model, looking, ...always(holding(sent))).said).toEqual(
    ['name', 'email'].map((key) => `fail refused-update-changes-nothing /contact/${key} bad@bad certain open bad`),
  );
});
