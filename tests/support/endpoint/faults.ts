/** What the schemas and the data file ask for and no run could do, decided from them alone. */
import type { JsonObject } from '../text/json.ts';
import { isObject, own, segmentsOf } from '../text/json.ts';
import { listAt, namesRecords, propertiesOf, typesOf } from './schema.ts';
import type { Attribute, AttributeOf, AttributesFile, Endpoint } from './types.ts';
import { isReadable, readable, resetFrom } from './variables.ts';

const dataFile = 'schemas/contact-update.attributes.json';

type Described = Omit<Endpoint, 'faults'>;
type Faults = (described: Described, file: AttributesFile) => readonly string[];

const schemaOf = ({ requestSchema, envelope }: Described, { name }: Pick<Attribute, 'name'>): JsonObject =>
  propertiesOf(propertiesOf(requestSchema)[envelope] ?? {})[name] ?? {};

const unnamed: Faults = ({ attributes }, file) =>
  Object.keys(file.attributes)
    .filter((name) => !attributes.some((attribute) => attribute.name === name))
    .map(
      (name) =>
        `${dataFile} has a row for ${name}, which the request schema does not name. Add it there, or delete the row.`,
    );

/** Names that every object has something of already: what a contact holds under them could not be told from that. */
const inherited: Faults = ({ attributes }) =>
  attributes
    .filter(({ name }) => name in {})
    .map(
      ({ name }) =>
        `No run can keep the attribute ${name} apart from what every object of JavaScript has under that name. Take it out of the request schema.`,
    );

const inWords = (names: readonly string[]): string => names.join(', ').replace(/, (?=[^,]*$)/, ' and ');

/** Variables that nothing reads: an attribute that waits for one would never be sent, and nobody would be told. */
const unreadable: Faults = ({ attributes }) =>
  attributes.flatMap(({ name, variables }) =>
    variables
      .filter((variable) => !isReadable(variable))
      .map(
        (variable) =>
          `No run can send the attribute ${name}: ${dataFile} has it wait for the variable ${variable}, which is none that an attribute can wait for (${inWords(readable)}). Name one of them there.`,
      ),
  );

/** Attributes whose records nothing names. */
const unconfigurable: Faults = ({ attributes }) =>
  attributes
    .filter(({ kind, variables }) => (kind === 'reference' || kind === 'set') && variables.length === 0)
    .map(
      ({ name }) =>
        `No run can send the attribute ${name}: it names records, and its row of ${dataFile} names no variable that says which. Say so under "variables".`,
    );

const wanted = { text: 'a text', reference: 'a text', set: 'a list of texts' } as const;

/** Attributes that hold something else than their row says: their values would be compared with nothing. */
const misdescribed: Faults = (described) =>
  described.attributes.flatMap((attribute) => {
    const { name, kind } = attribute;
    if (kind !== 'text' && kind !== 'reference' && kind !== 'set') return [];
    const schema = schemaOf(described, attribute);
    const types = typesOf(schema, described.requestSchema);
    const items = own(schema, 'items');
    const fits =
      kind === 'set'
        ? types.has('array') && isObject(items) && typesOf(items, described.requestSchema).has('string')
        : types.has('string');
    return fits
      ? []
      : [
          `No run can judge the attribute ${name}: its row of ${dataFile} is of the kind ${kind}, which is ${wanted[kind]}, and the request schema wants something else. Change one of the two.`,
        ];
  });

/** Attributes that no response shows, and that nothing resets. */
const hidden: Faults = ({ attributes, responseKeys }) =>
  attributes.flatMap(({ name, kind, pointer, shownAs }) => {
    if (kind === 'opaque')
      return pointer === null
        ? []
        : [
            `No run can judge the attribute ${name}: its row of ${dataFile} is of the kind opaque, which no response shows, and it is shown at ${pointer}. Delete the row, or "shownAt": null has to be true.`,
          ];
    if (pointer === null)
      return [
        `No run can write the attribute ${name}: the response schema does not show it, and no row of ${dataFile} names a variable to reset it from. ` +
          `Add it to the response schema, or give it a row there of the kind opaque with "reset".`,
      ];
    return shownAs !== null && responseKeys.includes(shownAs)
      ? []
      : [
          `No run can judge the attribute ${name}: its row of ${dataFile} says that it is shown at ${segmentsOf(pointer)
            .slice(1)
            .map((key) => `/${key}`)
            .join('')}, and the response schema has no ${String(shownAs)}. Change one of the two.`,
        ];
  });

/** True for a list of objects that have exactly the keys that the reset gives a text to: the one form that a reset is written in. */
function isResettable(schema: JsonObject, reset: readonly string[], root: JsonObject): boolean {
  const items = own(schema, 'items');
  if (!typesOf(schema, root).has('array') || !isObject(items)) return false;
  const properties = propertiesOf(items);
  const texts = Object.entries(properties).filter(([, child]) => typesOf(child, root).has('string'));
  return reset.length === Object.keys(properties).length && reset.every((key) => texts.some(([name]) => name === key));
}

/** Hidden attributes that a run would write and could not reset: what it wrote would stay. */
const unresettable: Faults = (described) => {
  const opaque = described.attributes.filter((attribute) => attribute.kind === 'opaque');
  const resettable = (each: AttributeOf<'opaque'>): boolean =>
    isResettable(schemaOf(described, each), Object.keys(each.reset), described.requestSchema);
  return [
    ...opaque
      .filter(({ reset }) => Object.keys(reset).length === 0)
      .map(
        ({ name }) =>
          `No run can write the attribute ${name}: its row of ${dataFile} names no variable to reset it from. Say so under "reset".`,
      ),
    ...opaque
      .slice(1)
      .map(
        ({ name }) =>
          `No run can put back the attribute ${name}: ${String(opaque[0]?.name)} is reset already, and only one attribute that no response shows can be. Take its row out of ${dataFile}, and it out of the request schema.`,
      ),
    ...opaque
      .filter((each) => Object.keys(each.reset).length > 0 && !resettable(each))
      .map(
        ({ name }) =>
          `No run can put back the attribute ${name}: it is reset by a list of one object with the keys of "reset" in ${dataFile}, each of them a text, and the request schema wants something else.`,
      ),
    ...opaque
      .filter((each) => resettable(each) && Object.values(each.reset).every(isReadable))
      .filter(({ reset }) => !resetFrom.every((variable) => Object.values(reset).includes(variable)))
      .map(
        ({ name }) =>
          `No run can put back the attribute ${name}: what a run keeps to reset it is ${inWords(resetFrom)}. Name both under "reset" in ${dataFile}.`,
      ),
  ];
};

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

const incomplete: Faults = (described) =>
  described.attributes
    .filter(({ kind }) => kind === 'value')
    .flatMap((attribute) => unfillable(attribute.name, schemaOf(described, attribute), described.requestSchema))
    .map(
      (place) =>
        `No run can write ${place}: it has to name a record, and none is configured. Give the attribute a row in ${dataFile}, or do not require it.`,
    );

const checks: readonly Faults[] = [
  unnamed,
  inherited,
  unreadable,
  unconfigurable,
  misdescribed,
  hidden,
  unresettable,
  incomplete,
];

/** What no run could write or judge, as sentences that say what to do; none when all is well. */
export const faultsOf: Faults = (described, file) => checks.flatMap((check) => check(described, file));
