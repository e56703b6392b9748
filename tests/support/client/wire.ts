import type { RequestSpec } from './exchange.ts';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { SuiteFault } from '../errors.ts';

/** A request that HTTP cannot carry. */
export class RequestNotSendableError extends SuiteFault {
  override readonly name = 'RequestNotSendableError';
}

/** What a path and a query may hold unencoded (RFC 3986, `pchar`, "/" and "?"), and "%", which is left as it was given. */
const UNSENDABLE = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]+/g;

/**
 * The request target as it goes over the wire. Nothing is normalised: `..`, `//`, `%2F` and broken percent-encodings stay.
 * Only what HTTP has no room for changes: a fragment is never sent (RFC 9110, section 4.2.5), and spaces, control
 * characters and anything outside of ASCII are percent-encoded as UTF-8 (RFC 3986, section 2.5).
 *
 * @param basePath - path of the base URL, without a trailing slash
 * @param path - path of the request, with its query if there is one
 */
export function wirePath(basePath: string, path: string): string {
  const [target = ''] = `${basePath}${path}`.split('#', 1);
  const encoded = target.replace(UNSENDABLE, (run) =>
    [...Buffer.from(run, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
  return encoded.startsWith('/') ? encoded : `/${encoded}`;
}

/**
 * Checks the headers of a request before anything is sent.
 *
 * @throws {RequestNotSendableError} names the header, and never its value: the value may be the key.
 */
export function assertSendable(spec: RequestSpec): void {
  for (const [name, value] of Object.entries(spec.headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new RequestNotSendableError(
        `The header ${JSON.stringify(name)} cannot be sent: HTTP allows neither control characters nor code points above U+00FF. ` +
          'Correct the case or the setting that the value comes from.',
      );
    }
  }
}
