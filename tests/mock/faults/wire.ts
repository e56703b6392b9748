import type { Socket } from 'node:net';

/** A request that has arrived whole. */
export interface Meeting {
  readonly socket: Socket;
  /** Request line, headers and body, byte for byte (latin1). */
  readonly head: string;
  /** Which request to this fault it is, from 1. */
  readonly count: number;
  /** Which request on this connection it is, from 1. */
  readonly onSocket: number;
}

export type Fault = (meeting: Meeting) => void;

/** The response of a server in good health. */
export const GOOD = '{"contact":{"id":"5f0c1e9a-0000-4000-8000-000000000001","name":"Ada"}}';

/** Head and body of a response. Headers that are not given: `Content-Type: application/json` and the true length. */
export function response(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const bytes = Buffer.from(body as string);
  const all = { 'Content-Type': 'application/json', 'Content-Length': String(bytes.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`, 'latin1'), bytes]);
}

/** A fault that always gives the same response. */
export function always(status: number, body: string | Buffer, headers?: Readonly<Record<string, string>>): Fault {
  const bytes = response(status, body, headers);
  return ({ socket }) => void socket.write(bytes);
}

/** The beginning of a chunked response. */
export const CHUNKED = 'HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';

/** One chunk of a chunked response. */
export function chunk(body: string): string {
  return `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`;
}
