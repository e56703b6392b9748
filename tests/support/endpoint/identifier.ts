/** The form of an identifier, as the request schema defines it. */
import type { Json, JsonObject } from '../text/json.ts';
import requestFile from '../../../schemas/contact-update.request.schema.json' with { type: 'json' };
import { own } from '../text/json.ts';
import { formOf, objectAt } from './schema.ts';

const formIn = (requestSchema: JsonObject): RegExp | null =>
  formOf(own(objectAt(objectAt(requestSchema, '$defs'), 'identifier'), 'pattern'));

/** What keeps identifiers from being told from other texts, as sentences; none when all is well. */
export const identifierFaults = (requestSchema: JsonObject): readonly string[] =>
  formIn(requestSchema) === null
    ? [
        'No run can tell an identifier from another text: the request schema has no definition "identifier" with a pattern. Add it under "$defs".',
      ]
    : [];

const form = formIn(requestFile);

/** True for a text of the form of an identifier. */
export const isIdentifier = (value: Json | undefined): boolean =>
  typeof value === 'string' && form?.test(value) === true;

/** An identifier that no record has: it is named in requests that are refused, or about which nothing is promised. */
export const unknownIdentifier = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';
