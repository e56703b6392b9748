import type { FailureKind } from './exchange.ts';
import { failureHas } from '../signs.ts';

/** Why there is no whole response. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly status?: number;
}

/** How far an attempt had come when it failed. */
interface Reached {
  /** Null until the head of a response arrived. */
  readonly status: number | null;
  /** Content-Length of the response, null when it declared none. */
  readonly declared: number | null;
  /** Whether the response had arrived as far as its head promised. */
  readonly complete: boolean;
  /** Bytes of the body that arrived, before decoding. */
  readonly received: number;
  readonly timeoutMs: number;
}

const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN', 'EHOSTDOWN']);
const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);
const RESET = new Set(['ECONNRESET', 'EPIPE', 'ENOTCONN', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);
/** Codes of OpenSSL's certificate verification, as Node.js reports them, and of its protocol errors. */
const TLS =
  /^(?:ERR_TLS|ERR_SSL|EPROTO$|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH)/;

/** supertest replaces some errors of connecting by its own, which have the code in the text only. */
const CODE_IN_MESSAGE = /^(E[A-Z]+): /;

const described = (kind: FailureKind, message: string, progress: Reached): Failure =>
  progress.status === null ? { kind, message } : { kind, message, status: progress.status };

/**
 * Names the reason for which no whole response arrived.
 *
 * @param error - what supertest reported; its code decides, its text is only quoted where it says more than the code
 * @returns a failure whose message may quote the target: redact it before it is kept
 */
export function failureOf(error: unknown, progress: Reached): Failure {
  const { message = '', timeout: timedOut, ...rest } = error as { code?: string; message?: string; timeout?: number };
  const { code = CODE_IN_MESSAGE.exec(message)?.[1] ?? '' } = rest;
  if (code === 'ETOOLARGE')
    return described('too-large', 'The response is larger than 5 MB. It was not read to its end.', progress);
  if (timedOut !== undefined || code === 'ETIMEDOUT') return timeout(progress);
  if (code.startsWith('HPE_')) return protocol(code, message, progress);
  if (TLS.test(code)) return described('tls', `No trusted TLS connection: ${message} (${code}).`, progress);
  if (DNS.has(code)) return described('dns', `The host name could not be resolved (${code}).`, progress);
  if (REFUSED.has(code))
    return described('refused', `The connection was refused or the host is unreachable (${code}).`, progress);
  if (RESET.has(code) || /socket hang up|aborted/.test(message)) return broken(code, message, progress);
  return described('protocol', `The request failed: ${message} (${code || 'no code'}).`, progress);
}

/** Whether the connection broke: what went wrong there may go right the next time. */
export function isBroken(failure: Failure, progress: Reached): boolean {
  return failureHas(failure.kind, 'sent-again') && !(failure.kind === 'length' && progress.complete);
}

function timeout(progress: Reached): Failure {
  return progress.status === null
    ? described('timeout', `No response within ${progress.timeoutMs} ms.`, progress)
    : described(
        'timeout-in-body',
        `The response began but was not complete within ${progress.timeoutMs} ms.`,
        progress,
      );
}

function protocol(code: string, message: string, progress: Reached): Failure {
  if (progress.declared !== null && progress.complete) {
    return described(
      'length',
      `The response is longer than its Content-Length of ${progress.declared} bytes.`,
      progress,
    );
  }
  return described('protocol', `The response is not valid HTTP: ${message} (${code}).`, progress);
}

function broken(code: string, message: string, progress: Reached): Failure {
  if (progress.status === null)
    return described('reset', `The connection broke before a response arrived (${code}).`, progress);
  // Node.js says "aborted" when the other side ended the connection in order, and "read ECONNRESET" when it broke.
  if (message === 'aborted' && progress.declared !== null && progress.received < progress.declared) {
    const told = `${progress.received} of ${progress.declared} bytes`;
    return described('length', `The connection ended in the middle of the response: ${told} arrived.`, progress);
  }
  return described('reset', `The connection broke in the middle of the response (${code}).`, progress);
}
