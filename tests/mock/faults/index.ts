import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { bodyFaults } from './bodies.ts';
import { lengthFaults } from './lengths.ts';
import { statusFaults } from './statuses.ts';
import { transportFaults } from './transport.ts';
import type { Fault } from './wire.ts';

export type FaultName =
  | keyof typeof bodyFaults
  | keyof typeof lengthFaults
  | keyof typeof statusFaults
  | keyof typeof transportFaults;

export interface Faults {
  /** A base URL under which every request meets the fault. `refused` and `dns` are addresses that nobody answers at. */
  baseUrl(fault: FaultName | 'refused' | 'dns' | 'tls'): string;
  /** How many requests have met the fault. */
  hits(fault: FaultName): number;
  /** Milliseconds since the epoch at which each of them arrived. */
  arrivals(fault: FaultName): readonly number[];
  close(): Promise<void>;
}

/** First byte of a TLS record that holds a handshake (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 0x16;

const faults = new Map<string, Fault>(
  Object.entries({ ...bodyFaults, ...lengthFaults, ...statusFaults, ...transportFaults }),
);

/**
 * Starts a server on loopback that misbehaves below HTTP: it writes bytes, not responses. The first segment of a path names
 * the fault.
 */
export async function startFaults(): Promise<Faults> {
  const sockets = new Set<Socket>();
  const arrivals = new Map<string, number[]>();
  const server = createServer((socket) => {
    let input = Buffer.alloc(0);
    let requests = 0;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      // The greeting of TLS is answered in the clear.
      if (requests === 0 && chunk[0] === TLS_HANDSHAKE) return void socket.end('HTTP/1.1 400 X\r\n\r\n');
      input = Buffer.concat([input, chunk]);
      const end = endOfRequest(input);
      if (end < 0) return;
      const head = input.toString('latin1', 0, end);
      input = input.subarray(end);
      requests += 1;
      const name = /^\S+ \/([^/\s]+)/.exec(head)?.[1] ?? '';
      const times = arrivals.get(name) ?? [];
      arrivals.set(name, [...times, Date.now()]);
      const fault = faults.get(name);
      if (fault) fault({ socket, head, count: times.length + 1, onSocket: requests });
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl(fault) {
      // Port 1 is reserved, `.invalid` never resolves (RFC 6761), and nobody speaks TLS on this port.
      if (fault === 'refused') return 'http://127.0.0.1:1';
      if (fault === 'dns') return 'http://crm.invalid';
      if (fault === 'tls') return `https://127.0.0.1:${port}`;
      return `http://127.0.0.1:${port}/${fault}`;
    },
    hits: (fault) => arrivals.get(fault)?.length ?? 0,
    arrivals: (fault) => arrivals.get(fault) ?? [],
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Where the first request in the input ends, or -1. */
function endOfRequest(input: Buffer): number {
  const end = input.indexOf('\r\n\r\n');
  if (end < 0) return -1;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(input.toString('latin1', 0, end))?.[1] ?? 0);
  return input.length < end + 4 + length ? -1 : end + 4 + length;
}
