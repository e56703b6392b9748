import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

type DecodedBody =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly kind: 'decode' | 'too-large'; readonly message: string };

/** A body in more layers than this is an attack, not a response. */
const MAX_LAYERS = 3;

/**
 * Undoes the Content-Encoding of a response (RFC 9110, section 8.4). Done here and not by the HTTP client, which takes a
 * compressed body that breaks off for a whole one.
 *
 * @param bytes - the body as it arrived
 * @param encoding - the header, empty when there was none
 * @param limit - how many bytes the result may have; a bomb is stopped there
 */
export function decode(bytes: Buffer, encoding: string, limit: number): DecodedBody {
  const layers = encoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length === 0 || bytes.length === 0) return { ok: true, bytes };
  if (layers.length > MAX_LAYERS)
    return { ok: false, kind: 'decode', message: `Content-Encoding names ${layers.length} layers.` };
  let current = bytes;
  for (const layer of layers.reverse()) {
    try {
      current = undo(layer, current, limit);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === 'ERR_BUFFER_TOO_LARGE')
        return { ok: false, kind: 'too-large', message: `The response is larger than ${limit / 1e6} MB when decoded.` };
      return {
        ok: false,
        kind: 'decode',
        message: `The body is not what Content-Encoding says (${layer}): ${message}.`,
      };
    }
  }
  return { ok: true, bytes: current };
}

function undo(layer: string, bytes: Buffer, limit: number): Buffer {
  const options = { maxOutputLength: limit };
  switch (layer) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(bytes, options);
    case 'deflate':
      // RFC 9110 means the zlib format; many servers send the bare one, and clients take both.
      return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
    case 'br':
      return brotliDecompressSync(bytes, options);
    default:
      throw new Error('this coding was not asked for and is not known');
  }
}
