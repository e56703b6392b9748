/** The two schemas with attributes that the suite has never heard of. Pure: schemas in, schemas out. */

import type { AttributesFile } from '../../support/endpoint/index.ts';

/** A JSON Schema, as far as it is looked into here. */
export interface ContactSchema {
  readonly properties: {
    readonly contact: { readonly properties: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };
  };
}

/** The two schemas, and what they cannot say. */
export interface Schemas {
  readonly request: ContactSchema;
  readonly response: ContactSchema;
  readonly attributes: AttributesFile;
}

const text = { type: 'string' } as const;
const places = { street: text, city: text } as const;
const spoken = { type: 'array', items: text } as const;

/** What the two schemas say of an attribute; the request schema is closed, as everything in there. */
interface InBoth {
  readonly request: object;
  readonly response: object;
}
const both = (request: object, response = request): InBoth => ({ request, response });

const three = {
  job_title: both({ type: 'string', maxLength: 80 }, text),
  address: both(
    { type: 'object', properties: places, additionalProperties: false },
    { type: 'object', properties: places },
  ),
  languages: both(spoken),
} as const satisfies Readonly<Record<string, InBoth>>;

const four = { ...three, nickname: both(text) };

/** An attribute of every kind. */
const ten = {
  ...four,
  birthday: both({ type: 'string', format: 'date' }),
  score: both({ type: 'integer', minimum: 0, maximum: 100 }),
  rating: both({ type: 'number', minimum: 0, maximum: 5 }),
  subscribed: both({ type: 'boolean' }),
  stage: both({ type: 'string', enum: ['lead', 'customer', 'former'] }),
  interests: both({ type: 'array', items: { type: 'string', maxLength: 40 }, maxItems: 5 }),
};

/** The names of the three. */
export const names = ['job_title', 'address', 'languages'] as const satisfies readonly (keyof typeof three)[];

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

const propertiesOf = (attributes: Readonly<Record<string, InBoth>>, side: keyof InBoth) =>
  Object.fromEntries(Object.entries(attributes).map(([name, schemas]) => [name, schemas[side]]));

const withAll =
  (attributes: Readonly<Record<string, InBoth>>) =>
  ({ request, response, ...others }: Schemas): Schemas => ({
    ...others,
    request: withProperties(request, propertiesOf(attributes, 'request')),
    response: withProperties(response, propertiesOf(attributes, 'response'), Object.keys(attributes)),
  });

/** The schemas with a text, an object and a list of texts; every response shows all three. */
export const withThreeAttributes = withAll(three);

/** The schemas with so many more texts. */
export const withTexts = (added: readonly string[]) =>
  withAll(Object.fromEntries(added.map((name) => [name, both(text)])));

const identifier = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const;
const record = { type: 'object', properties: { id: identifier, name: text }, required: ['id', 'name'] } as const;

/** What a row of the data file says of two attributes that no document shows. */
const rows = (clause: AttributesFile['general']['required']): AttributesFile['attributes'] => ({
  assistant: { kind: 'text', values: 'person-name', clause },
  manager_id: { kind: 'reference', shownAt: '/manager/id', empty: null, variables: ['NEETOCRM_OWNER_ID'], clause },
});

/** The schemas and the data file with a name and an identifier that have rows there: described, and not documented. */
const withRows = ({ request, response, attributes }: Schemas): Schemas => ({
  request: withProperties(request, { assistant: text, manager_id: identifier }),
  response: withProperties(response, { assistant: text, manager: record }, ['assistant', 'manager']),
  attributes: { ...attributes, attributes: { ...attributes.attributes, ...rows(attributes.general.required) } },
});

/** How a checkout comes by attributes that no document shows, and their names. */
export const additions = [
  { which: 'three', what: 'three new attributes', edit: withThreeAttributes, added: names },
  { which: 'four', what: 'a fourth one', edit: withAll(four), added: Object.keys(four) },
  { which: 'ten', what: 'ten of every kind', edit: withAll(ten), added: Object.keys(ten) },
  { which: 'rows', what: 'a text and an identifier with rows', edit: withRows, added: ['assistant', 'manager_id'] },
] as const;
/** Which attributes a checkout has. */
export type Which = (typeof additions)[number]['which'];

/** The schemas with one more attribute, which a response shows as a request sends it. */
export const withAttribute =
  (name: string, schema: unknown) =>
  ({ request, response, ...others }: Schemas): Schemas => ({
    ...others,
    request: withProperties(request, { [name]: schema }),
    response: withProperties(response, { [name]: schema }),
  });

/** The schemas with one more attribute in the request alone: no response shows it. */
export const withHiddenAttribute =
  (name: string) =>
  ({ request, ...others }: Schemas): Schemas => ({ ...others, request: withProperties(request, { [name]: text }) });

const inSteps = { type: 'number', minimum: 0, maximum: 10 } as const;
const oneOfThree = { type: 'string', enum: ['bronze', 'silver', 'gold'] } as const;
const fewValued = {
  tier: oneOfThree,
  vip: { type: 'boolean' },
  score: inSteps,
  manager_id: { $ref: '#/$defs/identifier' },
} as const;

/** The names of the four. */
export const fewValuedNames = Object.keys(fewValued);

/** The schemas with a choice, a truth value, a number and an identifier; a response may leave out the identifier. */
export const withFewValues = ({ request, response, ...others }: Schemas): Schemas => ({
  ...others,
  request: withProperties(request, fewValued),
  response: withProperties(response, fewValued, ['tier', 'vip', 'score']),
});
