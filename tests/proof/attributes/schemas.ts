/** The two schemas with attributes that the suite has never heard of. Pure: schemas in, schemas out. */

/** A JSON Schema, as far as it is looked into here. */
export interface ContactSchema {
  readonly properties: {
    readonly contact: {
      readonly properties: Readonly<Record<string, unknown>>;
      readonly required?: readonly string[];
    };
  };
}

export interface Schemas {
  readonly request: ContactSchema;
  readonly response: ContactSchema;
}

const text = { type: 'string' } as const;
const places = { street: text, city: text } as const;
const spoken = { type: 'array', items: text } as const;

/** Three attributes as a request schema says it: closed, like everything in there. */
const inRequest = {
  job_title: { type: 'string', maxLength: 80 },
  address: { type: 'object', properties: places, additionalProperties: false },
  languages: spoken,
} as const;

/** The same as a response schema says it. */
const inResponse = { job_title: text, address: { type: 'object', properties: places }, languages: spoken } as const;

/** The names of the three. */
export const names = ['job_title', 'address', 'languages'] as const;
export type Name = (typeof names)[number];

function withProperties<Schema extends ContactSchema>(
  schema: Schema,
  added: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): Schema {
  const { contact } = schema.properties;
  return {
    ...schema,
    properties: {
      ...schema.properties,
      contact: {
        ...contact,
        properties: { ...contact.properties, ...added },
        ...(required.length === 0 ? {} : { required: [...(contact.required ?? []), ...required] }),
      },
    },
  };
}

/** The schemas with a text, an object and a list of texts; every response shows all three. */
export const withThreeAttributes = ({ request, response }: Schemas): Schemas => ({
  request: withProperties(request, inRequest),
  response: withProperties(response, inResponse, names),
});

/** The schemas with one more attribute, which a response shows as a request sends it. */
export const withAttribute =
  (name: string, schema: unknown) =>
  ({ request, response }: Schemas): Schemas => ({
    request: withProperties(request, { [name]: schema }),
    response: withProperties(response, { [name]: schema }),
  });

/** The schemas with one more attribute in the request alone: no response shows it. */
export const withHiddenAttribute =
  (name: string) =>
  ({ request, response }: Schemas): Schemas => ({ request: withProperties(request, { [name]: text }), response });
