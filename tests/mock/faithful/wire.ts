/** Faithful servers that differ in how a response travels. */
import { gzipSync } from 'node:zlib';

import { json, text } from '../responses.ts';
import { act, wait, wire } from '../kit.ts';
import type { MockResponse, Faithful } from '../types.ts';

const bytes = (response: MockResponse): Buffer => Buffer.from(JSON.stringify(response.body));

/** JSON as a service writes it that escapes for HTML: `<`, `>`, `&` and everything beyond ASCII. */
const escaped = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[<>&]|[^\n -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const throttled = (headers: Record<string, string>): MockResponse => ({
  ...text(429, 'Retry later\n', 'text/plain'),
  headers,
});

export const onTheWire: readonly Faithful[] = [
  {
    id: 'slow',
    sentence: 'takes 80 ms for every response',
    variant: {
      respond: async (call, response) => {
        await wait(80);
        return act(call, response);
      },
    },
  },
  {
    id: 'throttles-with-seconds',
    sentence: 'answers its fifth and sixth request with 429 and Retry-After: 1',
    variant: {
      before: (call) =>
        call.nth === 5 || call.nth === 6
          ? act(call, json(429, { error: 'Too many requests' }, { 'retry-after': '1' }))
          : undefined,
    },
  },
  {
    id: 'throttles-with-a-date',
    sentence: 'answers its seventh request with 429 and a Retry-After date',
    variant: {
      before: (call) =>
        call.nth === 7
          ? act(
              call,
              throttled({ 'content-type': 'text/plain', 'retry-after': new Date(Date.now() + 1000).toUTCString() }),
            )
          : undefined,
    },
  },
  {
    id: 'throttles-without-a-word',
    sentence: 'answers its fourth request with 429, plain text and no Retry-After',
    variant: {
      before: (call) => (call.nth === 4 ? act(call, throttled({ 'content-type': 'text/plain' })) : undefined),
    },
  },
  {
    id: 'sporadic-502',
    sentence: 'a gateway in front answers every ninth request with 502, and the next one well',
    variant: { before: (call) => (call.nth % 9 === 0 ? act(call, text(502, '<h1>Bad Gateway</h1>')) : undefined) },
  },
  {
    id: 'sporadic-dropped-connection',
    sentence: 'closes the connection on every eleventh request without a response',
    variant: {
      before: (call) => (call.nth % 11 === 0 ? act(call, { status: 0, headers: {}, drop: true }) : undefined),
    },
  },
  {
    id: 'closes-every-connection',
    sentence: 'never keeps a connection alive',
    variant: {
      respond: (call, response) => act(call, { ...response, headers: { ...response.headers, connection: 'close' } }),
    },
  },
  {
    id: 'pretty-and-escaped',
    sentence: 'indents its JSON and writes < as \\u003c, and everything beyond ASCII as escapes',
    variant: {
      respond: (call, response) =>
        response.body === undefined ? response : act(call, { ...response, text: escaped(response.body) }),
    },
  },
  {
    id: 'chunked',
    sentence: 'sends its responses in chunks, without a length',
    variant: {
      respond: (call, response) =>
        act(call, { ...response, chunks: JSON.stringify(response.body).match(/[\s\S]{1,40}/gu) ?? [] }),
    },
  },
  {
    id: 'compressed',
    sentence: 'compresses its responses when the client takes gzip',
    variant: {
      respond: (call, response) =>
        call.headers['accept-encoding']?.includes('gzip') === true
          ? act(call, {
              ...response,
              headers: { ...response.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
              text: gzipSync(bytes(response)),
            })
          : response,
    },
  },
  {
    id: 'loud-header-names',
    sentence: 'writes its header names in capitals, with a few more of them, and the media type without a charset',
    variant: {
      respond: (call, response) => {
        const body = bytes(response);
        const headers = ['CONTENT-TYPE: application/json', 'X-FRAME-OPTIONS: SAMEORIGIN', 'X-RATELIMIT-REMAINING: 57'];
        headers.push(`CONTENT-LENGTH: ${String(body.length)}`, 'CONNECTION: close');
        return act(call, { ...response, raw: wire(`${String(response.status)} Response`, headers, body) });
      },
    },
  },
  {
    id: 'media-type-in-capitals',
    sentence: 'writes its media type as Application/JSON;charset=UTF-8',
    variant: {
      respond: (call, response) =>
        act(call, {
          ...response,
          headers: { ...response.headers, 'content-type': 'Application/JSON;charset="UTF-8"' },
        }),
    },
  },
];
