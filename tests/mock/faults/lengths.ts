import { gzipSync } from 'node:zlib';
import { always, response, CHUNKED, chunk, GOOD } from './wire.ts';
import type { Fault } from './wire.ts';

const gzip = { 'Content-Encoding': 'gzip' };
const STRAY = 'HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"stray": true}';

/** Writes as long as the other side reads. */
function pour(text: string, total: number): Fault {
  return ({ socket }) => {
    socket.write(CHUNKED);
    let left = total;
    const more = (): void => {
      while (left > 0 && !socket.destroyed) {
        left -= text.length;
        if (!socket.write(chunk(text))) return void socket.once('drain', more);
      }
      socket.write('0\r\n\r\n');
    };
    more();
  };
}

/** Responses that are longer, shorter or other than they say. */
export const lengthFaults = {
  huge: pour(' '.repeat(65_536), 50_000_000),
  endless: pour(' '.repeat(65_536), Infinity),
  'huge-declared': ({ socket }) =>
    void socket.write(response(200, Buffer.alloc(6_000_000, 0x20), { 'Content-Length': '50000000' })),
  'gzip-good': always(200, gzipSync(GOOD), gzip),
  'gzip-lie': always(200, GOOD, gzip),
  'gzip-cut': always(200, gzipSync(GOOD).subarray(0, 40), gzip),
  'gzip-bomb': always(200, gzipSync(Buffer.alloc(50_000_000, 0x20)), gzip),
  'unknown-coding': always(200, GOOD, { 'Content-Encoding': 'rot13' }),
  shorter: ({ socket }) => void socket.end(response(200, GOOD, { 'Content-Length': '4000' })),
  longer: always(200, GOOD, { 'Content-Length': '20' }),
  /** What is too much arrives after the response looked complete, in the form of a response to a request not yet sent. */
  'longer-later': ({ socket }) => {
    socket.write(response(200, GOOD));
    setTimeout(() => socket.write(STRAY), 20);
  },
} satisfies Record<string, Fault>;
