/** The endpoint as one value, derived from the two schemas and from what they cannot say. */
import type { JsonObject } from '../text/json.ts';
import { SuiteFault } from '../errors.ts';
import { escapeKey, isObject, own, segmentsOf } from '../text/json.ts';
import { listAt, namesRecords, propertiesOf, typesOf } from './schema.ts';
import type { Attribute, AttributeRow, AttributesFile, Endpoint } from './types.ts';

/** The key that wraps what an update changes: the one property of the body. */
function envelopeOf(requestSchema: JsonObject): string {
  const [name, ...others] = Object.keys(propertiesOf(requestSchema));
  if (name === undefined || others.length > 0)
    throw new SuiteFault('The request schema has to describe one object under one key, with the attributes in it.');
  return name;
}

const containerOf = (schema: JsonObject, envelope: string): JsonObject => propertiesOf(schema)[envelope] ?? {};

function attributeOf(
  name: string,
  row: AttributeRow | undefined,
  file: AttributesFile,
  schemas: Pick<Endpoint, 'requestSchema' | 'responseSchema' | 'envelope'>,
  documented: boolean,
): Attribute {
  const { requestSchema, responseSchema, envelope } = schemas;
  const response = containerOf(responseSchema, envelope);
  const shownKeys = propertiesOf(response);
  const shown =
    row?.shownAt === undefined ? (Object.hasOwn(shownKeys, name) ? `/${escapeKey(name)}` : null) : row.shownAt;
  const shownAs = shown === null ? null : (segmentsOf(shown)[0] ?? null);
  const { general } = file;
  const required = listAt(response, 'required').includes(name);
  const base = {
    name,
    label: shownAs !== null && row?.kind !== 'text' && row !== undefined ? shownAs : name.replaceAll('_', ' '),
    pointer: shown === null ? null : `/${escapeKey(envelope)}${shown}`,
    shownAs,
    clause: row?.clause ?? (required ? general.required : general.optional),
    shape: row?.shape ?? general.shape,
    unknown: row?.unknown ?? general.unknown,
    malformed: row?.malformed ?? general.malformed,
    variables: row?.variables ?? [],
    documented,
  };
  switch (row?.kind) {
    case 'text':
      return { ...base, kind: 'text', values: row.values ?? null, tolerates: row.tolerates ?? [] };
    case 'reference':
      return { ...base, kind: 'reference', empty: row.empty ?? null };
    case 'set':
      return { ...base, kind: 'set', replaces: row.replaces ?? null, clears: row.clears ?? null };
    case 'opaque':
      return { ...base, kind: 'opaque', reset: row.reset ?? {} };
    case undefined: {
      const schema = propertiesOf(containerOf(requestSchema, envelope))[name] ?? {};
      const types = typesOf(shownKeys[name] ?? {}, responseSchema);
      return { ...base, kind: 'value', identifier: namesRecords(name, schema, requestSchema), types };
    }
  }
}

/** Names of properties whose text a client writes, at any depth. */
function textKeysOf(schema: JsonObject, root: JsonObject, name = ''): readonly string[] {
  const items = own(schema, 'items');
  const here = typesOf(schema, root).has('string') && name !== '' && !namesRecords(name, schema, root) ? [name] : [];
  return [
    ...here,
    ...(isObject(items) ? textKeysOf(items, root, name) : []),
    ...Object.entries(propertiesOf(schema)).flatMap(([key, child]) => textKeysOf(child, root, key)),
  ];
}

/** Properties that an attribute cannot do without, and that only a configured identifier could fill. */
function unfillable(name: string, schema: JsonObject, root: JsonObject): readonly string[] {
  const items = own(schema, 'items');
  const required = listAt(schema, 'required');
  return [
    ...(isObject(items) ? unfillable(name, items, root) : []),
    ...Object.entries(propertiesOf(schema))
      .filter(([key]) => required.includes(key))
      .flatMap(([key, child]) =>
        namesRecords(key, child, root) ? [`${name}/${key}`] : unfillable(`${name}/${key}`, child, root),
      ),
  ];
}

/** True for a list of objects that have exactly the keys that the reset gives a text to: the one form that a reset is written in. */
function isResettable(schema: JsonObject, reset: readonly string[], root: JsonObject): boolean {
  const items = own(schema, 'items');
  if (!typesOf(schema, root).has('array') || !isObject(items)) return false;
  const properties = propertiesOf(items);
  const texts = Object.entries(properties).filter(([, child]) => typesOf(child, root).has('string'));
  return reset.length === Object.keys(properties).length && reset.every((key) => texts.some(([name]) => name === key));
}

const dataFile = 'schemas/contact-update.attributes.json';

/** Hidden attributes that a run would write and could not reset: what it wrote would stay. */
function resetFaults(
  attributes: readonly Attribute[],
  properties: Readonly<Record<string, JsonObject>>,
  requestSchema: JsonObject,
): readonly string[] {
  const opaque = attributes.filter((attribute) => attribute.kind === 'opaque');
  return [
    ...opaque
      .slice(1)
      .map(
        ({ name }) =>
          `No run can put back the attribute ${name}: ${String(opaque[0]?.name)} is reset already, and only one attribute that no response shows can be. Take its row out of ${dataFile}, and it out of the request schema.`,
      ),
    ...opaque
      .filter(({ name, reset }) => !isResettable(properties[name] ?? {}, Object.keys(reset), requestSchema))
      .map(
        ({ name }) =>
          `No run can put back the attribute ${name}: it is reset by a list of one object with the keys of "reset" in ${dataFile}, each of them a text, and the request schema wants something else.`,
      ),
  ];
}

/** What no run could write or judge, decided from the schemas and the data file alone. */
function faultsOf(
  attributes: readonly Attribute[],
  file: AttributesFile,
  container: JsonObject,
  requestSchema: JsonObject,
): readonly string[] {
  const properties = propertiesOf(container);
  const names = attributes.map(({ name }) => name);
  return [
    ...Object.keys(file.attributes)
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `${dataFile} has a row for ${name}, which the request schema does not name. Add it there, or delete the row.`,
      ),
    ...attributes
      .filter((attribute) => attribute.pointer === null && attribute.kind !== 'opaque')
      .map(
        ({ name }) =>
          `No run can write the attribute ${name}: the response schema does not show it, and no row of ${dataFile} names a variable to reset it from. ` +
          `Add it to the response schema, or give it a row there of the kind opaque with "reset".`,
      ),
    ...attributes
      .filter((attribute) => attribute.kind === 'opaque' && Object.keys(attribute.reset).length === 0)
      .map(
        ({ name }) =>
          `No run can write the attribute ${name}: its row of ${dataFile} names no variable to reset it from. Say so under "reset".`,
      ),
    ...resetFaults(attributes, properties, requestSchema),
    ...attributes
      .filter(({ kind }) => kind === 'value')
      .flatMap(({ name }) => unfillable(name, properties[name] ?? {}, requestSchema))
      .map(
        (place) =>
          `No run can write ${place}: it has to name a record, and none is configured. Give the attribute a row in ${dataFile}, or do not require it.`,
      ),
  ];
}

/**
 * Everything that is known about the endpoint.
 * @param requestSchema - of the body of an update: one object under one key
 * @param responseSchema - of the body of a response to an accepted update
 * @param file - what the two cannot say
 * @param documented - the body of an update as the documents show it
 * @throws SuiteFault when the request schema does not wrap the attributes in one object
 */
export function describe(
  requestSchema: JsonObject,
  responseSchema: JsonObject,
  file: AttributesFile,
  documented: JsonObject = {},
): Endpoint {
  const envelope = envelopeOf(requestSchema);
  const schemas = { requestSchema, responseSchema, envelope };
  const container = containerOf(requestSchema, envelope);
  const shown = own(documented, envelope);
  const attributes = Object.keys(propertiesOf(container)).map((name) =>
    attributeOf(
      name,
      Object.hasOwn(file.attributes, name) ? file.attributes[name] : undefined,
      file,
      schemas,
      isObject(shown) && Object.hasOwn(shown, name),
    ),
  );
  return {
    ...schemas,
    attributes,
    responseKeys: Object.keys(propertiesOf(containerOf(responseSchema, envelope))),
    textKeys: new Set(textKeysOf(container, requestSchema)),
    faults: faultsOf(attributes, file, container, requestSchema),
  };
}
