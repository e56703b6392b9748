/**
 * Phone numbers that ring nowhere: 555-0100 to 555-0199 of a North American area code (NANPA, "555 line numbers"), the
 * drama ranges of Ofcom ("Telephone numbers for drama use") and of ACMA ("Phone numbers for use in TV shows, films and
 * creative works").
 */
import type { Draw } from './seed.ts';

const northAmerican = [
  '201',
  '202',
  '205',
  '206',
  '207',
  '208',
  '212',
  '213',
  '214',
  '215',
  '216',
  '217',
  '281',
  '301',
  '302',
  '303',
  '304',
  '305',
  '307',
  '312',
  '313',
  '314',
  '316',
  '317',
  '318',
  '319',
  '323',
  '401',
  '402',
  '404',
  '405',
  '406',
  '408',
  '410',
  '412',
  '413',
  '414',
  '415',
  '416',
  '417',
  '419',
  '501',
  '502',
  '503',
  '504',
  '505',
  '512',
  '513',
  '514',
  '515',
  '516',
  '517',
  '518',
  '601',
  '602',
  '603',
  '604',
  '605',
  '606',
  '607',
  '608',
  '609',
  '610',
  '612',
  '613',
  '614',
  '615',
  '616',
  '617',
  '619',
  '701',
  '702',
  '703',
  '704',
  '706',
];
const british = [
  '20 7946 0',
  '113 496 0',
  '114 496 0',
  '115 496 0',
  '116 496 0',
  '117 496 0',
  '118 496 0',
  '121 496 0',
  '131 496 0',
  '141 496 0',
  '151 496 0',
  '161 496 0',
  '191 498 0',
];
const australian = ['2 5550 ', '3 5550 ', '7 5550 ', '8 5550 ', '2 7010 ', '3 7010 ', '7 7010 ', '8 7010 '];

const digits = (draw: Draw, count: number): string => Array.from({ length: count }, () => draw.int(0, 9)).join('');
const american = (draw: Draw): readonly [string, string, string] => [
  draw.pick(northAmerican),
  '555',
  `01${digits(draw, 2)}`,
];

/** An E.164 number, the only form that the page shows: `+` and digits. North American or British. */
export function e164(draw: Draw): string {
  return draw.chance(50)
    ? `+1${american(draw).join('')}`
    : `+44${draw.pick(british).replaceAll(' ', '')}${digits(draw, 3)}`;
}

/** How people write them. None of these forms is shown on the page, so that a server may refuse them. */
export const phoneForms: Readonly<Record<string, (draw: Draw) => string>> = {
  hyphens: (draw) => `+1 ${american(draw).join('-')}`,
  'parentheses-international': (draw) =>
    american(draw).reduce(
      (text, part, index) => (index === 0 ? `+1 (${part})` : `${text}${index === 1 ? ' ' : '-'}${part}`),
      '',
    ),
  'parentheses-national': (draw) =>
    american(draw).reduce(
      (text, part, index) => (index === 0 ? `(${part})` : `${text}${index === 1 ? ' ' : '-'}${part}`),
      '',
    ),
  dots: (draw) => american(draw).join('.'),
  'digits-only': (draw) => american(draw).join(''),
  extension: (draw) => `+1 ${american(draw).join('-')} ext. ${draw.int(10, 99)}`,
  'british-international': (draw) => `+44 ${draw.pick(british)}${digits(draw, 3)}`,
  'british-national': (draw) => `0${draw.pick(british)}${digits(draw, 3)}`,
  'british-zero-in-parentheses': (draw) => `+44 (0)${draw.pick(british)}${digits(draw, 3)}`,
  'double-zero': (draw) => `0044 ${draw.pick(british)}${digits(draw, 3)}`,
  'australian-international': (draw) => `+61 ${draw.pick(australian)}${digits(draw, 4)}`,
  'australian-national': (draw) => `0${draw.pick(australian)}${digits(draw, 4)}`,
};

const fictional = [
  /^1?(?:[2-9]\d\d)?55501\d\d(?:\d\d)?$/,
  new RegExp(`^(?:44|0044|0|440)?(?:${british.map((range) => range.replaceAll(' ', '')).join('|')})\\d{3}$`),
  new RegExp(`^(?:61|0)?(?:${australian.map((range) => range.replaceAll(' ', '')).join('|')})\\d{4}$`),
];

/** True when the digits of the text are of one of the ranges above. */
export const isFictional = (text: string): boolean => fictional.some((range) => range.test(text.replaceAll(/\D/g, '')));
