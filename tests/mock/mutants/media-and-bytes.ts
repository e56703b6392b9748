/** The media type or the bytes of the response to an accepted update change. */
import { gzipSync } from 'node:zlib';

import { page, text } from '../responses.ts';
import { act, responses, wire } from '../kit.ts';
import type { Call, MockResponse, Variant } from '../types.ts';
import { group, violates } from './define.ts';

const written = (response: MockResponse): string => JSON.stringify(response.body);
const typed = (type: string): ReturnType<typeof responses> =>
  responses((response) => ({ ...text(200, Buffer.from(written(response)), type) }));
const spelt = (spell: (response: MockResponse) => string | Buffer): ReturnType<typeof responses> =>
  responses((response) => text(200, spell(response), 'application/json; charset=utf-8'));
const always = (): boolean => true;
/** Responses to updates and reads are spelt otherwise where it makes a difference: all others are as they were. */
const speltWhere = (when: (call: Call) => boolean, spell: (text: string) => string): Variant => ({
  accept: (call, next) => {
    const response = next();
    const good = written(response);
    const bad = when(call) ? spell(good) : good;
    return bad === good ? response : act(call, text(200, Buffer.from(bad), 'application/json; charset=utf-8'));
  },
});

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
    responses((response) => {
      const body = Buffer.from(written(response));
      return {
        ...response,
        raw: wire('200 OK', [`Content-Length: ${String(body.length)}`, 'Connection: close'], body),
      };
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
    spelt((response) => Buffer.from(written(response), 'latin1')),
  ),
  violates(
    'byte-order-mark',
    'responses begin with a byte order mark',
    'smoke',
    ['answer-bytes-utf8'],
    spelt((response) => `\uFEFF${written(response)}`),
  ),
  violates(
    'stray-byte',
    'a note with a broken byte is added to responses',
    'smoke',
    ['answer-bytes-utf8'],
    spelt((response) =>
      Buffer.concat([
        Buffer.from(`${written(response).slice(0, -1)},"note":"caf`),
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
    responses((response) => ({
      ...text(200, Buffer.from(written(response)), 'application/json; charset=utf-8'),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    })),
  ),
  violates(
    'gzip-unlabelled',
    'compressed JSON is not labelled',
    'smoke',
    ['answer-bytes-utf8', ...parses],
    spelt((response) => gzipSync(written(response))),
  ),
  violates(
    'length-too-long',
    'the length that is announced never arrives',
    'smoke',
    ['answer-body-decodes'],
    responses((response) => {
      const body = Buffer.from(written(response));
      return {
        ...response,
        raw: wire('200 OK', ['Content-Type: application/json', `Content-Length: ${String(body.length + 40)}`], body),
      };
    }),
  ),
  violates(
    'cut-short',
    'the last twenty characters of responses are missing',
    'smoke',
    parses,
    spelt((response) => written(response).slice(0, -20)),
  ),
  violates(
    'json-in-a-string',
    'responses are JSON inside a JSON string',
    'smoke',
    parses,
    spelt((response) => JSON.stringify(written(response))),
  ),
  violates(
    'script-guard',
    'responses begin with a guard against script inclusion',
    'smoke',
    parses,
    spelt((response) => `)]}',\n${written(response)}`),
  ),
  violates(
    'two-documents',
    'responses are followed by a line of statistics',
    'smoke',
    parses,
    spelt((response) => `${written(response)}\n{"took":3}\n`),
  ),
  violates(
    'not-a-number',
    'responses carry NaN',
    'smoke',
    parses,
    spelt((response) => `${written(response).slice(0, -1)},"score":NaN}`),
  ),
  violates(
    'html-for-updates-of-tags',
    'an update of tags alone is answered with a page',
    'full',
    ['answer-media-type-json'],
    responses(
      () => text(200, page('Contact updated')),
      (call) => call.action === 'update' && Object.keys(call.changes).join() === 'tag_ids',
    ),
  ),
  violates(
    'comma-behind-no-tags',
    'a template leaves a comma behind the tags when there are none',
    'full',
    parses,
    speltWhere(
      ({ contact }) => contact.tag_ids.length === 0,
      (text) => text.replace('"tags":[]', '"tags":[,]'),
    ),
  ),
  violates(
    'length-in-characters',
    'the length of a response is counted in characters, so that one with other letters than those of ASCII is cut short',
    'full',
    parses,
    speltWhere(always, (text) => Buffer.from(text).subarray(0, text.length).toString()),
  ),
  violates(
    'line-breaks-not-escaped',
    'line breaks in texts are written as they are',
    'full',
    parses,
    speltWhere(always, (text) => text.replaceAll(String.raw`\n`, '\n')),
  ),
]);
