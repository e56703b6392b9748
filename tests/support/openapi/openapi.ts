/** The endpoint as an OpenAPI document, made of the two schemas: for generators of clients. Pure. */
import documentedRequest from '../../../fixtures/documented/request.json' with { type: 'json' };
import documentedResponse from '../../../fixtures/documented/response.json' with { type: 'json' };
import frame from '../../../schemas/openapi-frame.json' with { type: 'json' };
import { requestSchema, responseSchema } from '../schemas.ts';
import { SuiteFault } from '../errors.ts';
import { canonical, isObject, own, type Json, type JsonObject } from '../text/json.ts';

interface Described {
  /** Everything but the schemas and the examples: `schemas/openapi-frame.json`. */
  readonly frame: JsonObject;
  readonly requestSchema: JsonObject;
  readonly responseSchema: JsonObject;
  /** The bodies that the documentation shows. */
  readonly documentedRequest: JsonObject;
  readonly documentedResponse: JsonObject;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Keywords that say where a schema is, which a part of a document may not. */
const placing: ReadonlySet<string> = new Set(['$schema', '$id', '$defs', 'title']);

/** A schema as a component: what it refers to is another component. */
function asComponent(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(asComponent);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const definition =
        key === '$ref' && typeof each === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(each)?.[1] : undefined;
      return [key, definition === undefined ? asComponent(each) : `#/components/schemas/${capital(definition)}`];
    }),
  );
}

const bare = (schema: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !placing.has(key)));

/** The definitions of both schemas under names of components. One name stands for one thing. */
function definitionsOf(...schemas: readonly JsonObject[]): JsonObject {
  const all = new Map<string, Json>();
  for (const schema of schemas) {
    const definitions = own(schema, '$defs');
    for (const [name, definition] of isObject(definitions) ? Object.entries(definitions) : []) {
      const component = asComponent(definition);
      const known = all.get(capital(name));
      if (known !== undefined && canonical(known) !== canonical(component))
        throw new SuiteFault(`The two schemas of the contact define ${name} in two ways. Name one of them otherwise.`);
      all.set(capital(name), component);
    }
  }
  return Object.fromEntries(all);
}

const objectAt = (value: JsonObject, key: string): JsonObject => {
  const inner = own(value, key);
  return isObject(inner) ? inner : {};
};

/**
 * The document.
 * @throws SuiteFault when the two schemas define one name in two ways
 */
export function openapiOf(described: Described): JsonObject {
  const { frame, requestSchema, responseSchema, documentedRequest, documentedResponse } = described;
  return {
    ...frame,
    components: {
      schemas: {
        ContactUpdateRequest: asComponent(bare(requestSchema)),
        ContactUpdateResponse: asComponent(bare(responseSchema)),
        ...definitionsOf(requestSchema, responseSchema),
      },
      examples: {
        DocumentedRequest: { summary: 'The request of the documentation', value: documentedRequest },
        DocumentedResponse: { summary: 'The response of the documentation', value: documentedResponse },
      },
      ...objectAt(frame, 'components'),
    },
  };
}

/** The document of this project's schemas. */
export const openapiDocument = openapiOf({
  frame,
  requestSchema,
  responseSchema,
  documentedRequest,
  documentedResponse,
});
