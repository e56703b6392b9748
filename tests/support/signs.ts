/**
 * What a status or a failure says about the target, in one table. Whoever has to tell a broken promise from a target that is not
 * there asks here: the client, the oracles, the sandbox and the loop that plays. It stands beside the rooms because the oracles
 * may not import the client, and because it needs nothing but the shape of an exchange, so that no circle can arise. Pure.
 */
import type { Exchange, FailureKind } from './client/exchange.ts';

/**
 * The columns of the table.
 *
 * - `accepted`: the request was carried out.
 * - `sent-again`: the client sends the request again at once, a bounded number of times.
 * - `throttled`: the client waits as long as it is told, and slows down for good.
 * - `not-the-api`: a gateway or a limiter speaks. It says how the day went, and judges no promise.
 * - `unjudgeable`: a control that meets with it fails, and nothing that follows can be judged.
 * - `fails-inside`: the target is there, and failed.
 * - `out-of-reach`: the contact can be neither read nor put back now.
 * - `may-pass`: putting back is worth another try a little later.
 * - `nobody-there`: the connection itself fails, so that another way of reading is pointless.
 * - `conflict`: another request for the same record came between.
 * - `about-a-record`: it may be about a record that the request names, rather than about the contact.
 */
export type Sign =
  | 'accepted'
  | 'sent-again'
  | 'throttled'
  | 'not-the-api'
  | 'unjudgeable'
  | 'fails-inside'
  | 'out-of-reach'
  | 'may-pass'
  | 'nobody-there'
  | 'conflict'
  | 'about-a-record';

interface StatusRow {
  readonly from: number;
  readonly to: number;
  readonly signs: readonly Sign[];
}

/** A status without a row is a sign of nothing. No two rows overlap. */
const statusRows: readonly StatusRow[] = [
  { from: 200, to: 299, signs: ['accepted'] },
  { from: 401, to: 402, signs: ['unjudgeable', 'out-of-reach'] },
  { from: 403, to: 404, signs: ['unjudgeable', 'out-of-reach', 'about-a-record'] },
  // A request that took too long or came too early, and a conflict with another (RFC 9110, 15.5.9 and 15.5.10; RFC 8470).
  { from: 408, to: 408, signs: ['may-pass'] },
  { from: 409, to: 409, signs: ['may-pass', 'conflict'] },
  // A version that another request has taken on (RFC 9110, section 15.5.13).
  { from: 412, to: 412, signs: ['conflict'] },
  // A lock (RFC 4918, section 11.3).
  { from: 423, to: 423, signs: ['unjudgeable', 'out-of-reach', 'may-pass', 'conflict'] },
  { from: 425, to: 425, signs: ['may-pass'] },
  { from: 429, to: 429, signs: ['throttled', 'not-the-api', 'unjudgeable', 'out-of-reach', 'may-pass'] },
  { from: 451, to: 451, signs: ['unjudgeable', 'out-of-reach'] },
  { from: 500, to: 501, signs: ['unjudgeable', 'fails-inside', 'may-pass'] },
  {
    from: 502,
    to: 504,
    signs: ['sent-again', 'not-the-api', 'unjudgeable', 'fails-inside', 'out-of-reach', 'may-pass'],
  },
  { from: 505, to: 519, signs: ['unjudgeable', 'fails-inside', 'may-pass'] },
  // What a content delivery network answers when it does not reach the server behind it.
  {
    from: 520,
    to: 527,
    signs: ['sent-again', 'not-the-api', 'unjudgeable', 'fails-inside', 'out-of-reach', 'may-pass'],
  },
  { from: 528, to: Infinity, signs: ['unjudgeable', 'fails-inside', 'may-pass'] },
];

/** `decode`, `length` and `too-large` are faults of a response that did arrive, so they say nothing about reach. */
const failureRows: Readonly<Record<FailureKind, readonly Sign[]>> = {
  timeout: ['unjudgeable', 'out-of-reach', 'may-pass'],
  'timeout-in-body': ['unjudgeable', 'out-of-reach', 'may-pass'],
  reset: ['sent-again', 'unjudgeable', 'out-of-reach', 'may-pass'],
  refused: ['sent-again', 'unjudgeable', 'out-of-reach', 'may-pass', 'nobody-there'],
  // A look-up of a name that was found before fails for a moment only.
  dns: ['unjudgeable', 'out-of-reach', 'may-pass', 'nobody-there'],
  // A certificate that is not trusted stays as it is.
  tls: ['unjudgeable', 'out-of-reach', 'nobody-there'],
  'too-large': [],
  decode: [],
  // The client sends it again only where the connection ended early, which it alone knows.
  length: ['sent-again'],
  protocol: ['unjudgeable', 'out-of-reach', 'may-pass'],
  aborted: ['unjudgeable', 'out-of-reach', 'nobody-there'],
};

/** What came of a request, as far as this table looks at it; an `Exchange` is one. */
export interface Met {
  readonly response: { readonly status: number } | null;
  readonly failure: Exchange['failure'];
}

/** True when a status has a sign. */
export const statusHas = (status: number, sign: Sign): boolean =>
  statusRows.some(({ from, to, signs }) => status >= from && status <= to && signs.includes(sign));

/** True when a kind of failure has a sign. */
export const failureHas = (kind: FailureKind, sign: Sign): boolean => failureRows[kind].includes(sign);

/** True when what came of a request has a sign: its status, or else the kind of its failure. */
export const hasSign = ({ response, failure }: Met, sign: Sign): boolean =>
  response !== null ? statusHas(response.status, sign) : failure !== null && failureHas(failure.kind, sign);

/** True for a status of the class 2xx. */
export const isAccepted = (status: number): boolean => statusHas(status, 'accepted');

/** True when the target failed inside. */
export const failsInside = (met: Met): boolean => hasSign(met, 'fails-inside');

/** What a request met with, as the end of a sentence about it. */
const metWith = ({ response, failure }: Met): string =>
  response !== null
    ? `was answered with ${String(response.status)}`
    : `got no response (${failure?.kind ?? 'none'}: ${failure?.message ?? ''})`;

/**
 * Why a control failed whatever came before it, as a sentence; null when it did not. A 2xx that deviates, a redirect and a refusal
 * of the value only tell by comparison with an earlier control.
 */
export const controlFailure = (met: Met): string | null =>
  hasSign(met, 'unjudgeable') ? `a plain valid update ${metWith(met)}` : null;

/** What a request met with, as the end of a sentence: why it shows that the target or the contact is out of reach; null when it does not. */
export const outageOf = (met: Met): string | null => (hasSign(met, 'out-of-reach') ? metWith(met) : null);

/** What a request met with, as the end of a sentence, when it was not accepted; null when it was. */
export function refusalOf(met: Met): string | null {
  const { response, failure } = met;
  const outage = outageOf(met);
  if (outage !== null) return outage;
  const status = response?.status ?? failure?.status;
  if (status !== undefined && isAccepted(status)) return null;
  return response !== null ? metWith(met) : `got no whole response (${failure?.kind ?? 'none'})`;
}
