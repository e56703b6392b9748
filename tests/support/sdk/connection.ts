/**
 * A request as it comes in, and the response as it goes out. All of a request is taken, whatever its size, and as much of it kept as can be
 * judged; of a response it is said what was sent.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientRequest } from '../judge/types.ts';
import type { MockResponse } from '../../mock/types.ts';
import type { Answered } from '../judge/record.ts';

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

type SentResponse = Omit<Answered, 'ms'>;

const nothing: SentResponse = { status: null, headers: {}, body: '' };

/** The status, the headers and the body of a response that is written to the connection as it is. */
function parsed(raw: Buffer | string): SentResponse {
  const bytes = Buffer.from(raw as string);
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
  const [first = '', ...lines] = head.split('\r\n');
  const status = /^HTTP\/\S+ (\d{3})/.exec(first)?.[1];
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: status === undefined ? null : Number(status),
    headers: Object.fromEntries(headers),
    body: end < 0 ? '' : bytes.toString('utf8', end + 4),
  };
}

function bytesToSend({ text, chunks, body }: MockResponse): {
  readonly bytes: string | Buffer | null;
  readonly shown: string;
} {
  if (text !== undefined)
    return {
      bytes: text,
      // What was compressed is shown as it was before.
      shown: typeof text === 'string' ? text : body === undefined ? text.toString('utf8') : JSON.stringify(body),
    };
  if (chunks !== undefined) return { bytes: null, shown: chunks.join('') };
  if (body === undefined) return { bytes: null, shown: '' };
  const json = JSON.stringify(body);
  return { bytes: json, shown: json };
}

/** Resolves when the response has left, or the connection has ended. Never rejects. */
export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  reply: MockResponse,
): Promise<SentResponse> {
  const { socket } = request;
  if (reply.drop === true) {
    socket.destroy();
    return Promise.resolve(nothing);
  }
  if (reply.raw !== undefined) {
    const { raw } = reply;
    response.detachSocket(socket);
    return new Promise((resolve) => {
      socket.once('close', () => resolve(parsed(raw)));
      socket.end(raw);
    });
  }
  const { bytes, shown } = bytesToSend(reply);
  const headers = { ...reply.headers };
  if (reply.text === undefined && reply.chunks === undefined && reply.body === undefined)
    delete headers['content-type'];
  return new Promise((resolve) => {
    const sent = { status: reply.status, headers, body: shown };
    response.once('close', () => resolve(sent));
    response.on('error', () => undefined);
    if (response.destroyed || socket.destroyed) return resolve(sent);
    response.writeHead(reply.status, headers);
    if (reply.chunks === undefined) return void response.end(bytes ?? undefined);
    for (const chunk of reply.chunks) response.write(chunk);
    response.end();
  });
}
