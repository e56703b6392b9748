/** What ajv says of the bytes that are sent. A payload is never taken at its word. */
import { sameJson, type Json, type JsonObject } from '../text/json.ts';
import { compile } from '../schemas.ts';
import { PayloadError } from './errors.ts';
import type { KeywordPoint, Payload } from './types.ts';

/** What {@link assertPayload} asks: a function that validates and leaves its errors on itself, as ajv compiles it. */
export interface SchemaValidator {
  (data: unknown): unknown;
  errors?: readonly { readonly keyword: string; readonly instancePath: string }[] | null;
}

/** The schema compiled once, every error reported, formats checked. */
export const validatorOf: (schema: JsonObject) => SchemaValidator = compile;

/** Every breach in `body`; none when it is valid. */
export function breachesOf(validate: SchemaValidator, body: Json): readonly KeywordPoint[] {
  if (validate(body) === true) return [];
  return (validate.errors ?? []).map(({ keyword, instancePath }) => ({ keyword, pointer: instancePath }));
}

/** A value of the wrong type is necessarily outside of an enumeration at the same place: these come with `type`. */
const implied: Readonly<Record<string, readonly string[]>> = { type: ['enum', 'const'] };

/**
 * True when the breaches are the intended one and no other: none for null; else exactly one error object with that
 * keyword and pointer. The one exception: where `type` is broken, `enum` or `const` at the same pointer may be reported too.
 */
export function isExactly(breaches: readonly KeywordPoint[], target: KeywordPoint | null): boolean {
  if (target === null) return breaches.length === 0;
  const here = breaches.filter(({ pointer }) => pointer === target.pointer);
  const rest = here.filter(({ keyword }) => !(implied[target.keyword] ?? []).includes(keyword));
  return here.length === breaches.length && rest.length === 1 && rest[0]?.keyword === target.keyword;
}

const said = (breaches: readonly KeywordPoint[]): string =>
  breaches.length === 0
    ? 'no error'
    : breaches.map(({ keyword, pointer }) => `${keyword} at ${JSON.stringify(pointer)}`).join(', ');

/**
 * Judges the bytes of a payload. Throws {@link PayloadError}, a fault of the suite, when a valid one has an error, when
 * an invalid one has another error than the one it is meant to have, or when its text is not its body.
 */
export function assertPayload(validate: SchemaValidator, payload: Payload): void {
  let body: Json;
  try {
    body = JSON.parse(payload.text) as Json;
  } catch (cause) {
    throw new PayloadError(`Payload ${payload.id} is not JSON. Mend its generator; it was not sent.`, { cause });
  }
  if (!sameJson(body, payload.body)) {
    throw new PayloadError(`The text of payload ${payload.id} is not its body. Mend its generator; it was not sent.`);
  }
  const wanted = payload.kind === 'valid' ? null : payload.target;
  const breaches = breachesOf(validate, body);
  const settled = payload.kind === 'valid' || wanted !== null;
  if (settled && isExactly(breaches, wanted)) return;
  throw new PayloadError(
    `Payload ${payload.id} is meant to have ${said(wanted === null ? [] : [wanted])} and ajv finds ${said(breaches)}. Mend its generator; it was not sent. Body: ${payload.text.slice(0, 300)}`,
  );
}
