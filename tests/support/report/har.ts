/** The exchanges of a run as an HTTP Archive (HAR 1.2), as browsers and proxies import it. Pure. */
import type { Exchange } from '../client/exchange.ts';
import type { Report } from './types.ts';
import { statusPhrase } from './status-phrase.ts';
import { windowAround } from './excerpt.ts';
import { bodyLimit } from './exchange.ts';
import { recordedBytes } from '../text/bytes.ts';
import { shownHeaders } from '../text/headers.ts';

/** Exchanges that a run keeps for an archive. */
export const mostKept = 20_000;

/** Characters of all bodies together; a text of JavaScript holds half a billion. */
const mostCharacters = 64 * 1024 * 1024;

interface NameValue {
  readonly name: string;
  readonly value: string;
}

/** One request and its response. Source: http://www.softwareishard.com/blog/har-12-spec/ */
interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly NameValue[];
    readonly queryString: readonly NameValue[];
    readonly postData?: { readonly mimeType: string; readonly text: string; readonly comment?: string };
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly NameValue[];
    readonly content: {
      readonly size: number;
      readonly mimeType: string;
      readonly text: string;
      readonly comment?: string;
    };
    readonly redirectURL: string;
    readonly headersSize: number;
    readonly bodySize: number;
    readonly _error?: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly comment: string;
}

interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly pages: readonly never[];
    readonly entries: readonly HarEntry[];
    readonly comment: string;
  };
}

const listOf = (headers: Readonly<Record<string, string>>): readonly NameValue[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

/** The value of a header by its name, whatever its letter case; empty where it is not there. */
const headerOf = (headers: Readonly<Record<string, string>>, wanted: string): string =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

/** The query as the archive wants it, decoded where it can be. */
function queryOf(url: string): readonly NameValue[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query === '' ? [] : [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

/** A body within what is left for all of them. */
function cutBody(text: string, left: number): { readonly text: string; readonly comment?: string } {
  if (left <= 0) return text === '' ? { text } : { text: '', comment: 'left out: the archive is full' };
  return text.length <= bodyLimit
    ? { text }
    : {
        text: windowAround(text, '', bodyLimit),
        comment: `the first ${String(bodyLimit)} of ${String(text.length)} characters`,
      };
}

function commentOf({ case: slug, purpose, attempts, throttled, failure, id }: Exchange): string {
  return [
    `#${String(id)} ${purpose}${slug === '' ? '' : ` of ${slug}`}`,
    ...(attempts > 1 ? [`attempt ${String(attempts)}: earlier ones are not recorded`] : []),
    ...(throttled > 0 ? [`429 waited out ${String(throttled)} times`] : []),
    ...(failure === null ? [] : [`no whole response: ${failure.message}`]),
  ].join('; ');
}

function entryOf(exchange: Exchange, left: number): HarEntry {
  const { request, response, failure, ms, sentAt } = exchange;
  const sent = request.body === null ? null : cutBody(request.body, left);
  const hex =
    request.bodyHex === undefined
      ? {}
      : { comment: `not UTF-8; in hexadecimal: ${windowAround(request.bodyHex, '', bodyLimit)}` };
  const came = cutBody(response?.text ?? '', left);
  const headers = response === null ? {} : shownHeaders(response.headers);
  const time = Math.max(0, ms);
  return {
    startedDateTime: new Date(sentAt).toISOString(),
    time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: listOf(request.headers),
      queryString: queryOf(request.url),
      ...(sent === null ? {} : { postData: { mimeType: headerOf(request.headers, 'content-type'), ...sent, ...hex } }),
      headersSize: -1,
      bodySize: request.body === null ? 0 : (recordedBytes(request)?.length ?? -1),
    },
    response: {
      status: response?.status ?? failure?.status ?? 0,
      statusText: statusPhrase(response?.status ?? failure?.status ?? 0),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: listOf(headers),
      content: { size: response?.bytes ?? 0, mimeType: headerOf(headers, 'content-type') || 'x-unknown', ...came },
      redirectURL: headerOf(headers, 'location'),
      headersSize: -1,
      bodySize: -1,
      ...(failure === null ? {} : { _error: failure.message }),
    },
    cache: {},
    // The client measures the whole; a response is small beside the wait for it.
    timings: { send: 0, wait: time, receive: 0 },
    comment: commentOf(exchange),
  };
}

/**
 * The archive of a run. The key is redacted, as in each record; of responses the values of headers are shown that are known to be harmless.
 * @param exchanges those that were kept, in any order
 * @param sent how many requests the run sent: where fewer were kept, the archive says so
 */
export function harOf(
  report: Pick<Report, 'suite' | 'target' | 'profile' | 'seed'>,
  exchanges: readonly Exchange[],
  sent: number,
): Har {
  const ordered = [...exchanges].sort((a, b) => a.sentAt - b.sentAt || a.id - b.id).slice(0, mostKept);
  let left = mostCharacters;
  const entries = ordered.map((exchange) => {
    const entry = entryOf(exchange, left);
    left -= (entry.request.postData?.text.length ?? 0) + entry.response.content.text.length;
    return entry;
  });
  const kept =
    entries.length < sent
      ? `${String(entries.length)} of ${String(sent)} exchanges were kept.`
      : `${String(entries.length)} exchanges.`;
  return {
    log: {
      version: '1.2',
      creator: { name: report.suite.name, version: report.suite.version },
      pages: [],
      entries,
      comment: `${report.target.name}, profile ${report.profile}, seed ${String(report.seed)}. ${kept} The key is redacted; values of response headers that may authorise somebody are not shown.`,
    },
  };
}
