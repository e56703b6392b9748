/** The endpoint: `PATCH /contacts/{id}`. The casts are honest because the proof holds each file against its schema. */
import documentedRequest from '../../../fixtures/documented/request.json' with { type: 'json' };
import attributesFile from '../../../schemas/contact-update.attributes.json' with { type: 'json' };
import requestFile from '../../../schemas/contact-update.request.schema.json' with { type: 'json' };
import responseFile from '../../../schemas/contact-update.response.schema.json' with { type: 'json' };
import type { ClauseId } from '../catalogue.ts';
import type { JsonObject } from '../text/json.ts';
import { messageOf, SuiteFault } from '../errors.ts';
import { describe } from './describe.ts';
import { identifierFaults } from './identifier.ts';
import { objectAt } from './schema.ts';
import { escapeKey, unescapeKey } from '../text/json.ts';
import type { Attribute, AttributeOf, AttributesFile, Endpoint } from './types.ts';

/** The parts of the data file; what is none of them, or of another form, is empty. */
const partsOf = (file: JsonObject): AttributesFile =>
  ({
    attributes: objectAt(file, 'attributes'),
    general: objectAt(file, 'general'),
    formats: objectAt(file, 'formats'),
  }) as unknown as AttributesFile;

/**
 * Everything that is known about the endpoint; where the schemas or the data file make no sense, nothing, and why. Every command loads
 * this file: what is wrong is a fault that each of them can tell, and not the end of it.
 */
export function describeOrNot(
  requestSchema: JsonObject,
  responseSchema: JsonObject,
  data: JsonObject,
  documented: JsonObject,
): Endpoint {
  try {
    const described = describe(requestSchema, responseSchema, partsOf(data), documented);
    return { ...described, faults: [...described.faults, ...identifierFaults(requestSchema)] };
  } catch (error) {
    const why = messageOf(error);
    const fault =
      error instanceof SuiteFault
        ? why
        : `No run can make sense of the schemas of the contact and of schemas/contact-update.attributes.json (${why}). Mend them.`;
    const nothing = { envelope: '', attributes: [], responseKeys: [], textKeys: new Set<string>() };
    return { requestSchema, responseSchema, ...nothing, faults: [fault] };
  }
}

const file = partsOf(attributesFile);

/** Everything that is known about the endpoint, derived once. */
export const endpoint = describeOrNot(requestFile, responseFile, attributesFile, documentedRequest);

/** The name of an attribute that an update can set. One that the request schema does not name does not compile. */
export type AttributeName = keyof typeof requestFile.properties.contact.properties;

const byName: ReadonlyMap<string, Attribute> = new Map(endpoint.attributes.map((each) => [each.name, each]));

/** The attribute of that name, or undefined. */
export const attributeNamed = (name: string): Attribute | undefined => byName.get(name);

/** The attributes of some kinds, in the order of the request schema. */
export const attributesOf = <Kind extends Attribute['kind']>(...kinds: readonly Kind[]): readonly AttributeOf<Kind>[] =>
  endpoint.attributes.filter((each): each is AttributeOf<Kind> => (kinds as readonly string[]).includes(each.kind));

/** Those of them that the documented request shows. */
export const documentedOf = <Kind extends Attribute['kind']>(...kinds: readonly Kind[]): readonly AttributeOf<Kind>[] =>
  attributesOf(...kinds).filter(({ documented }) => documented);

const top = `/${escapeKey(endpoint.envelope)}`;

/** The JSON Pointer of a key of the contact; of the contact itself when there is no key. */
export const pointerTo = (key?: string): string => (key === undefined ? top : `${top}/${escapeKey(key)}`);

/** The pointer below the contact: its key, and the rest; null for one that does not lead into the contact. */
export function keyOfPointer(pointer: string): string | null {
  if (!pointer.startsWith(`${top}/`)) return null;
  return unescapeKey(pointer.slice(top.length + 1).split('/', 1)[0] ?? '');
}

/** The attribute that a key of the contact in a response shows, or undefined. */
export const attributeShownAs = (key: string): Attribute | undefined =>
  endpoint.attributes.find(({ shownAs }) => shownAs === key);

/** The clauses of what has none of its own. */
export const general: AttributesFile['general'] = file.general;

/** The clause that a value breaks which is not of the form of a definition of the response schema; null: none. */
export const clauseOfFormat = (definition: string): ClauseId | null => file.formats[definition] ?? null;

/** The attribute of the minimal valid update: the first text. */
export const [controlAttribute] = attributesOf('text', 'value');
