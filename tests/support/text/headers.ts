/** What a report shows of the headers of a response. Reports are uploaded, and cookies, tokens and addresses are nobody else's affair. */

/** Headers whose values say how a response is to be read, and nothing about who asked. Data, sorted. */
const harmless: ReadonlySet<string> = new Set([
  'accept-patch',
  'accept-ranges',
  'age',
  'allow',
  'cache-control',
  'connection',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'date',
  'deprecation',
  'etag',
  'expires',
  'keep-alive',
  'last-modified',
  'pragma',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'server',
  'sunset',
  'transfer-encoding',
  'vary',
  'x-content-type-options',
  'x-powered-by',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-request-id',
  'x-runtime',
]);

/** What stands in the place of the value of any other header. */
export const unshown = '[not shown]';

/** The value of a header as a report may show it. */
const shownHeader = (name: string, value: string): string => (harmless.has(name.toLowerCase()) ? value : unshown);

/** All headers, each with its name; the values of those that are not known to be harmless are not shown. */
export function shownHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, shownHeader(name, value)]));
}

/** An address without what may authorise whoever has it: user name, password, query and fragment. */
export const bareAddress = (address: string): string => address.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
