/** Makes the record of an exchange from what went over the wire, as the client does, and hands it to the oracles. */
import type { Exchange, FailureKind, RequestSpec } from '../../support/client/exchange.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { JsonObject } from '../../support/text/json.ts';
import { secretsOf } from '../../support/client/index.ts';
import { record } from '../../support/client/record.ts';
import type { Expectation, SeenTimes, Situation } from '../../support/oracles/index.ts';

/** A response as it came over the wire, its Content-Encoding undone. */
export interface ObservedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One exchange before it is recorded, with what the suite knew when it was made. Times are milliseconds. */
export interface Scene {
  readonly id: string;
  readonly expectation: Expectation;
  readonly spec: RequestSpec;
  readonly sent: JsonObject | null;
  readonly before: ContactState;
  readonly seen: SeenTimes;
  readonly response: ObservedResponse | FailureKind;
  readonly ms: number;
  readonly sentAt: number;
}

export const apiKey = 'qT7bXv2LmW9zKdR4fYhC8nPs5JgA3uEe';
export const contactId = '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c3';
export const timeoutMs = 10_000;

const secrets = secretsOf(apiKey);

/** Records a scene as the client does: the bytes are parsed, and what they give away of the key is noted and redacted. */
export function exchangeOf({ id, spec: sent, response, ms, sentAt: at }: Scene): Exchange {
  const result =
    typeof response === 'string'
      ? { ok: false as const, failure: { kind: response, message: 'as recorded' }, broken: false }
      : { ok: true as const, status: response.status, headers: response.headers, bytes: Buffer.from(response.body) };
  return record(sent, { path: `/api/external/v1${sent.path}`, result, stale: false, ms, sentAt: at }, secrets, {
    id: 1,
    case: id,
    purpose: 'case',
    origin: 'https://acme.neetocrm.com',
    attempts: 1,
    throttled: 0,
  });
}

/** What the oracles are told about a scene. */
export const situationOf = (scene: Scene): Situation => ({
  exchange: exchangeOf(scene),
  expectation: scene.expectation,
  sent: scene.sent,
  before: scene.before,
  contactId,
  seen: scene.seen,
  timeoutMs,
  host: 'acme.neetocrm.com',
});
