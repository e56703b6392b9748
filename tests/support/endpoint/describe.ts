/** The endpoint as one value, derived from the two schemas and from what they cannot say. */
import type { JsonObject } from '../text/json.ts';
import { SuiteFault } from '../errors.ts';
import { escapeKey, isObject, own, segmentsOf } from '../text/json.ts';
import { faultsOf } from './faults.ts';
import { listAt, namesRecords, propertiesOf, typesOf } from './schema.ts';
import type { Attribute, AttributeRow, AttributesFile, Endpoint } from './types.ts';

/** The key that wraps what an update changes: the one property of the body. */
function envelopeOf(requestSchema: JsonObject): string {
  const [name, ...others] = Object.keys(propertiesOf(requestSchema));
  if (name === undefined || others.length > 0)
    throw new SuiteFault('The request schema has to describe one object under one key, with the attributes in it.');
  return name;
}

const itemsOf = (schema: JsonObject): JsonObject => {
  const items = own(schema, 'items');
  return isObject(items) ? items : {};
};

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
      return {
        ...base,
        kind: 'set',
        replaces: row.replaces ?? null,
        clears: row.clears ?? null,
        once: row.once ?? null,
      };
    case 'opaque': {
      const reset = row.reset ?? {};
      const items = itemsOf(propertiesOf(containerOf(requestSchema, envelope))[name] ?? {});
      const records = Object.keys(reset).filter((key) =>
        namesRecords(key, propertiesOf(items)[key] ?? {}, requestSchema),
      );
      // What it is reset from has to be configured before it is written, whether the row says so or not.
      return {
        ...base,
        kind: 'opaque',
        variables: [...new Set([...base.variables, ...Object.values(reset)])],
        reset,
        records: new Set(records),
      };
    }
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
  const described = {
    ...schemas,
    attributes,
    responseKeys: Object.keys(propertiesOf(containerOf(responseSchema, envelope))),
    textKeys: new Set(textKeysOf(container, requestSchema)),
  };
  return { ...described, faults: faultsOf(described, file) };
}
