/** The bytes of a response: media type, charset, encoding, parseability, envelope. */
import type { Exchange, ParsedBody } from '../client/exchange.ts';
import { isAccepted } from '../signs.ts';
import { isNamed } from './documented.ts';
import { contactOf, endpoint, isObject } from '../endpoint/index.ts';
import { broken, held, judge, type Judgement, type Oracle, type Situation } from './types.ts';

/** The media type of a Content-Type, in lower case and without parameters; null when there is none. */
export const mediaTypeOf = (contentType: string | undefined): string | null =>
  contentType === undefined || contentType.trim() === ''
    ? null
    : (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** The charset parameter of a Content-Type, in lower case and without quotes; null when there is none. */
export const charsetOf = (contentType: string | undefined): string | null =>
  /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;

/**
 * What kind of response an exchange ended with, in one line: the status, the media type and whether it shows a contact; or the kind of
 * failure. Two responses of one kind may differ in every value.
 */
export function responseKind({ response, failure }: Exchange): string {
  if (response === null) return `no response: ${failure?.kind ?? 'none'}`;
  const type = mediaTypeOf(response.headers['content-type']) ?? 'no media type';
  return `${String(response.status)} ${type}${contactOf(response.parsed) === null ? '' : ' with a contact'}`;
}

/**
 * True when the response has to be the documented one: every accepted plain update, and every accepted update about which
 * nothing is promised but whose response says that it is about a contact.
 */
export const isDocumentedResponse = ({ exchange: { response, request }, expectation }: Situation): boolean => {
  if (response === null || !isAccepted(response.status) || request.method !== 'PATCH') return false;
  if (expectation.kind === 'plain' || expectation.kind === 'either') return true;
  return expectation.kind === 'recorded' && contactOf(response.parsed) !== null;
};

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

function charset(contentType: string | undefined, text: string): Judgement {
  const named = charsetOf(contentType);
  const fits = named === null || named === 'utf-8' || named === 'utf8' || (named === 'us-ascii' && isAscii(text));
  return judge(
    fits,
    'answer-charset-utf8',
    '',
    `The header Content-Type of the response names the charset ${String(named)}; JSON is UTF-8.`,
    {
      expected: 'utf-8',
      actual: named,
    },
  );
}

const why: Readonly<Record<Extract<ParsedBody, { ok: false }>['reason'], string>> = {
  empty: 'the body is empty',
  html: 'the body is HTML',
  truncated: 'the body is cut short',
  'not-json': 'the body is not JSON',
  'too-deep': 'the body is nested too deeply to be read safely',
};

function parses(parsed: ParsedBody, text: string): Judgement {
  if (!parsed.ok)
    return broken('answer-body-parses', '', `The response cannot be parsed: ${why[parsed.reason]}.`, {
      expected: 'a JSON object',
      actual: text.slice(0, 200),
    });
  if (isObject(parsed.value)) return held('answer-body-parses');
  const kind =
    typeof parsed.value === 'string'
      ? 'a JSON text (encoded twice?)'
      : Array.isArray(parsed.value)
        ? 'an array'
        : 'a scalar';
  return broken('answer-body-parses', '', `The response is ${kind} instead of an object.`, {
    expected: 'a JSON object',
    actual: text.slice(0, 200),
  });
}

/** The response to an accepted update, as bytes. A 204 has no body to judge: its status is the finding. */
export const body: Oracle = (situation) => {
  const { response } = situation.exchange;
  if (response === null || !isDocumentedResponse(situation) || response.status === 204 || response.status === 205)
    return [];
  const contentType = response.headers['content-type'];
  const mediaType = mediaTypeOf(contentType);
  const parsed = parses(response.parsed, response.text);
  const found: Judgement[] = [
    judge(
      mediaType === 'application/json',
      'answer-media-type-json',
      '',
      mediaType === null
        ? 'The response has no header Content-Type.'
        : `The header Content-Type of the response is ${mediaType.slice(0, 100)}, not application/json.`,
      { expected: 'application/json', actual: mediaType },
    ),
    charset(contentType, response.text),
    parsed,
  ];
  if (parsed.outcome === 'pass') {
    found.push(
      judge(
        contactOf(response.parsed) !== null,
        'answer-envelope-contact',
        '',
        `The response holds no object under the key ${endpoint.envelope}.`,
        {
          expected: [endpoint.envelope],
          actual:
            response.parsed.ok && isObject(response.parsed.value)
              ? Object.keys(response.parsed.value).slice(0, 20)
              : null,
        },
      ),
    );
  }
  return found;
};

/**
 * Byte-level promises that hold for every JSON response, whatever its status. A key that no document names may stand as often as it
 * likes: no reader relies on it.
 */
export const bytes: Oracle = ({ exchange: { response }, expectation }) => {
  if (response === null || expectation.kind === 'read' || response.bytes === 0) return [];
  if (mediaTypeOf(response.headers['content-type'])?.endsWith('json') !== true) return [];
  const duplicates = response.parsed.ok
    ? response.parsed.duplicateKeys.filter((pointer) => isNamed(pointer, response.status))
    : [];
  return [
    judge(
      response.utf8,
      'answer-bytes-utf8',
      '',
      'The bytes of the response are not well-formed UTF-8, or begin with a byte order mark.',
    ),
    ...(duplicates.length === 0
      ? response.parsed.ok
        ? [held('answer-keys-unique')]
        : []
      : duplicates
          .slice(0, 5)
          .map((pointer) =>
            broken('answer-keys-unique', pointer, `The key at ${pointer} stands twice in the response.`),
          )),
  ];
};
