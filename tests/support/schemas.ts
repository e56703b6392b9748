/**
 * The schemas of `schemas/`, compiled with ajv (JSON Schema 2020-12, strict). They are imported and not
 * read, so that a room that may do no I/O can be handed them.
 */
import type { Json, JsonObject } from './text/json.ts';
import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type ajvFormats from 'ajv-formats';
import { createRequire } from 'node:module';
import { memo } from './memo.ts';
import requestFile from '../../schemas/contact-update.request.schema.json' with { type: 'json' };
import responseFile from '../../schemas/contact-update.response.schema.json' with { type: 'json' };
import errorFile from '../../schemas/error.schema.json' with { type: 'json' };

export type { ErrorObject, ValidateFunction };

/** The body of an update. Closed; payloads are generated from it. */
export const requestSchema: JsonObject = requestFile;
/** The response to an accepted update. Open. */
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

const load = createRequire(import.meta.url);

let areTrusted = false;

/** Spares a thread from holding the schemas against the meta schema once more: what started it has done so. */
export function trustSchemas(): void {
  areTrusted = true;
}

/**
 * ajv as the suite uses it: strict, so that an unknown keyword is an error, and every violation reported, not the first. Several types
 * of one value are no mistake here.
 * @param isWhole - false for a part of a schema that was compiled as a whole: the type of a value may be said around the part
 */
export function makeAjv(isWhole = true): Ajv2020 {
  // Loaded when it is first asked: most commands judge nothing.
  const library = load('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  const ajv = new library.Ajv2020({
    strict: true,
    strictTypes: isWhole,
    // A part has been looked at as a part of the whole.
    validateSchema: isWhole && !areTrusted,
    allErrors: true,
    ownProperties: true,
    allowUnionTypes: true,
    multipleOfPrecision,
  });
  (load('ajv-formats') as typeof ajvFormats).default(ajv);
  return ajv;
}

/** One for the process: to make one, and the first schema that it judges, take longer than all of ours. */
const shared = memo(({ whole }: { readonly whole: boolean }): Ajv2020 => makeAjv(whole));
const [forWhole, forParts] = [{ whole: true }, { whole: false }];

function compileBy(ajv: Ajv2020, schema: JsonObject): ValidateFunction {
  try {
    return ajv.compile(schema);
  } finally {
    // It would be known by its `$id` from then on, which a changed copy has too.
    ajv.removeSchema(schema);
  }
}

/**
 * Compiles a schema, once per process.
 *
 * @throws Error (of ajv) when the schema is not valid under its meta schema, or has a keyword that ajv does not know.
 */
export const compile: (schema: JsonObject) => ValidateFunction = memo((schema) => compileBy(shared(forWhole), schema));

/** Compiles a part of a schema that compiles as a whole. */
export const compilePart: (schema: JsonObject) => ValidateFunction = memo((schema) =>
  compileBy(shared(forParts), schema),
);

/** What keeps a value from being a JSON Schema of the draft that the suite uses; null when it is one. */
export function notASchema(schema: JsonObject): ErrorObject | null {
  const ajv = shared(forWhole);
  return ajv.validateSchema(schema) === true ? null : (ajv.errors?.[0] ?? null);
}

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
