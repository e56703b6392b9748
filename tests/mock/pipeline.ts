/** Runs a call through the stages of the good server, or those of the variant in their place. */
import { json, notFound, Refusal, unauthenticated } from './responses.ts';
import * as good from './stages.ts';
import type { MockResponse, Call, Variant } from './types.ts';

async function judge(call: Call, variant: Variant): Promise<MockResponse> {
  const early = await variant.before?.(call);
  if (early !== undefined) return early;

  const openWorkspace = (): string | undefined => good.authenticate(call);
  const workspace = variant.authenticate === undefined ? openWorkspace() : variant.authenticate(call, openWorkspace);
  if (workspace === undefined) throw unauthenticated();
  call.workspace = workspace;

  const pick = (): Call['action'] => good.route(call);
  call.action = variant.route === undefined ? pick() : variant.route(call, pick);
  if (call.action === 'none') throw notFound();

  const lookUp = (): Call['contact'] | undefined => good.find(call);
  const contact = variant.find === undefined ? lookUp() : variant.find(call, lookUp);
  if (contact === undefined) throw notFound();
  call.contact = contact;
  call.before = structuredClone(contact);

  if (call.action === 'update') {
    const parse = (): unknown => good.parse(call);
    call.body = variant.parse === undefined ? parse() : variant.parse(call, parse);
    const validate = (): Call['changes'] => good.validate(call);
    call.changes = variant.validate === undefined ? validate() : variant.validate(call, validate);
    const write = (): void => {
      good.write(call);
    };
    await (variant.write === undefined ? write() : variant.write(call, write));
  }

  const show = (): Record<string, unknown> => good.show(call);
  const accept = (): MockResponse => good.accept(variant.show === undefined ? show() : variant.show(call, show));
  return variant.accept === undefined ? accept() : variant.accept(call, accept);
}

/** The response to a call. Never rejects: a stage that throws anything but a `Refusal` is answered with 500. */
export async function handle(call: Call, variant: Variant): Promise<MockResponse> {
  const response = await judge(call, variant).catch((error: unknown) => {
    if (error instanceof Refusal) return error.response;
    return json(500, { error: `The stand-in itself failed: ${String(error)}` });
  });
  return variant.respond === undefined ? response : variant.respond(call, response);
}
