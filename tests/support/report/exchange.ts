/** An exchange as the report keeps it: small enough to read, whole where it matters. */
import type { Exchange } from '../client/exchange.ts';
import type { ReportRequest, ReportResponse } from './types.ts';
import { shownHeaders } from '../text/headers.ts';
import { windowAround } from './excerpt.ts';

/** Characters of a body that a report keeps. */
export const bodyLimit = 16_384;

/** The request of an exchange. A body over 16,384 characters is cut around `pointer`, and says so itself. */
export const toReportRequest = (exchange: Exchange, pointer = ''): ReportRequest => ({
  method: exchange.request.method,
  url: exchange.request.url,
  headers: exchange.request.headers,
  body: exchange.request.body === null ? null : windowAround(exchange.request.body, pointer, bodyLimit),
  ...(exchange.request.bodyHex === undefined ? {} : { bodyHex: windowAround(exchange.request.bodyHex, '', bodyLimit) }),
});

/** The response of an exchange, cut like the request; null when no whole response arrived. */
export const toReportResponse = (exchange: Exchange, pointer = ''): ReportResponse | null =>
  exchange.response === null
    ? null
    : {
        status: exchange.response.status,
        headers: shownHeaders(exchange.response.headers),
        body: windowAround(exchange.response.text, pointer, bodyLimit),
        ms: exchange.ms,
      };
