/** Requests of a client, right and wrong, for the proof of what is judged of them. */
import { updateBody, contactPath } from '../../support/endpoint/index.ts';
import { judgeRequest } from '../../support/judge/judge.ts';
import type { ClientRequest, SdkJudgement, Known } from '../../support/judge/types.ts';
import type { Json } from '../../support/text/json.ts';
import { facts } from '../../mock/world.ts';

export const known: Known = { ...facts, base: '/api/external/v1' };

export const goodPath = known.base + contactPath(known.contactId);

export interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly (readonly [string, string])[];
  /** A text goes as UTF-8, anything else as JSON in the envelope. */
  readonly attributes?: Json;
  readonly body?: string | Uint8Array;
  /** Bytes that arrived, where they are more than were kept. */
  readonly length?: number;
  readonly whole?: boolean;
}

export const key = ['X-Api-Key', known.apiKey] as const;
export const json = ['Content-Type', 'application/json'] as const;

/** A request that is right but for what is said. */
export function requestOf({
  method = 'PATCH',
  target = goodPath,
  headers = [key, json],
  attributes = { name: 'Ada Quill' },
  body = updateBody(attributes),
  length,
  whole = true,
}: Sent): ClientRequest {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return { method, target, headers, bytes, length: length ?? bytes.length, whole };
}

export const judged = (sent: Sent): SdkJudgement => judgeRequest(requestOf(sent), known);

/** What is found in a request: clause, place and party of each. */
export const foundIn = (sent: Sent): readonly string[] =>
  judged(sent).findings.map(({ clause, pointer, party }) =>
    [clause.replace(/^sdk-/, ''), pointer, party === 'SDK' ? '' : party].filter((part) => part !== '').join(' '),
  );
