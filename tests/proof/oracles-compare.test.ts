/** How a sent text and an answered text are compared. */
import { attributesOf, compareText } from '../support/endpoint/index.ts';
import { describe, expect, test } from 'vitest';

const same = (...tolerated: readonly string[]): object => ({ same: true, tolerated });
const different = { same: false };
const space = 'outer-white-space-kept';
const form = 'unicode-normal-form-kept';
const letters = 'email-letter-case-kept';
const signs = 'phone-punctuation-kept';

const text = (name: string) => attributesOf('text').find((each) => each.name === name) ?? { tolerates: [] };

describe('compared texts', () => {
  test.each([
    ['name', 'Eve', 'Eve', same()],
    ['name', '', '', same()],
    ['name', ' Eve', 'Eve', same(space)],
    ['name', 'Eve', '\tEve\n', same(space)],
    ['name', 'Zoe\u0308', 'Zo\u00eb', same(form)],
    ['name', ' Zoe\u0308', 'Zo\u00eb', same(space, form)],
    ['name', 'Eve', 'eve', different],
    ['name', 'E-ve', 'Eve', different],
    ['name', 'ﬁ', 'fi', different],
    ['name', 'E ve', 'Eve', different],
    ['name', 'Eve', '', different],
    ['email', 'A@b.c', 'a@b.c', same(letters)],
    ['email', ' A@b.c', 'a@b.c', same(space, letters)],
    ['email', ' ZOE\u0308@b.c', 'zo\u00eb@b.c', same(space, form, letters)],
    ['email', 'a.b@c.d', 'ab@c.d', different],
    ['email', 'a+b@c.d', 'a@c.d', different],
    ['email', 'STRASSE@b.c', 'stra\u00dfe@b.c', different],
    ['phone_number', '+1 (202) 555-0143', '+12025550143', same(signs)],
    ['phone_number', ' +1', '+1', same(space)],
    ['phone_number', '(+1) 202', '+1202', same(signs)],
    ['phone_number', '(+1) 202', '(1) 202', different],
    ['phone_number', '+1202', '1202', different],
    ['phone_number', '1202', '1202+', same(signs)],
    ['phone_number', '0202', '202', different],
    ['phone_number', '1 x 2', '12', different],
    ['phone_number', '---', '', same(signs)],
  ] as const)('of %s: %j against %j', (attribute, sent, shown, comparison) => {
    expect(compareText(text(attribute), sent, shown)).toEqual(comparison);
    expect(compareText(text(attribute), shown, sent)).toEqual(comparison);
  });

  test.each([
    ['name', [space, form]],
    ['email', [space, form, letters]],
    ['phone_number', [space, form, signs]],
  ] as const)('the tolerances of %s are its own', (attribute, tolerances) => {
    expect(text(attribute).tolerates).toEqual(tolerances);
  });
});
