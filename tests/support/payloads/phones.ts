/** Phone numbers that ring nowhere. Ranges and forms stand in `fixtures/people.json`. */
import people from '../../../fixtures/people.json' with { type: 'json' };
import type { Draw } from './seed.ts';

const { ranges, plain, written } = people.phoneNumbers;
type Country = keyof typeof ranges;

/** How people write them. None of these forms is shown on the page, so that a server may refuse them. */
export const phoneForms = written as readonly {
  readonly id: string;
  readonly country: Country;
  readonly form: string;
}[];

/** A number of that form, from a range of that country. */
export const phoneOf = (country: Country, form: string, draw: Draw): string =>
  form.replaceAll(/\{\{(\w+)\}\}|#/g, (_, name?: string) =>
    String(
      name === 'range'
        ? draw.pick<number | string>(ranges[country])
        : name === 'extension'
          ? draw.int(10, 99)
          : draw.int(0, 9),
    ),
  );

/** An E.164 number, the only form that the page shows: `+` and digits. North American or British. */
export function plainPhone(draw: Draw): string {
  const country = draw.chance(50) ? 'american' : 'british';
  return phoneOf(country, plain[country], draw).replaceAll(' ', '');
}

const anyOf = (country: Country): string => ranges[country].map((range) => String(range).replaceAll(' ', '')).join('|');
const fictional = [
  /^1?(?:[2-9]\d\d)?55501\d\d(?:\d\d)?$/,
  new RegExp(`^(?:44|0044|0|440)?(?:${anyOf('british')})\\d{3}$`),
  new RegExp(`^(?:61|0)?(?:${anyOf('australian')})\\d{4}$`),
];

/** True when the digits of the text are of a range that rings nowhere. */
export const isFictional = (text: string): boolean => fictional.some((range) => range.test(text.replaceAll(/\D/g, '')));
