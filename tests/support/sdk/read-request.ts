/** Takes a request in: all of it, whatever its size, of which as much is kept as can be judged. */
import type { IncomingMessage } from 'node:http';
import type { ClientRequest } from './judge/types.ts';

/** Bytes of a body that are kept and judged. */
const mostBytes = 8 * 1024 * 1024;

/** Names and values of headers, each as often as it was sent. */
const pairsOf = (raw: readonly string[]): readonly (readonly [string, string])[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));

/** Resolves when the request has arrived, or its connection has ended before that. Never rejects. */
export function arrive(request: IncomingMessage): Promise<ClientRequest> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let [length, kept] = [0, 0];
    const done = (): void => {
      resolve({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: pairsOf(request.rawHeaders),
        bytes: Buffer.concat(chunks),
        length,
        whole: request.complete,
      });
    };
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      const part = chunk.subarray(0, Math.max(0, mostBytes - kept));
      kept += part.length;
      if (part.length > 0) chunks.push(part);
    });
    request.once('end', done);
    request.once('close', done);
    request.on('error', () => undefined);
  });
}
