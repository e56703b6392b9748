import { always, response, GOOD } from './wire.ts';
import type { Fault, Meeting } from './wire.ts';

const text = { 'Content-Type': 'text/plain' };

/** Something else for the first requests, then a good response. */
function first(times: number, bytes: () => Buffer): Fault {
  return ({ socket, count }: Meeting) => void socket.write(count <= times ? bytes() : response(200, GOOD));
}

/** Servers and gateways that are busy, down or elsewhere. */
export const statusFaults = {
  'throttle-seconds': first(1, () => response(429, 'slow down', { ...text, 'Retry-After': '1' })),
  'throttle-date': first(1, () =>
    response(429, '{}', { Date: new Date().toUTCString(), 'Retry-After': new Date(Date.now() + 1000).toUTCString() }),
  ),
  'throttle-bare': first(1, () => response(429, 'slow down', text)),
  'throttle-text': first(1, () => response(429, 'slow down', { ...text, 'Retry-After': 'in a while' })),
  'throttle-forever': always(429, 'slow down', text),
  'throttle-an-hour': always(429, '{"error":"slow down"}', { 'Retry-After': '3600' }),
  'twice-502': first(2, () => response(502, 'bad gateway', text)),
  'twice-503': first(2, () => response(503, '<html>down</html>', { 'Content-Type': 'text/html' })),
  'twice-504': first(2, () => response(504, '', text)),
  'always-503': always(503, 'down', text),
  'later-503': first(1, () => response(503, 'down', { ...text, 'Retry-After': '1' })),
  'always-500': always(500, '{"error":"oops"}'),
  redirect: always(302, '', { Location: '/ok/contacts/1' }),
  'no-content': ({ socket }) => void socket.write('HTTP/1.1 204 X\r\n\r\n'),
} satisfies Record<string, Fault>;
