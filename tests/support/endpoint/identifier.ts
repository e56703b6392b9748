/** The form of an identifier, as the request schema defines it. */
import type { Json } from '../text/json.ts';
import requestFile from '../../../schemas/contact-update.request.schema.json' with { type: 'json' };

const form = new RegExp(requestFile.$defs.identifier.pattern, 'u');

/** True for a text of the form of an identifier. */
export const isIdentifier = (value: Json | undefined): boolean => typeof value === 'string' && form.test(value);

/** An identifier that no record has: it is named in requests that are refused, or about which nothing is promised. */
export const unknownIdentifier = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';
