/** Servers are free to show the keys of an object in any order: what the model makes of a value is the same. */
import { expect, test } from 'vitest';
import { explainAll } from '../support/model/explain.ts';
import { culprit } from '../support/model/memory.ts';
import { lostOf } from '../support/model/parallel.ts';
import { confirmShown } from '../support/model/proof.ts';
import type { Json } from '../support/text/json.ts';
import { after, holding, modelWith } from './helpers/conversation.ts';
import { patch } from './helpers/ask.ts';
import { nameless, refuses } from './helpers/scenes.ts';

const value: Json = { street: '1 Main Street', rooms: [{ floor: 1, door: 'A' }, {}] };
const turned: Json = { rooms: [{ door: 'A', floor: 1 }, {}], street: '1 Main Street' };
const other: Json = { street: '1 Main Street', rooms: [{ floor: 2, door: 'A' }, {}] };
const exchange = patch('names', {}, holding());

/** Whether something is true of a value that a response shows. */
const questions: readonly (readonly [string, (shown: Json) => boolean | undefined])[] = [
  [
    'a refused request sent the value',
    (shown) => culprit(after(modelWith(), refuses('bad', { name: value })), 'name', shown)?.exact,
  ],
  [
    'an update is lost, as the previous value is back',
    (shown) => {
      const unconfirmed = { name: { case: 'names', exchange, previous: value } };
      const { said } = explainAll(
        modelWith({ unconfirmed }),
        [{ key: 'name', expected: 'Zoe Plain', actual: shown }],
        () => ({ case: 'look', exchange }),
      );
      return said[0]?.message.includes('shows the previous value') === true;
    },
  ],
  [
    'where nothing was known, a refused request sent what is there',
    (shown) => {
      const { said } = confirmShown(
        after(modelWith({}, nameless), refuses('bad', { name: value })),
        { name: shown },
        [],
        exchange,
      );
      return said.some(({ outcome }) => outcome === 'fail');
    },
  ],
  [
    'of two updates one is lost, as what was there before shows',
    (shown) => lostOf(['name'], { name: value }, { name: 'Left Name' }, { name: shown }) !== undefined,
  ],
];

test.each(questions)('the order of keys does not matter: %s', (_what, isTrueOf) => {
  expect([value, turned, other].map(isTrueOf)).toEqual([true, true, false]);
});
