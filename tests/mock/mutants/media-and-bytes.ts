/** The media type or the bytes of the answer to an accepted update change. */
import { gzipSync } from 'node:zlib';

import { page, text } from '../answers.ts';
import { answers, wire } from '../kit.ts';
import type { Answer } from '../types.ts';
import { group, violates } from './define.ts';

const written = (answer: Answer): string => JSON.stringify(answer.body);
const typed = (type: string): ReturnType<typeof answers> =>
  answers((answer) => ({ ...text(200, Buffer.from(written(answer)), type) }));
const spelt = (spell: (answer: Answer) => string | Buffer): ReturnType<typeof answers> =>
  answers((answer) => text(200, spell(answer), 'application/json; charset=utf-8'));

const parses = ['answer-body-parses'];
export const mediaAndBytes = group('media-and-bytes', [
  violates(
    'media-type-text',
    'JSON is labelled text/plain',
    'smoke',
    ['answer-media-type-json'],
    typed('text/plain; charset=utf-8'),
  ),
  violates(
    'media-type-vendor',
    'JSON is labelled application/vnd.api+json',
    'smoke',
    ['answer-media-type-json'],
    typed('application/vnd.api+json'),
  ),
  violates(
    'media-type-missing',
    'the response has no media type',
    'smoke',
    ['answer-media-type-json'],
    answers((answer) => {
      const body = Buffer.from(written(answer));
      return { ...answer, raw: wire('200 OK', [`Content-Length: ${String(body.length)}`, 'Connection: close'], body) };
    }),
  ),
  violates(
    'charset-latin1-claimed',
    'UTF-8 is labelled ISO-8859-1',
    'smoke',
    ['answer-charset-utf8'],
    typed('application/json; charset=iso-8859-1'),
  ),
  violates(
    'charset-utf16-claimed',
    'UTF-8 is labelled UTF-16',
    'smoke',
    ['answer-charset-utf8'],
    typed('application/json; charset=utf-16'),
  ),
  violates(
    'latin1-bytes',
    'responses are written in Latin-1',
    'full',
    ['answer-bytes-utf8'],
    spelt((answer) => Buffer.from(written(answer), 'latin1')),
  ),
  violates(
    'byte-order-mark',
    'responses begin with a byte order mark',
    'smoke',
    ['answer-bytes-utf8'],
    spelt((answer) => `\uFEFF${written(answer)}`),
  ),
  violates(
    'stray-byte',
    'a note with a broken byte is added to responses',
    'smoke',
    ['answer-bytes-utf8'],
    spelt((answer) =>
      Buffer.concat([
        Buffer.from(`${written(answer).slice(0, -1)},"note":"caf`),
        Buffer.from([0xe9]),
        Buffer.from('"}'),
      ]),
    ),
  ),
  violates(
    'gzip-claimed',
    'plain JSON is labelled as compressed',
    'smoke',
    ['answer-body-decodes'],
    answers((answer) => ({
      ...text(200, Buffer.from(written(answer)), 'application/json; charset=utf-8'),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    })),
  ),
  violates(
    'gzip-unlabelled',
    'compressed JSON is not labelled',
    'smoke',
    ['answer-bytes-utf8', ...parses],
    spelt((answer) => gzipSync(written(answer))),
  ),
  violates(
    'length-too-long',
    'the length that is announced never arrives',
    'smoke',
    ['answer-body-decodes'],
    answers((answer) => {
      const body = Buffer.from(written(answer));
      return {
        ...answer,
        raw: wire('200 OK', ['Content-Type: application/json', `Content-Length: ${String(body.length + 40)}`], body),
      };
    }),
  ),
  violates(
    'cut-short',
    'the last twenty characters of responses are missing',
    'smoke',
    parses,
    spelt((answer) => written(answer).slice(0, -20)),
  ),
  violates(
    'json-in-a-string',
    'responses are JSON inside a JSON string',
    'smoke',
    parses,
    spelt((answer) => JSON.stringify(written(answer))),
  ),
  violates(
    'script-guard',
    'responses begin with a guard against script inclusion',
    'smoke',
    parses,
    spelt((answer) => `)]}',\n${written(answer)}`),
  ),
  violates(
    'two-documents',
    'responses are followed by a line of statistics',
    'smoke',
    parses,
    spelt((answer) => `${written(answer)}\n{"took":3}\n`),
  ),
  violates(
    'not-a-number',
    'responses carry NaN',
    'smoke',
    parses,
    spelt((answer) => `${written(answer).slice(0, -1)},"score":NaN}`),
  ),
  violates(
    'html-for-updates-of-tags',
    'an update of tags alone is answered with a page',
    'full',
    ['answer-media-type-json'],
    answers(
      () => text(200, page('Contact updated')),
      (call) => call.action === 'update' && Object.keys(call.changes).join() === 'tag_ids',
    ),
  ),
]);
