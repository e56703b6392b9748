import { response, CHUNKED, chunk, GOOD } from './wire.ts';
import type { Fault } from './wire.ts';

/** Faults of the connection and of time. */
export const transportFaults = {
  ok: ({ socket }) => void socket.write(response(200, GOOD)),
  reset: ({ socket }) => {
    socket.resetAndDestroy();
  },
  close: ({ socket }) => void socket.end(),
  'reset-once': ({ socket, count }) => {
    if (count === 1) socket.resetAndDestroy();
    else socket.write(response(200, GOOD));
  },
  'reset-in-body': ({ socket }) => {
    socket.write('HTTP/1.1 200 X\r\nContent-Length: 400\r\n\r\n{"contact":');
    setTimeout(() => socket.resetAndDestroy(), 20);
  },
  'close-in-chunks': ({ socket }) => void socket.end(CHUNKED + chunk('{"contact":')),
  /** Keeps the connection, and closes it when it is used again, as a server does whose patience ran out just then. */
  'closed-when-idle': ({ socket, onSocket }) => {
    if (onSocket === 1) socket.write(response(200, GOOD));
    else socket.resetAndDestroy();
  },
  silent: () => undefined,
  'head-only': ({ socket }) => void socket.write('HTTP/1.1 200 X\r\nContent-Length: 400\r\n\r\n'),
  stall: ({ socket }) => void socket.write(CHUNKED + chunk('{"contact":')),
  drip: ({ socket }) => {
    socket.write(CHUNKED);
    const timer = setInterval(() => socket.write(chunk(' ')), 10);
    socket.on('close', () => clearInterval(timer));
  },
  slow: ({ socket }) => void setTimeout(() => socket.write(response(200, GOOD)), 100),
  'not-http': ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
} satisfies Record<string, Fault>;
