import { always, response } from './wire.ts';
import type { Fault } from './wire.ts';

const ESCAPES = '\\u001b[2J\\u001b]0;owned\\u0007<script>alert(1)</script>';

/** Bodies that a careless reader stumbles over, from a connection in good health. */
export const bodyFaults = {
  'bad-utf8': always(
    200,
    Buffer.concat([Buffer.from('{"contact":{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}}')]),
  ),
  'byte-order-mark': always(200, '\ufeff{"contact":{}}'),
  proto: always(200, '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"contact":{}}', {
    __proto__x: 'x',
    constructor: 'y',
  }),
  'proto-header': ({ socket }) =>
    void socket.write('HTTP/1.1 200 X\r\n__proto__: a\r\nX-Twice: a\r\nX-Twice: b\r\nContent-Length: 2\r\n\r\n{}'),
  deep: always(200, `{"contact":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
  'duplicate-keys': always(
    200,
    '{"contact":{"name":"a","tags":[{"id":1},{"id":1,"i\\u0064":2}],"name":"b"},"x":"\\"name\\":1"}',
  ),
  'huge-numbers': always(200, '{"contact":{"id":12345678901234567890,"n":1e400}}'),
  escapes: always(200, `{"contact":{"name":"${ESCAPES}"}}`),
  html: always(200, '<!doctype html><title>Sign in</title>', { 'Content-Type': 'application/json' }),
  empty: always(200, ''),
  truncated: always(200, '{"contact":{"name":"Ada"'),
  'not-json': always(200, 'OK'),
  /** Gives the key away, where the request had it: as it is, behind escapes, encoded, and in an address. */
  echo: ({ socket, head }) => {
    const key = /^x-api-key: *(.*)$/im.exec(head)?.[1]?.trim() ?? '';
    const escaped = [...key].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const basic = Buffer.from(`:${key}`).toString('base64');
    socket.write(
      response(200, `{"contact":{"name":"${key}","a/b":"${escaped}","tags":["Basic ${basic}"]}}`, {
        'X-Debug': `key=${key.toUpperCase()}`,
        Location: `https://example.com/?api_key=${encodeURIComponent(key)}`,
      }),
    );
  },
} satisfies Record<string, Fault>;
