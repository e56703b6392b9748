/** One request and its response as the report keeps them: the key redacted, bodies cut. */
import { secretsOf } from '../client/secrets.ts';
import { sentAttributes } from '../endpoint/index.ts';
import { curlOf, redacted } from '../report/curl.ts';
import { windowAround } from '../report/excerpt.ts';
import type { ReportRequest } from '../report/types.ts';
import { textOfBody } from '../text/bytes.ts';
import { unshown } from '../text/headers.ts';
import type { Json } from '../text/json.ts';
import { facetsOf, type Facet } from './facets.ts';
import { judgeRequest } from './judge.ts';
import type { ClientRequest, SdkJudgement, Known, SdkFinding } from './types.ts';

/** What the stand-in answered. */
export interface Answered {
  /** Null where the connection was closed without a response. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds from the arrival of the request to the end of the response. */
  readonly ms: number;
}

/** A request, its judgement and its response. */
export interface Recorded {
  /** Counts from 1. */
  readonly nth: number;
  /** ISO date-time of its arrival. */
  readonly at: string;
  /** The test that was marked last; null where none was. */
  readonly test: string | null;
  readonly request: ReportRequest;
  /** Bytes of its body. */
  readonly bytes: number;
  readonly whole: boolean;
  readonly response: Answered | null;
  readonly judgement: SdkJudgement;
  readonly curl: string | null;
  readonly facets: readonly Facet[];
}

/** Characters of a body that are kept. */
const bodyLimit = 16_384;

/** Headers of a request that may authorise whoever reads them. */
const private_: ReadonlySet<string> = new Set(['x-api-key', 'authorization', 'proxy-authorization', 'cookie']);

const headersOf = ({ headers }: ClientRequest, redact: (text: string) => string): Readonly<Record<string, string>> => {
  const merged = new Map<string, { readonly name: string; readonly values: readonly string[] }>();
  for (const [name, value] of headers) {
    const known = merged.get(name.toLowerCase()) ?? { name, values: [] };
    const shown = redact(value);
    const isHidden = private_.has(name.toLowerCase()) && value !== '' && !shown.includes(redacted);
    merged.set(name.toLowerCase(), { name: known.name, values: [...known.values, isHidden ? unshown : shown] });
  }
  return Object.fromEntries([...merged.values()].map(({ name, values }) => [name, values.join(', ')]));
};

const quiet = (finding: SdkFinding, redact: (text: string) => string): SdkFinding => {
  const value = (each: Json): Json => (typeof each === 'string' ? redact(each) : each);
  return {
    ...finding,
    message: redact(finding.message),
    pointer: redact(finding.pointer),
    where: redact(finding.where),
    kind: redact(finding.kind),
    ...(finding.subject === undefined ? {} : { subject: redact(finding.subject) }),
    expected: value(finding.expected),
    actual: value(finding.actual),
  };
};

/** What is known of a request before it is answered. */
export type Arrived = Omit<Recorded, 'response' | 'facets'> & {
  readonly judgement: SdkJudgement;
  /** The attributes that an update has sent in its envelope; null where there are none. */
  readonly sent: ReturnType<typeof sentAttributes>;
};

/**
 * Judges a request and makes its record.
 * @param origin of the stand-in, for the command line that sends the request again
 */
export function recordOf(
  request: ClientRequest,
  known: Known,
  about: Pick<Recorded, 'nth' | 'at' | 'test'> & { readonly origin: string },
): Arrived {
  const { nth, at, test, origin } = about;
  const secrets = secretsOf(known.apiKey);
  const redact = (text: string): string => secrets.redact(text);
  const judgement = judgeRequest(request, known);
  const { text, hex } = textOfBody(request.bytes.length === 0 ? undefined : request.bytes.slice(0, bodyLimit * 4));
  const isCut = request.length > bodyLimit;
  const url = redact(/^[a-z]+:\/\//i.test(request.target) ? request.target : origin + request.target);
  const shown = {
    method: request.method,
    url,
    headers: headersOf(request, redact),
    body: text === null ? null : redact(windowAround(text, '', bodyLimit)),
    ...(hex === null || isCut ? {} : { bodyHex: redact(hex) }),
  };
  const whole = isCut || !request.whole ? null : curlOf({ request: { ...shown, path: '' } });
  return {
    nth,
    at,
    test,
    request: shown,
    bytes: request.length,
    whole: request.whole,
    judgement: { ...judgement, findings: judgement.findings.map((each) => quiet(each, redact)) },
    curl: whole,
    sent:
      judgement.purpose === 'update' && request.whole && request.length === request.bytes.length
        ? sentAttributes(request.bytes)
        : null,
  };
}

/** The record with its response. */
export function answeredWith({ sent, ...arrived }: Arrived, response: Answered | null, apiKey: string): Recorded {
  const secrets = secretsOf(apiKey);
  return {
    ...arrived,
    facets: facetsOf(sent, response),
    response:
      response === null
        ? null
        : {
            ...response,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, secrets.redact(value)]),
            ),
            body: secrets.redact(windowAround(response.body, '', bodyLimit)),
          },
  };
}
