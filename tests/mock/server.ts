/** The stand-in as an HTTP server on the loopback interface. */
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { handle } from './pipeline.ts';
import type { Answer, Call, Contact, MockServer, VariantSource } from './types.ts';
import { createWorld, facts } from './world.ts';

export interface MockOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly variant?: VariantSource;
  /** The name under which the variant runs. */
  readonly mutant?: string;
  /** Told of every request as it arrives: method, target as sent, body. */
  readonly onRequest?: (method: string, target: string, body: Buffer) => void;
}

const base = '/api/external/v1';

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  const socket = reply.raw.socket;
  if (answer.drop === true || answer.raw !== undefined) {
    void reply.hijack();
    if (answer.drop === true) socket?.destroy();
    else socket?.end(answer.raw ?? '');
    return reply;
  }
  void reply.code(answer.status).headers(answer.headers);
  if (answer.text !== undefined) return reply.send(answer.text);
  if (answer.chunks !== undefined) return reply.send(Readable.from(answer.chunks, { objectMode: false }));
  if (answer.body === undefined) return reply.removeHeader('content-type').send();
  return reply.serializer((body: string) => body).send(JSON.stringify(answer.body));
}

/**
 * Starts the stand-in with a state of its own. Close it when done; open connections are cut.
 * Rejects when the port is taken.
 */
export async function startMock(options: MockOptions = {}): Promise<MockServer> {
  const variant = typeof options.variant === 'function' ? options.variant() : (options.variant ?? {});
  const world = createWorld();
  variant.seed?.(world);
  const counts = { requests: 0, hits: 0, updates: 0, acted: variant.seed === undefined ? 0 : 1 };

  const respond = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    counts.requests += 1;
    const mark = request.raw.url?.indexOf('?') ?? -1;
    const url = request.raw.url ?? '/';
    const path = mark < 0 ? url : url.slice(0, mark);
    const none = world.contacts.get(facts.contactId) as Contact;
    options.onRequest?.(request.method, url, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const call: Call = {
      world,
      facts,
      method: request.method,
      path: path.startsWith(`${base}/`) ? path.slice(base.length) : '',
      query: new URLSearchParams(mark < 0 ? '' : url.slice(mark)),
      headers: request.headers as Call['headers'],
      headerNames: request.raw.rawHeaders.filter((_name, index) => index % 2 === 0),
      bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      nth: counts.requests,
      update: 0,
      action: 'none',
      workspace: '',
      contact: none,
      before: none,
      body: undefined,
      changes: {},
      acted: () => {
        counts.acted += 1;
      },
    };
    // Counted on arrival: what is never answered has reached this server too.
    counts.hits += 1;
    const answer = await handle(call, {
      ...variant,
      write: (given, next) => {
        given.update = counts.updates += 1;
        return variant.write === undefined ? next() : variant.write(given, next);
      },
    });
    return send(reply, answer);
  };

  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: 16 * 1024 * 1024,
    exposeHeadRoutes: false,
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
    facts,
    mutant: options.mutant ?? null,
    hits: () => counts.hits,
    mutations: () => counts.acted,
    stored: () => structuredClone(world.contacts.get(facts.contactId) as Contact),
    others: () =>
      structuredClone([...world.contacts.entries()].filter(([id]) => id !== facts.contactId).map(([, one]) => one)),
    close: () => app.close(),
  };
}
