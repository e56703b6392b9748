/** What attributes have held, and how far reads have come: late is waited for, back is told. */
import { expect, test } from 'vitest';
import type { Model } from '../support/model/index.ts';
import { hold, readShows } from '../support/model/past.ts';
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { answered, begin, intentOf, looking } from './helpers/ask.ts';
import { controlled, patience, shows, waited } from './helpers/replies.ts';
import { before } from './helpers/records.ts';

const names = (...values: readonly string[]) =>
  values.reduce<Model['past']>((pasts, name) => hold(pasts, { name }), {});
const read = (pasts: ReturnType<typeof names>, ...shown: readonly string[]) =>
  shown.reduce(
    (so, name) => {
      const { past, back } = readShows(so.past, { name });
      return { past, back: [...so.back, ...(back.length > 0 ? [name] : [])] };
    },
    { past: pasts, back: [] as readonly string[] },
  );

test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
  ['in order', ['a', 'b', 'c'], ['a', 'b', 'c'], []],
  ['late to the end', ['a', 'b', 'c'], ['a', 'a'], []],
  ['back by one', ['a', 'b', 'c'], ['c', 'b'], ['b']],
  ['back and forth', ['a', 'b'], ['b', 'a', 'b', 'a'], ['a', 'a']],
  ['a value that was held twice', ['a', 'b', 'a'], ['a', 'b', 'a'], []],
  ['a value that nothing has held', ['a', 'b'], ['b', 'x', 'b'], []],
])('reads that show %s', (_what, held, shown, back) => expect(read(names(...held), ...shown).back).toEqual(back));

test('what is held again is kept once, and of many values the latest sixty', () => {
  expect(names('a', 'a', 'a')['name']).toEqual({ values: ['a'], shown: -1 });
  const many = names(...Array.from({ length: 100 }, (_, index) => String(index)));
  expect(many['name']?.values).toEqual(Array.from({ length: 60 }, (_, index) => String(index + 40)));
});

const sent = { name: 'Zoe Plain' };
const shown = holding(sent);
/** What the contact holds after a control. */
const known = holding({ name: 'Control Plain' });
const written = () => after(modelWith({ soughtLag: false }), answered(intentOf('names', sent), shown));
const readOf = () => ({
  ...written(),
  past: { ...written().past, name: { values: ['Eve Holt', sent.name], shown: 1 } },
});
const late = 'fail read-after-update-prompt /contact/name look@read';
const stored = ['pass update-is-stored - look@read', 'pass update-is-stored /contact/name names@read'];
const long = (from: number) =>
  Array.from({ length: 8 }, (_, index) => [waited(from + index * 1000), shows(before, from + index * 1000 + 5)]).flat();
const quick = [100, 300, 700, 1300, 2000].flatMap((ms) => [waited(ms), shows(before, ms + 5)]);

const rows: Talks = {
  'earlier values are waited for up to ten seconds': [
    {
      model: written,
      event: looking,
      responses: [shows(before), ...quick, waited(3000), shows(before, 3005), waited(4000), shows(shown, 4000)],
    },
    {
      asks: [...patience, 'wait 1000', 'read get beyond', 'wait 1000', 'read get beyond'],
      said: [late, ...stored],
      holds: { lag: 4400, soughtLag: false },
    },
  ],
  'after ten seconds in vain nobody waits so long again': [
    { model: written, event: looking, responses: [shows(before), ...quick, ...long(3000)] },
    {
      asks: [...patience, ...Array.from({ length: 8 }, () => ['wait 1000', 'read get beyond']).flat()],
      said: ['fail update-is-stored /contact/name names@names'],
      holds: { lag: 0, soughtLag: true },
    },
  ],
  'a value that was never held is not waited for so long': [
    {
      model: written,
      event: looking,
      responses: [holding({ name: 'X' })].flatMap((state) => [
        shows(state),
        ...[100, 300, 700, 1300, 2000].flatMap((ms) => [waited(ms), shows(state, ms)]),
      ]),
    },
    { asks: patience, said: ['fail update-is-stored /contact/name names@names foreign'], holds: { soughtLag: false } },
  ],
  'a read that shows what was before an earlier read is told': [
    { model: readOf, event: looking, responses: [shows(before, 5), waited(105), shows(shown, 110)] },
    {
      asks: ['read get', 'wait 100', 'read get beyond'],
      said: ['fail reads-never-go-back - look@read', late, ...stored],
      holds: { wentBack: true },
    },
  ],
  'a further look watches the reads after a control of its own': [
    {
      model: () => ({ ...written(), wentBack: true }),
      event: { type: 'look', at: begin, case: 'look', isFurther: true },
      responses: [controlled(known), shows(known, 5), waited(105), shows(shown, 110), shows(known, 115)],
    },
    {
      asks: ['control', 'read get beyond', 'wait 100', 'read get beyond', 'read get'],
      said: [
        'fail reads-never-go-back - look@read',
        'pass read-after-update-prompt - look@read',
        'pass update-is-stored - look@read',
        'pass update-is-stored /contact/name look@read',
      ],
    },
  ],
};

testTalks('past', rows);
