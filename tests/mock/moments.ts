/**
 * What a client meets once and has to cope with: a good server whose first responses are of another kind. Two requests at least pass a client
 * that tries again.
 */
import { json, page, text } from './responses.ts';
import { act, wait } from './kit.ts';
import type { MockResponse, Call, VariantSource } from './types.ts';

/** A moment of a server that is good otherwise. */
interface Moment {
  readonly id: string;
  readonly sentence: string;
  readonly variant: VariantSource;
}

const throttled = (headers: Record<string, string>): MockResponse => json(429, { error: 'Too many requests' }, headers);

/** The first requests are answered otherwise. */
const atFirst =
  (count: number, response: (call: Call) => MockResponse): VariantSource =>
  () => ({ before: (call) => (call.nth <= count ? act(call, response(call)) : undefined) });

/** Milliseconds that a slow response takes. */
const slowness = 2500;

export const moments: readonly Moment[] = [
  {
    id: 'throttled-at-first',
    sentence: 'answers its first two requests with 429 and Retry-After: 1',
    variant: atFirst(2, () => throttled({ 'retry-after': '1' })),
  },
  {
    id: 'throttled-until-a-date',
    sentence: 'answers its first request with 429 and a Retry-After date, one second ahead',
    variant: atFirst(1, () => throttled({ 'retry-after': new Date(Date.now() + 1000).toUTCString() })),
  },
  {
    id: 'throttled-without-a-word',
    sentence: 'answers its first request with 429, plain text and no Retry-After',
    variant: atFirst(1, () => text(429, 'Retry later\n', 'text/plain')),
  },
  {
    id: 'gateway-down-at-first',
    sentence: 'answers its first request with 502 and a page of a gateway',
    variant: atFirst(1, () => text(502, page('502 Bad Gateway'))),
  },
  {
    id: 'maintenance-at-first',
    sentence: 'answers its first request with 503, Retry-After: 1 and a page',
    variant: atFirst(1, () => {
      const response = text(503, page('Maintenance'));
      return { ...response, headers: { ...response.headers, 'retry-after': '1' } };
    }),
  },
  {
    id: 'fails-at-first',
    sentence: 'answers its first request with 500',
    variant: atFirst(1, () => json(500, { error: 'Internal server error' })),
  },
  {
    id: 'dropped-at-first',
    sentence: 'closes the connection of its first request without a response',
    variant: atFirst(1, () => ({ status: 0, headers: {}, drop: true })),
  },
  {
    id: 'page-at-first',
    sentence: 'answers its first request with 200 and a page',
    variant: atFirst(1, () => text(200, page('neetoCRM'))),
  },
  {
    id: 'takes-seconds',
    sentence: 'takes two and a half seconds for every response',
    variant: {
      respond: async (call, response) => {
        await wait(slowness);
        return act(call, response);
      },
    },
  },
];
