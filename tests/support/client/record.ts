import type { Exchange, Leak, ParsedBody, Purpose, RequestSpec } from './exchange.ts';
import type { Json } from '../text/json.ts';
import type { Transmission } from './attempt.ts';
import { parseBody } from './body.ts';
import { textOfBody } from '../text/bytes.ts';
import { unshown } from '../text/headers.ts';
import { escapeToken } from './scan.ts';
import type { Redactor } from './secrets.ts';

/** What the recorder is told besides the last attempt. */
interface About {
  readonly id: number;
  readonly case: string;
  readonly purpose: Purpose;
  readonly origin: string;
  readonly attempts: number;
  readonly throttled: number;
}

/** Headers whose value is an address: where they carry the key, it travels on in somebody's log. */
const ADDRESSES = new Set(['location', 'content-location', 'link', 'refresh']);

/**
 * Makes the record of a request. What the response gave away of the key is noted first and redacted then, so that no later
 * step ever holds it.
 */
export function record(spec: RequestSpec, last: Transmission, secrets: Redactor, about: About): Exchange {
  const path = secrets.redact(last.path);
  const { response, failure, leaks } = last.result.ok
    ? answered(last.result, secrets)
    : { response: null, failure: failed(last.result.failure, secrets), leaks: [] };
  return Object.freeze({
    id: about.id,
    case: about.case,
    purpose: about.purpose,
    request: Object.freeze({
      method: spec.method,
      url: `${secrets.redact(about.origin)}${path}`,
      path,
      headers: redactedHeaders(withoutWithheld(spec), secrets),
      ...recordedBody(spec.body, secrets),
    }),
    response,
    failure,
    leaks: Object.freeze(leaks),
    attempts: about.attempts,
    throttled: about.throttled,
    ms: Math.round(last.ms * 1000) / 1000,
    sentAt: last.sentAt,
  });
}

/** The headers of a request, those that are withheld without their values. */
function withoutWithheld({ headers, withheld = [] }: RequestSpec): Readonly<Record<string, string>> {
  if (withheld.length === 0) return headers;
  const hidden = new Set(withheld.map((name) => name.toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, hidden.has(name.toLowerCase()) ? unshown : value]),
  );
}

/** The body of a request as text, and in hexadecimal where no text says what its bytes are. */
function recordedBody(body: RequestSpec['body'], secrets: Redactor): Pick<Exchange['request'], 'body' | 'bodyHex'> {
  const { text, hex } = textOfBody(body);
  return {
    body: text === null ? null : secrets.redact(text),
    ...(hex === null ? {} : { bodyHex: secrets.redact(hex) }),
  };
}

type Received = Extract<Transmission['result'], { ok: true }>;

function answered(received: Received, secrets: Redactor): Pick<Exchange, 'response' | 'failure' | 'leaks'> {
  const { text, utf8, ...parsed } = parseBody(received.bytes, received.headers);
  const { status, headers, bytes } = received;
  // Nearly every response is clean, which one look tells. Only an escape could hide a letter of the key from it.
  if (!text.includes('\\') && !secrets.holds(`${textOf(headers)}${text}`)) {
    return {
      response: Object.freeze({ status, bytes: bytes.length, utf8, headers: Object.freeze(headers), text, parsed }),
      failure: null,
      leaks: [],
    };
  }
  const inBody = leaksInBody(text, parsed, secrets);
  const response = Object.freeze({
    status,
    bytes: bytes.length,
    utf8,
    headers: redactedHeaders(headers, secrets),
    text: redactedText(text, parsed, inBody, secrets),
    parsed: redactedBody(parsed, secrets),
  });
  return { response, failure: null, leaks: [...leaksInHeaders(headers, secrets), ...inBody] };
}

/** Header lines as one text. */
function textOf(headers: Readonly<Record<string, string>>): string {
  let text = '';
  for (const name in headers) text += `${name},${headers[name] ?? ''}\n`;
  return text;
}

function failed(failure: NonNullable<Exchange['failure']>, secrets: Redactor): Exchange['failure'] {
  return Object.freeze({ ...failure, message: secrets.redact(failure.message) });
}

function leaksInHeaders(headers: Readonly<Record<string, string>>, secrets: Redactor): Leak[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    secrets.find(`${name}: ${value}`).map((form): Leak => ({
      where: ADDRESSES.has(name) ? 'url' : 'header',
      pointer: `/${escapeToken(secrets.redact(name))}`,
      form,
    })),
  );
}

function leaksInBody(text: string, parsed: ParsedBody, secrets: Redactor): Leak[] {
  const inText = secrets.find(text);
  // An escape such as \u0041 hides a letter from the raw text, not from the parsed one.
  const within = parsed.ok && (inText.length > 0 || text.includes('\\')) ? leaksInValue(parsed.value, '', secrets) : [];
  return within.length > 0 ? within : inText.map((form) => ({ where: 'body', pointer: '', form }));
}

function leaksInValue(value: Json, pointer: string, secrets: Redactor): Leak[] {
  const at = (form: string): Leak => ({ where: 'body', pointer, form });
  if (typeof value === 'string' || typeof value === 'number') return secrets.find(String(value)).map(at);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const below = `${pointer}/${escapeToken(secrets.redact(name))}`;
    const inName = secrets.find(name).map((form): Leak => ({ where: 'body', pointer: below, form }));
    return [...inName, ...leaksInValue(member, below, secrets)];
  });
}

function redactedText(text: string, parsed: ParsedBody, leaks: readonly Leak[], secrets: Redactor): string {
  // Part of the key may be behind escapes: the body is shown as its redacted value prints.
  if (parsed.ok && leaks.length > 0 && text.includes('\\')) return JSON.stringify(redactedValue(parsed.value, secrets));
  return secrets.redact(text);
}

function redactedBody(parsed: ParsedBody, secrets: Redactor): ParsedBody {
  if (!parsed.ok) return parsed;
  const duplicateKeys = parsed.duplicateKeys.map((pointer) => secrets.redact(pointer));
  return { ok: true, value: redactedValue(parsed.value, secrets), duplicateKeys };
}

function redactedValue(value: Json, secrets: Redactor): Json {
  if (typeof value === 'string') return secrets.redact(value);
  if (typeof value === 'number') return secrets.redact(String(value)) === String(value) ? value : '[redacted]';
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => redactedValue(item, secrets));
  // fromEntries defines members; an assignment to `__proto__` would not.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [secrets.redact(name), redactedValue(member, secrets)]),
  );
}

function redactedHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: Redactor,
): Readonly<Record<string, string>> {
  const result = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers)) result[secrets.redact(name)] = secrets.redact(value);
  return Object.freeze(result);
}
