/** The stand-in as an HTTP server on the loopback interface. */
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { base, createEngine, type Arrived } from './engine.ts';
import type { MockResponse, MockServer, VariantSource } from './types.ts';

interface MockOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly variant?: VariantSource;
  /** The name under which the variant runs. */
  readonly mutant?: string;
  /** Told of every request as it arrives: method, target as sent, body. */
  readonly onRequest?: (method: string, target: string, body: Buffer) => void;
}

/** No route has a schema: without these, fastify loads what compiles one. */
const uncompiled = (): never => {
  throw new Error('No route of the stand-in has a schema.');
};

function send(reply: FastifyReply, response: MockResponse): FastifyReply {
  const socket = reply.raw.socket;
  if (response.drop === true || response.raw !== undefined) {
    void reply.hijack();
    if (response.drop === true) socket?.destroy();
    else socket?.end(response.raw ?? '');
    return reply;
  }
  void reply.code(response.status).headers(response.headers);
  if (response.text !== undefined) return reply.send(response.text);
  if (response.chunks !== undefined) return reply.send(Readable.from(response.chunks, { objectMode: false }));
  if (response.body === undefined) return reply.removeHeader('content-type').send();
  return reply.serializer((body: string) => body).send(JSON.stringify(response.body));
}

/**
 * Starts the stand-in with a state of its own. Close it when done; open connections are cut.
 * Rejects when the port is taken.
 */
export async function startMock(options: MockOptions = {}): Promise<MockServer> {
  const engine = createEngine(options.variant);

  const respond = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const url = request.raw.url ?? '/';
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    options.onRequest?.(request.method, url, bytes);
    const response = await engine.respond({
      method: request.method,
      url,
      headers: request.headers as Arrived['headers'],
      headerNames: request.raw.rawHeaders.filter((_name, index) => index % 2 === 0),
      bytes,
    });
    return send(reply, response);
  };

  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: 16 * 1024 * 1024,
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: uncompiled, buildSerializer: uncompiled } },
    // A path that cannot be decoded is for the stages to refuse, like any other.
    frameworkErrors: (_error, request, reply) => {
      void respond(request, reply);
    },
    routerOptions: { maxParamLength: 16_384 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.all('*', respond);
  await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });

  return {
    baseUrl: `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}${base}`,
    facts: engine.facts,
    mutant: options.mutant ?? null,
    hits: engine.hits,
    mutations: engine.mutations,
    stored: engine.stored,
    others: engine.others,
    close: () => app.close(),
  };
}
