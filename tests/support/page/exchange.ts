/** The request and the response that show a cause, with the lines marked that it is about. */
import type { VNode } from 'preact';
import { excerptLines, placeInRequest, type ShownLine } from '../report/excerpt.ts';
import { statusPhrase } from '../report/status-phrase.ts';
import { truncate } from '../text/lines.ts';
import type { ReportRequest, ReportResponse } from '../report/types.ts';
import { code, el, type Child } from './element.ts';
import { duration, type Detail } from './labels.ts';

const statusText = (status: number): string => [String(status), statusPhrase(status)].join(' ').trimEnd();

const shownBody = (lines: readonly ShownLine[]): VNode =>
  el(
    'pre',
    { class: 'body' },
    ...lines.map(({ text, isMeant }) => el(isMeant ? 'mark' : 'span', { class: 'line' }, `${text}\n`)),
  );

const headersOf = (headers: Readonly<Record<string, string>>, { text }: Detail): Child => {
  const entries = Object.entries(headers).slice(0, 40);
  if (entries.length === 0) return null;
  return el(
    'details',
    { class: 'headers' },
    el('summary', {}, `${String(entries.length)} headers`),
    el(
      'dl',
      {},
      ...entries.map(([name, value]) =>
        el('div', {}, el('dt', {}, truncate(name, 60)), el('dd', {}, truncate(value, Math.min(text, 300)))),
      ),
    ),
  );
};

/** Both sides of an exchange. */
export function exchangeOf(
  { request, response }: { readonly request: ReportRequest; readonly response: ReportResponse | null },
  pointer: string,
  detail: Detail,
): VNode {
  const options = { maxLines: detail.lines, columns: detail.columns };
  const sent =
    request.body === null
      ? [el('p', { class: 'none' }, 'no body')]
      : [
          shownBody(excerptLines(request.body, placeInRequest(request.body, pointer), options)),
          request.bodyHex === undefined
            ? null
            : el('p', {}, 'in hexadecimal: ', code(truncate(request.bodyHex, detail.text))),
        ];
  const came =
    response === null
      ? [el('p', { class: 'none' }, 'no whole response')]
      : [headersOf(response.headers, detail), shownBody(excerptLines(response.body, pointer, options))];
  const facts =
    response === null
      ? ''
      : [response.headers['content-type'] ?? '', duration(response.ms)].filter((each) => each !== '').join(' · ');
  return el(
    'div',
    { class: 'columns' },
    el(
      'div',
      {},
      el('h4', {}, 'Request'),
      el(
        'p',
        { class: 'first' },
        el('b', {}, truncate(request.method, 20)),
        ' ',
        code(truncate(request.url, detail.text)),
      ),
      headersOf(request.headers, detail),
      ...sent,
    ),
    el(
      'div',
      {},
      el('h4', {}, 'Response'),
      el(
        'p',
        { class: 'first' },
        el('b', {}, response === null ? 'none' : statusText(response.status)),
        ' ',
        truncate(facts, 200),
      ),
      ...came,
    ),
  );
}
