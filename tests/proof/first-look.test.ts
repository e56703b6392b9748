/** What later looks at a case repeat of the first one. Any attribute does for data: which ones are arranged so is said elsewhere. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../support/text/json.ts';
import { shapeOptions } from '../support/payloads/index.ts';
import {
  arrangedSet,
  arrangedValue,
  beginFirstLook,
  drawnOnce,
  firstLookAt,
  noteSent,
  type FirstLook,
  type FirstLooks,
} from '../support/play/first-look.ts';

const look = (held: Readonly<Record<string, Json>>, ...sent: readonly Json[]): FirstLook => {
  const looks: FirstLooks = new Map();
  beginFirstLook(looks, 'case', held);
  for (const name of sent) noteSent(firstLookAt(looks, 'case'), { name });
  return firstLookAt(looks, 'case');
};
const arranged = (looks: readonly FirstLook[], initial: Readonly<Record<string, Json>> = { name: 'Initial' }): Json =>
  arrangedValue('name', looks, { payloads: shapeOptions(), initial, salt: 'arranged' });

describe('an attribute that is arranged before a later look', () => {
  test.each<readonly [string, readonly FirstLook[], Json]>([
    ['what the first look began with', [look({ name: 'Held' })], 'Held'],
    ['that too where the case sends something else', [look({ name: 'Held' }, 'Sent')], 'Held'],
    ['what the contact had at the start where the case sends that', [look({ name: 'Held' }, 'Held')], 'Initial'],
    ['what the contact had at the start where nothing was known', [look({})], 'Initial'],
    ['what the contact had at the start where it was empty', [look({ name: '' })], 'Initial'],
    ['what the contact had at the start where the schema does not allow it', [look({ name: 7 })], 'Initial'],
    ['no heed to what a case sends later', [look({ name: 'Held' }, 'Sent', 'Held')], 'Held'],
    ['heed to what the second case sends', [look({ name: 'Held' }), look({ name: 'Else' }, 'Held')], 'Initial'],
    ['heed to what the first case sends', [look({ name: 'Held' }, 'Sent'), look({}, 'Held')], 'Held'],
  ])('is given %s', (_what, looks, expected) => expect(arranged(looks)).toBe(expected));

  test('is given another value where the case sends everything that was there', () => {
    const other = arranged([look({ name: 'Held' }, 'Held')], { name: 'Held' });
    expect(other).toEqual(expect.any(String));
    expect(other).not.toBe('Held');
  });
});

describe('a set that is arranged before a later look', () => {
  const set = (held: Json | undefined, ...sent: readonly Json[]): FirstLook => {
    const looks: FirstLooks = new Map();
    beginFirstLook(looks, 'case', held === undefined ? {} : { tag_ids: held });
    for (const ids of sent) noteSent(firstLookAt(looks, 'case'), { tag_ids: ids });
    return firstLookAt(looks, 'case');
  };
  test.each<readonly [string, FirstLook, Json]>([
    ['as many as the first look began with', set(['a', 'b']), ['c', 'd']],
    ['one where there was one', set(['a']), ['c']],
    ['none where there was none', set([]), []],
    ['all where there were more than are configured', set(['a', 'b', 'c', 'd', 'e']), ['c', 'd', 'a', 'b']],
    ['others than the case sends', set(['a'], ['c']), ['d']],
    ['what was drawn where the case sends none and there was none', set([], []), ['c', 'd']],
    ['as many where the case sends null first', set(['a'], null), ['c']],
    ['as many where the case sends a list of something else first', set(['a'], [12.5]), ['c']],
    ['what was drawn where nothing was known', set(undefined), ['c', 'd']],
  ])('holds %s', (_what, look, expected) => {
    expect(arrangedSet('tag_ids', [look], ['c', 'd'], ['a', 'b', 'c', 'd'])).toEqual(expected);
  });
});

describe('a value', () => {
  const draws: readonly Json[] = [true, false, true];
  const drawing = (): (() => Json) => {
    const left = [...draws];
    return () => left.shift() ?? null;
  };

  test('is drawn once for a word, whatever number of looks asks for it', () => {
    const draw = drawing();
    const first = look({});
    expect(draws.map(() => drawnOnce(first, 'name', 'word', draw))).toEqual([true, true, true]);
  });

  test('is drawn anew for another word, and for another attribute', () => {
    const draw = drawing();
    const first = look({});
    expect([
      drawnOnce(first, 'name', 'one', draw),
      drawnOnce(first, 'name', 'two', draw),
      drawnOnce(first, 'email', 'one', draw),
    ]).toEqual(draws);
  });

  test('that is null is a value that was drawn', () => {
    const first = look({});
    expect([drawnOnce(first, 'name', 'word', () => null), drawnOnce(first, 'name', 'word', () => 1)]).toEqual([
      null,
      null,
    ]);
  });
});
