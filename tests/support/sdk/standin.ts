/** The stand-in that an SDK talks to: the mock with its state behind a server that judges what arrives. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { base, createEngine, type Engine } from '../../mock/engine.ts';
import type { MockResponse, MockFacts, VariantSource } from '../../mock/types.ts';
import { SuiteFault } from '../errors.ts';
import { whyOf } from '../files/error-reason.ts';
import { arrive, sendResponse } from './connection.ts';
import { control, controlPath, type Controls } from './control.ts';
import { severityOf } from '../judge/causes.ts';
import type { Answered, Arrived, Recorded } from '../judge/record.ts';
import type { ClientRequest, Known } from '../judge/types.ts';
import { createRecorder, type Recorder } from './recorder.ts';

export interface StandInOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly apiKey: string;
  /** Replaces parts of the mock; none when absent. */
  readonly variant?: VariantSource;
  /** Whether what breaks the contract is answered 422. */
  readonly refuse: boolean;
  readonly strict: boolean;
  /** The report up to now, for who asks for the verdict. */
  readonly verdict: (records: readonly Recorded[], met: boolean) => object;
}

export interface StandIn {
  /** Up to and including `/api/external/v1`. */
  readonly baseUrl: string;
  readonly origin: string;
  readonly facts: MockFacts;
  readonly records: () => readonly Recorded[];
  /** True when a request met what the variant does. */
  readonly met: () => boolean;
  /** From now on a request that ends before it is whole is no fault of its client, who is being ended. */
  readonly ending: () => void;
  readonly close: () => Promise<void>;
}

const json = (status: number, body: object): MockResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body,
});

/** What the stand-in knows, in the words of the configuration. */
const knownOf = (facts: MockFacts): Known => ({ ...facts, base });

/** The response to a request: what its findings ask for, or that of the mock. */
async function responseTo(
  request: ClientRequest,
  arrived: Arrived,
  engine: Engine,
  { refuse, strict }: Pick<StandInOptions, 'refuse' | 'strict'>,
  raw: IncomingMessage,
): Promise<MockResponse> {
  const { purpose, findings } = arrived.judgement;
  if (request.length > request.bytes.length) return json(413, { error: 'The body is too large' });
  if (purpose === 'outside') return json(404, { error: 'The record could not be found' });
  const broken = findings.filter(({ clause }) => severityOf(clause, strict) === 'red');
  if (refuse && broken.length > 0) return json(422, { errors: broken.map(({ message }) => message) });
  return engine.respond({
    method: request.method,
    url: request.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, ''),
    headers: raw.headers as Readonly<Record<string, string | undefined>>,
    headerNames: request.headers.map(([name]) => name),
    bytes: Buffer.from(request.bytes),
  });
}

/** What the parser of Node.js says of a request that it does not read, by its code. */
const faults: Readonly<Record<string, string>> = {
  HPE_INVALID_METHOD:
    'What arrived begins with no method of HTTP: methods are written in capitals, and https is not spoken here.',
  HPE_UNEXPECTED_CONTENT_LENGTH:
    'The length of the body is announced twice: Content-Length stands twice, or beside Transfer-Encoding.',
  HPE_INVALID_TRANSFER_ENCODING:
    'The length of the body is announced twice: Content-Length stands twice, or beside Transfer-Encoding.',
  HPE_INVALID_CONTENT_LENGTH: 'The header Content-Length is no number, or stands beside Transfer-Encoding.',
  HPE_INVALID_HEADER_TOKEN: 'A header has a character in it that HTTP forbids.',
  HPE_INVALID_URL: 'The path has a character in it that has to be percent-encoded.',
  HPE_INVALID_CHUNK_SIZE: 'The body is announced as chunks, and is not sent in chunks.',
  HPE_HEADER_OVERFLOW: 'The headers have more than 16 KB.',
};

/** A request that could not be read, or may not be, with the reason where there is one. */
const refused = (fault: string | undefined): ClientRequest => ({
  method: '',
  target: '',
  headers: [],
  bytes: new Uint8Array(),
  length: 0,
  whole: false,
  ...(fault === undefined ? {} : { fault }),
});

/** HTTP/1.1 asks for a Host header (RFC 9112, section 3.2), and servers answer 400 without one. */
const lacksHost = ({ httpVersion, headers }: IncomingMessage): boolean =>
  httpVersion === '1.1' && headers.host === undefined;

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why = code === 'EADDRINUSE' ? `port ${port} is taken` : whyOf(error);
    throw new SuiteFault(
      `The stand-in cannot listen on ${host}: ${why}. Name another with --port or --host, or leave both out.`,
      { cause: error },
    );
  });
}

/** Addresses that mean every interface are no place to send a request to. */
const reachable = (host: string): string =>
  host === '0.0.0.0' || host === '' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;

/**
 * Starts the stand-in.
 * @throws SuiteFault when it cannot listen
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  let engine = createEngine(options.variant, options.apiKey);
  const { facts } = engine;
  /** A seed is no meeting: what it changed is met with the first response that shows a contact. */
  const seeded = engine.mutations();
  let wasMet = false;
  let isEnding = false;
  let recorder: Recorder | null = null;
  const busy = new Map<Socket, number>();
  const remember = (): Recorder => {
    if (recorder === null) throw new TypeError('The stand-in has no address yet.');
    return recorder;
  };
  const met = (): boolean =>
    wasMet ||
    engine.mutations() > seeded ||
    (seeded > 0 &&
      (recorder?.records() ?? []).some(
        ({ response }) => response !== null && response.status !== null && response.status < 300,
      ));
  /** Keeps what could not be read as a request, or may not be. */
  const lack = (fault: string | undefined, response: Answered | null): void =>
    remember().answered(remember().arrived(refused(fault), new Date()), response);
  const controls: Controls = {
    mark: (name) => remember().mark(name),
    reset: () => {
      wasMet = false;
      engine = createEngine(options.variant, options.apiKey);
      remember().reset();
    },
    records: () => remember().records(),
    verdict: () => options.verdict(remember().records(), met()),
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { socket } = request;
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    const taken = await arrive(request);
    busy.set(socket, (busy.get(socket) ?? 1) - 1);
    if (taken.target.startsWith(controlPath)) {
      const { status, type, body, allow } = control(taken.method, taken.target, controls);
      response.writeHead(status, { 'content-type': type, ...(allow === undefined ? {} : { allow }) });
      response.end(body);
      return;
    }
    if (!taken.whole && isEnding) return;
    if (lacksHost(request)) {
      const answered = json(400, { error: 'Bad Request' });
      const lacking = remember().arrived(refused('The request is HTTP/1.1 and has no Host header.'), new Date());
      const sent = await sendResponse(request, response, answered);
      return remember().answered(lacking, { ...sent, ms: 0 });
    }
    const began = performance.now();
    const arrived = remember().arrived(taken, new Date());
    if (!taken.whole) return remember().answered(arrived, null);
    const sent = await sendResponse(request, response, await responseTo(taken, arrived, engine, options, request));
    remember().answered(arrived, { ...sent, ms: Math.round(performance.now() - began) });
  };

  const server = createServer({ requireHostHeader: false }, (request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  // Tests may be longer apart than the usual five seconds, and a connection that is closed under them is no finding.
  Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
  server.on('clientError', (error: NodeJS.ErrnoException, duplex) => {
    const socket = duplex as Socket;
    const isBody = (busy.get(socket) ?? 0) > 0;
    if (!isBody && !isEnding && socket.bytesRead > 0 && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') {
      lack(faults[error.code ?? ''], null);
    }
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  server.on('checkExpectation', (_request, response) => {
    const answered = { status: 417, headers: {}, body: '', ms: 0 };
    lack('The header Expect asks for something else than 100-continue.', answered);
    response.writeHead(417).end();
  });
  server.on('connect', (_request, socket: Socket) => {
    lack('The stand-in is taken for a proxy: CONNECT arrived.', null);
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\n\r\n');
  });
  server.on('connection', (socket: Socket) => socket.once('close', () => busy.delete(socket)));
  await listen(server, options.host, options.port);
  const origin = `http://${reachable(options.host)}:${String((server.address() as AddressInfo).port)}`;
  recorder = createRecorder(knownOf(facts), origin);
  return {
    origin,
    baseUrl: origin + base,
    facts,
    records: () => remember().records(),
    met,
    ending: () => {
      isEnding = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
