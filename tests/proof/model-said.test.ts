/** What the model says against a target, word for word. */
import { expect, test } from 'vitest';
import { saidInTalk, titlesOfTalks } from './helpers/model-conversations.ts';
import said from './model-said.json' with { type: 'json' };

test.each(Object.entries(said))('on record: %s', (title, words) => expect(saidInTalk(title)).toEqual(words));

test('the words of the model are on record for every conversation', () =>
  expect(titlesOfTalks()).toEqual(Object.keys(said)));
