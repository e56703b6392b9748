import type { RequestSpec } from './exchange.ts';
import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type supertest from 'supertest';
import packageFile from '../../../package.json' with { type: 'json' };
import { SuiteFault } from '../errors.ts';
import { decode } from './decode.ts';
import { failureOf, isBroken } from './failure.ts';
import type { Failure } from './failure.ts';

/** A response larger than this, before or after decoding, is not read. */
const MAX_BYTES = 5_000_000;

/** Name and version, sent with every request: gateways refuse requests that name no program (RFC 9110, section 10.1.5). */
const userAgent = `${packageFile.name}/${packageFile.version}`;

/** One request on the wire and what came of it, not yet redacted. */
export interface Transmission {
  readonly path: string;
  readonly result:
    | {
        readonly ok: true;
        readonly status: number;
        readonly headers: Readonly<Record<string, string>>;
        readonly bytes: Buffer;
      }
    | { readonly ok: false; readonly failure: Failure; readonly broken: boolean };
  /** True when a kept connection turned out to be closed: the target never saw the request. */
  readonly stale: boolean;
  readonly ms: number;
  readonly sentAt: number;
}

export interface Line {
  /** From `supertest(origin)`. */
  readonly target: ReturnType<typeof supertest>;
  readonly agent: Agent;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Headers beside those of the case, that are neither recorded nor on its command line. */
  readonly unrecorded: Readonly<Record<string, string>>;
}

/** What is known of an attempt while it is under way. */
interface Underway {
  request: ClientRequest | null;
  response: IncomingMessage | null;
  headers: Readonly<Record<string, string>>;
  received: number;
  /** On the clock of `performance.now()`. */
  started: number;
}

/**
 * Sends a request once. Nothing that the target does makes it reject, nothing makes it wait longer than the time limit.
 *
 * @param path - the request target, byte for byte as it is to go over the wire
 */
export function sendOnce(line: Line, spec: RequestSpec, path: string): Promise<Transmission> {
  const { timeoutMs, signal } = line;
  return new Promise((resolve, reject) => {
    const sentAt = Date.now();
    const test = prepare(line, spec);
    const seen = observe(test, path);

    const finish = (result: Transmission['result']): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      // superagent warns on the console when a broken connection reports twice, but not after a time-out.
      Object.assign(test, { timedout: true });
      const stale = !result.ok && result.broken && seen.response === null && seen.request?.reusedSocket === true;
      resolve({ path: seen.request?.path ?? path, result, stale, ms: performance.now() - seen.started, sentAt });
    };
    const fail = (failure: Failure, broken: boolean): void => {
      finish({ ok: false, failure, broken });
    };
    const onAbort = (): void => {
      test.abort();
      fail({ kind: 'aborted', message: 'The run was interrupted before the response was complete.' }, false);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const failBy = (error: unknown): void => {
      const { response, headers, received } = seen;
      const status = response?.statusCode ?? null;
      const progress = {
        status,
        declared: declaredOf(headers),
        complete: response?.complete ?? false,
        received,
        timeoutMs,
      };
      const failure = failureOf(error, progress);
      fail(failure, isBroken(failure, progress));
    };
    // What superagent does at a deadline, without what it does to each request that has one.
    const timer = setTimeout(() => {
      test.abort();
      failBy({ code: 'ETIMEDOUT' });
    }, timeoutMs);

    test.end((error: unknown, response: { readonly body?: unknown } | undefined) => {
      const status = seen.response?.statusCode ?? null;
      // superagent hands on nothing of a response to HEAD, which has no body (RFC 9110, section 9.3.2).
      const body = spec.method === 'HEAD' ? Buffer.alloc(0) : response?.body;
      if (!error && status !== null && Buffer.isBuffer(body)) {
        finish(whole(status, seen.headers, body));
      } else if (seen.request === null) {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        reject(new SuiteFault(`The request could not be built (${(error as { code?: string }).code ?? 'no code'}).`));
      } else {
        failBy(error ?? new Error('no body'));
      }
    });
  });
}

/** Has the request send the path as it is, and notes what superagent keeps to itself. */
function observe(test: supertest.Test, path: string): Underway {
  const seen: Underway = { request: null, response: null, headers: {}, received: 0, started: performance.now() };
  const start = (): void => {
    seen.started = performance.now();
  };
  test.on('request', ({ req }: { req: ClientRequest }) => {
    seen.request = req;
    // superagent builds its path with the URL class, which rewrites what it does not like.
    req.path = path;
    req.on('error', () => undefined);
    req.once('socket', (socket: Socket) => {
      if (socket.connecting) socket.once('connect', start);
      else start();
    });
    req.prependOnceListener('response', (response: IncomingMessage) => {
      seen.response = response;
      seen.headers = flatten(response.rawHeaders);
      // What superagent does not know to be encoded, it hands on as it arrived.
      delete response.headers['content-encoding'];
      response.on('error', () => undefined);
    });
  });
  test.parse((stream, done) => {
    const chunks: Buffer[] = [];
    const response = stream as unknown as IncomingMessage;
    response.on('data', (chunk: Buffer) => {
      seen.received += chunk.length;
      chunks.push(chunk);
    });
    response.on('end', () => {
      done(null, Buffer.concat(chunks));
    });
  });
  return seen;
}

function prepare({ target, agent, unrecorded }: Line, spec: RequestSpec): supertest.Test {
  const verb = spec.method.toLowerCase() as Lowercase<typeof spec.method>;
  const test = target[verb]('/');
  test.agent(agent).redirects(0).buffer(true).maxResponseSize(MAX_BYTES);
  test.ok(() => true);
  // Not among the headers of the case, so neither recorded nor on its command line. A case may say otherwise.
  test.set({ 'User-Agent': userAgent, ...unrecorded });
  const headers = Object.entries(spec.headers);
  const isTyped = headers.some(([name, value]) => value !== '' && name.toLowerCase() === 'content-type');
  const isText = typeof spec.body === 'string';
  // superagent gives a text without a type one of its own; the case says what is sent, and nothing else does.
  if (isText && !isTyped) test.set('Content-Type', 'none').send(spec.body).unset('Content-Type');
  // What is no text, superagent would write as JSON.
  if (!isText && spec.body !== undefined)
    test.serialize((body: unknown) => body as string).send(Buffer.from(spec.body));
  for (const [name, value] of headers) test.set(name, value);
  if (isText && isTyped) test.send(spec.body);
  return test;
}

function whole(status: number, headers: Readonly<Record<string, string>>, body: Buffer): Transmission['result'] {
  const decoded = decode(body, headers['content-encoding'] ?? '', MAX_BYTES);
  if (decoded.ok) return { ok: true, status, headers, bytes: decoded.bytes };
  return { ok: false, failure: { kind: decoded.kind, message: decoded.message, status }, broken: false };
}

/** Names in lower case, values of a repeated header joined by a comma (RFC 9110, section 5.3). No prototype to trip over. */
function flatten(raw: readonly string[]): Readonly<Record<string, string>> {
  const headers = Object.create(null) as Record<string, string>;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

function declaredOf(headers: Readonly<Record<string, string>>): number | null {
  const length = headers['content-length'] ?? '';
  return 'transfer-encoding' in headers || !/^\d+$/.test(length) ? null : Number(length);
}
