/** A page as a reader without a script has it. */
import type { Report } from '../../support/report/types.ts';

/** What is between the tags, and the text of attributes, as a reader without a script has it. */
export const textOf = (html: string): string =>
  html
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** So many reports, a night each. */
export const nights = (count: number, make: (night: number) => Report): readonly Report[] =>
  Array.from({ length: count }, (_, night) => ({
    ...make(night),
    startedAt: new Date(Date.UTC(2026, 0, 1 + night, 2)).toISOString(),
  }));
