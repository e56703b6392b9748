/**
 * The schemas of `schemas/`, compiled with ajv (JSON Schema 2020-12, strict). They are imported and not
 * read, so that a room that may do no I/O can be handed them.
 */
import type { Json, JsonObject } from './text/json.ts';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import requestFile from '../../schemas/contact-update.request.schema.json' with { type: 'json' };
import responseFile from '../../schemas/contact-update.response.schema.json' with { type: 'json' };
import errorFile from '../../schemas/error.schema.json' with { type: 'json' };

export type { ErrorObject, ValidateFunction };

/** The body of an update. Closed; payloads are generated from it. */
export const requestSchema: JsonObject = requestFile;
/** The answer to an accepted update. Open. */
export const responseSchema: JsonObject = responseFile;
/** The body of a refusal. Open. */
export const errorSchema: JsonObject = errorFile;

/** The three schemas by the name of their file, without `.schema.json`. */
export const schemas = {
  'contact-update.request': requestSchema,
  'contact-update.response': responseSchema,
  error: errorSchema,
} as const;

/**
 * Digits of a quotient behind the point that decide whether a number is a multiple: 0.07 is one of 0.01, although 0.07 / 0.01 is
 * 7.000000000000001.
 */
const multipleOfPrecision = 6;

/**
 * ajv as the suite uses it: strict, so that an unknown keyword is an error, and every violation reported, not the first. Several types
 * of one value are no mistake here.
 * @param isWhole - false for a part of a schema that was compiled as a whole: the type of a value may be said around the part
 */
export function makeAjv(isWhole = true): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: isWhole,
    allErrors: true,
    ownProperties: true,
    allowUnionTypes: true,
    multipleOfPrecision,
  });
  ajvFormats.default(ajv);
  return ajv;
}

/**
 * Compiles a schema.
 *
 * @throws Error (of ajv) when the schema is not valid under its meta schema, or has a keyword that ajv does not know.
 */
export const compile = (schema: JsonObject): ValidateFunction => makeAjv().compile(schema);

/** Compiles a part of a schema that compiles as a whole. */
export const compilePart = (schema: JsonObject): ValidateFunction => makeAjv(false).compile(schema);

/** Says of a value whether it keeps to a schema. After a call that gives false, `.errors` holds every violation until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Compiled when it is first asked: a command that judges nothing need not wait for that. */
function lazily(schema: JsonObject): Validator {
  let compiled: ValidateFunction | null = null;
  const validate: Validator = (value) => {
    compiled ??= compile(schema);
    const valid = compiled(value);
    validate.errors = compiled.errors ?? null;
    return valid;
  };
  return validate;
}

/** Validators of the body of an update, and of the response to one that was accepted. */
export const validateRequest: Validator = lazily(requestSchema);
export const validateResponse: Validator = lazily(responseSchema);

/** A violation of a schema: the JSON Pointer of the value, the keyword that it breaks, and the sentence of ajv. */
export interface Violation {
  readonly pointer: string;
  readonly keyword: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Every violation of a schema by a value, in the order of the schema; empty when it is valid. */
export function violations(validate: Validator, value: Json): readonly Violation[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
    pointer: instancePath,
    keyword,
    message: message ?? `breaks ${keyword}`,
    params: params as Readonly<Record<string, unknown>>,
  }));
}
