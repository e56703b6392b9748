/**
 * Header names that say nothing about the API: they change from answer to answer, or with whatever stands between the
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
