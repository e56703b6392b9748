/** The body of an update: whole, JSON, each key once, and an envelope with attributes. */
import { parseBody, type Body } from '../client/body.ts';
import type { SdkClauseId } from '../catalogue.ts';
import { segmentsOf, type Json } from '../text/json.ts';
import { excerptOf, findingOf } from './finding.ts';
import { envelopeFindings } from './envelope.ts';
import { valuesOf, mediaFindings, saysJson } from './media.ts';
import type { ClientRequest, Findings, Known, SdkFinding } from './types.ts';

interface JudgedBody {
  readonly findings: Findings;
  /** The body as JSON; undefined where it is none, or could not be read. */
  readonly value: Json | undefined;
  readonly judged: readonly SdkClauseId[];
}

const plain = (clause: SdkClauseId, kind: string, message: string, rest?: Partial<SdkFinding>): SdkFinding =>
  findingOf(clause, 'the body', kind, message, rest);

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

const unread = (findings: Findings, judged: readonly SdkClauseId[]): JudgedBody => ({
  findings,
  value: undefined,
  judged,
});

/** What a body looks like that is not JSON. */
function looksLike(text: string, contentType: string): { readonly kind: string; readonly words: string } {
  if (/^\s*</.test(text)) return { kind: 'markup', words: 'it is HTML or XML' };
  if (/^\s*--\S+\r?\n/.test(text) || /multipart/i.test(contentType))
    return { kind: 'multipart', words: 'it is a multipart form' };
  if (/^[^\s{}"=&]+=[^\s{}"]*(?:&[^\s{}"=&]+=[^\s{}"]*)*$/.test(text.trim()))
    return { kind: 'form', words: 'it is a form' };
  if (/^\s*[{[]\s*'/.test(text) || /\b(?:None|True|False)\b/.test(text))
    return { kind: 'literal', words: 'it is a value as a programming language prints it' };
  if (/\b(?:NaN|-?Infinity|undefined)\b/.test(text))
    return { kind: 'number', words: 'NaN, Infinity or undefined stands in it' };
  if (/^\s*[{[]/.test(text)) {
    if (/,\s*[}\]]/.test(text)) return { kind: 'comma', words: 'a comma stands before a closing bracket' };
    if (/[{,]\s*[A-Za-z_$][\w$]*\s*:/.test(text))
      return { kind: 'bare keys', words: 'keys stand without quotation marks' };
    return { kind: 'other', words: 'it begins like JSON and breaks its grammar' };
  }
  return { kind: 'other', words: 'it is another text' };
}

/** A body that is no JSON, with the label that says so too: one mistake. */
function notJson(request: ClientRequest, body: Body & { readonly ok: false }): Findings {
  const label = saysJson(request) ? [] : mediaFindings(request);
  const text = body.text.slice(0, 10_000);
  const { kind, words } =
    body.reason === 'truncated'
      ? { kind: 'cut short', words: 'breaks off before its JSON ends' }
      : looksLike(text, valuesOf(request, 'content-type').join(', '));
  const said = body.reason === 'truncated' ? `The body ${words}.` : `The body is not JSON: ${words}.`;
  return [
    plain('sdk-body-json', kind, [said, ...label.map(({ message }) => message)].join(' '), {
      ...(label.length === 0 ? {} : { also: ['sdk-media-type-json'] }),
      expected: 'JSON',
      actual: excerptOf(text),
    }),
  ];
}

function encodingFindings(request: ClientRequest, body: Body): Findings {
  if (body.utf8) return [];
  const isMarked = body.text.startsWith('\ufeff');
  // A body in the charset that its label names is one mistake.
  const label = isMarked ? [] : mediaFindings(request).filter(({ kind }) => kind === 'charset');
  return [
    plain(
      'sdk-body-json',
      isMarked ? 'byte order mark' : 'not UTF-8',
      isMarked
        ? 'The body begins with a byte order mark.'
        : [
            `The body is not UTF-8${request.bytes.includes(0) ? '; it looks like UTF-16' : ''}.`,
            ...label.map(({ message }) => message),
          ].join(' '),
      {
        ...(label.length === 0 ? {} : { also: ['sdk-media-type-json'] }),
        expected: 'UTF-8',
        actual: isMarked ? 'a byte order mark' : Buffer.from(request.bytes.slice(0, 40)).toString('hex'),
      },
    ),
  ];
}

/** What is wrong with the label and the encoding of a body; a label that is told with the encoding is not told again. */
function writtenFindings(request: ClientRequest, body: Body): Findings {
  const encoding = encodingFindings(request, body);
  const told = new Set(encoding.flatMap(({ also = [] }) => also));
  return [...encoding, ...mediaFindings(request).filter(({ clause }) => !told.has(clause))];
}

/** The first two bytes of what gzip writes (RFC 1952, section 2.3.1). */
const isGzip = ({ bytes }: ClientRequest): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** How much of a body was announced, and by what. */
function announced(request: ClientRequest): string {
  const [length] = valuesOf(request, 'content-length');
  return length === undefined ? 'a body to its end' : `${length} bytes, as Content-Length says`;
}

/** What is wrong with the body of an update. */
export function bodyFindings(request: ClientRequest, known: Known): JudgedBody {
  if (!request.whole)
    return unread(
      [
        plain('sdk-request-whole', 'half', `The connection ended after ${request.length} bytes of the body.`, {
          where: 'the request',
          expected: announced(request),
          actual: `${request.length} bytes`,
        }),
      ],
      ['sdk-request-whole'],
    );
  const whole = ['sdk-request-whole'] as const;
  if (request.length === 0)
    return unread(
      [plain('sdk-update-not-empty', 'no body', 'The update has no body.')],
      [...whole, 'sdk-update-not-empty'],
    );
  const labelled = [...whole, 'sdk-media-type-json'] as const;
  if (request.length > request.bytes.length)
    return unread(
      [
        ...mediaFindings(request),
        plain(
          'sdk-body-judged',
          'too large',
          `The body has ${megabytes(request.length)}. The stand-in reads ${megabytes(request.bytes.length)}, answers 413 as a server may, and has not judged it.`,
          { party: 'stand-in', expected: request.bytes.length, actual: request.length },
        ),
      ],
      [...labelled, 'sdk-body-judged'],
    );
  const encodings = valuesOf(request, 'content-encoding').filter((each) => each.trim().toLowerCase() !== 'identity');
  if (encodings.length > 0 || isGzip(request))
    return unread(
      [
        ...mediaFindings(request),
        plain(
          'sdk-body-json',
          'compressed',
          `The body is compressed, which is not documented${encodings.length > 0 ? '' : ', and no header Content-Encoding says so'}.`,
          {
            where: encodings.length > 0 ? 'the header Content-Encoding' : 'the body',
            expected: 'JSON as it is',
            actual: encodings.length > 0 ? encodings.join(', ') : 'gzip',
          },
        ),
      ],
      [...labelled, 'sdk-body-json'],
    );
  const read = [...labelled, 'sdk-body-json', 'sdk-body-judged'] as const;
  const body = parseBody(request.bytes, {});
  if (!body.ok && body.reason === 'too-deep')
    return unread(
      [
        ...mediaFindings(request),
        plain('sdk-body-judged', 'too deep', `${body.message} Nobody documents such a body.`, { party: 'stand-in' }),
      ],
      [...labelled, 'sdk-body-judged'],
    );
  if (!body.ok && body.reason === 'empty')
    return unread(
      [...mediaFindings(request), plain('sdk-update-not-empty', 'blank body', 'The body is blank.')],
      [...read, 'sdk-update-not-empty'],
    );
  if (!body.ok) {
    return unread(body.utf8 ? notJson(request, body) : writtenFindings(request, body), read);
  }
  const twice = body.duplicateKeys.map((pointer) =>
    plain(
      'sdk-body-keys-once',
      `twice ${pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')}`,
      `The key "${excerptOf(segmentsOf(pointer).at(-1) ?? '')}" stands twice in one object.`,
      {
        pointer,
        where: pointer,
        expected: 'once',
        actual: 'twice',
      },
    ),
  );
  const { findings, judged } = envelopeFindings(body.value, known);
  return {
    findings: [...writtenFindings(request, body), ...twice, ...findings],
    value: body.value,
    judged: [...read, 'sdk-body-keys-once', ...judged],
  };
}
