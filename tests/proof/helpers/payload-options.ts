/** Options for the payload generators, as the proofs of this folder use them. */
import type { Json, JsonObject } from '../../support/text/json.ts';
import type { AwkwardText, PayloadOptions } from '../../support/values/types.ts';
import type { Payload } from '../../support/payloads/index.ts';
import { invalidPayloads, validPayloads } from '../../support/payloads/index.ts';
import { validatorOf } from '../../support/values/breaches.ts';

export const identifiers = {
  company_id: ['11111111-aaaa-4bbb-8ccc-000000000001', '11111111-aaaa-4bbb-8ccc-000000000002'],
  owner_id: ['22222222-aaaa-4bbb-8ccc-000000000001'],
  tag_ids: [
    '33333333-aaaa-4bbb-8ccc-000000000001',
    '33333333-aaaa-4bbb-8ccc-000000000002',
    '33333333-aaaa-4bbb-8ccc-000000000003',
  ],
  field_id: ['44444444-aaaa-4bbb-8ccc-000000000001'],
} as const;

export const someTexts: readonly AwkwardText[] = [
  { id: 'emoji-joined', text: '👩‍👩‍👧‍👦' },
  { id: 'combining', text: 'e\u0301' },
  { id: 'lone-surrogate', text: 'Eve \ud83d', class: 'may' },
  { id: 'nul', text: 'E\u0000ve', class: 'may' },
  { id: 'long-local-part', text: `${'x'.repeat(64)}@example.com`, attributes: ['email'] },
];

/** Options for any schema. A new object each time, so that nothing that was made before is found again. */
export const optionsFor = (schema: JsonObject, change: Partial<PayloadOptions> = {}): PayloadOptions => ({
  schema: structuredClone(schema),
  seed: 1,
  identifiers,
  fixed: { value: 'dedicated value' },
  texts: someTexts,
  contactTag: 'c0ffee',
  ...change,
});

/** A body of one envelope with these attributes. */
export const envelope = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties: { contact: { type: 'object', properties, additionalProperties: false, ...more } },
  required: ['contact'],
  additionalProperties: false,
});

/** Ids of both sets, those that name the attribute. */
export const idsAbout = (options: PayloadOptions, slug: string): readonly string[] =>
  [...validPayloads(options), ...invalidPayloads(options)].map(({ id }) => id).filter((id) => id.includes(slug));

/** What ajv says of the bytes: the errors as `keyword pointer`. */
export function judged(options: PayloadOptions, { text }: Payload): readonly string[] {
  const validate = validatorOf(options.schema);
  validate(JSON.parse(text) as Json);
  return (validate.errors ?? []).map(({ keyword, instancePath }) => `${keyword} ${instancePath}`);
}
