/** What ajv says of a value. */
import type { Json, JsonObject } from '../text/json.ts';
import { compile } from '../schemas.ts';
import type { KeywordPoint } from './types.ts';

/** A function that validates and leaves its errors on itself, as ajv compiles it. */
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
