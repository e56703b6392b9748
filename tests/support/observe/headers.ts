/**
 * Header names that say nothing about the API: they change from response to response, or with whatever stands between the
 * suite and the application. The header set is compared by name only, and without these. Data, sorted.
 */
const volatileHeaders: readonly string[] = [
  'accept-ranges',
  'age',
  'alt-svc',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'etag',
  'expect-ct',
  'expires',
  'keep-alive',
  'last-modified',
  'nel',
  'pragma',
  'report-to',
  'reporting-endpoints',
  'retry-after',
  'server',
  'server-timing',
  'set-cookie',
  'trailer',
  'transfer-encoding',
  'vary',
  'via',
  'x-correlation-id',
  'x-powered-by',
  'x-request-id',
  'x-request-start',
  'x-response-time',
  'x-runtime',
  'x-served-by',
  'x-timer',
];

/** Whole families of such headers, by how their names begin. */
const volatileHeaderPrefixes: readonly string[] = [
  'cf-',
  'ratelimit',
  'x-amz-',
  'x-amzn-',
  'x-cache',
  'x-envoy-',
  'x-rate-limit',
  'x-ratelimit',
];

const names = new Set(volatileHeaders);

/** True when a header is left out of the comparison. */
export function isVolatileHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return names.has(lower) || volatileHeaderPrefixes.some((prefix) => lower.startsWith(prefix));
}

/** How a header set names responses that caches may keep. */
export const storableName = 'cache-control: storable';

/**
 * True when a response says that caches may keep it (RFC 9111, section 3): the headers about it come and go by their names, but what they
 * allow does not. A contact that a cache keeps is shown to readers as it was.
 */
export function isStorable(headers: Readonly<Record<string, string>>): boolean {
  const control = Object.entries(headers).find(([name]) => name.toLowerCase() === 'cache-control')?.[1] ?? '';
  const directives = control
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  if (directives.some((part) => part === 'no-store' || part === 'no-cache' || part === 'private')) return false;
  return directives.some((part) => part === 'public' || /^(?:s-)?max-?age="?0*[1-9]/.test(part));
}
