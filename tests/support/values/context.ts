/** One set of options made ready: the schema as a tree, its attributes, and what can be sent for each. */
import { namesRecord } from '../endpoint/index.ts';
import { memo } from '../memo.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { PayloadError } from './errors.ts';
import { breachesOf, validatorOf, type SchemaValidator } from './breaches.ts';
import { choicesOf, containerOf, modelOf, type Node } from './tree.ts';
import { aboutOf } from './people.ts';
import type { PayloadOptions } from './types.ts';

export interface Context {
  readonly options: PayloadOptions;
  readonly root: Node;
  /** The object that holds the attributes. */
  readonly container: Node;
  /** The whole schema. */
  readonly validate: SchemaValidator;
}

function check(options: PayloadOptions): void {
  if (!Number.isSafeInteger(options.seed)) throw new PayloadError(`The seed is ${options.seed}. Give an integer.`);
  if (!/^[a-z0-9-]{1,24}$/.test(options.contactTag)) {
    throw new PayloadError(
      `The contact tag ${JSON.stringify(options.contactTag)} does not fit into an address. Give 1 to 24 of a–z, 0–9 and "-".`,
    );
  }
  const twice = options.texts.find(({ id }, index) => options.texts.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new PayloadError(`Two awkward texts have the id ${twice.id}. Rename one of them.`);
  for (const { id, text, attributes } of options.texts) {
    const address = attributes?.some((name) => aboutOf(name) === 'email-address') === true && text.includes('@');
    if (address && !/[@.]example\.com[^\p{L}\p{N}]*$/iu.test(text)) {
      throw new PayloadError(
        `The awkward address ${id} does not end in example.com. Nobody is ever written to: change it.`,
      );
    }
  }
}

/** The options made ready, once. Throws {@link PayloadError} for options from which nothing can be made. */
export const contextOf: (options: PayloadOptions) => Context = memo((options) => {
  check(options);
  const root = modelOf(options.schema);
  return { options, root, container: containerOf(root), validate: validatorOf(options.schema) };
});

/** The schema of a node as one of its own, with the definitions of the whole: one object, so that it is compiled once. */
const schemaAt = memo((schema: JsonObject) =>
  memo((node: Node): JsonObject => {
    const definitions = schema['$defs'];
    return definitions === undefined ? { ...node.schema } : { ...node.schema, $defs: definitions };
  }),
);

/** What is wrong with a value at this node alone, pointers from there. */
export function breachesAt(context: Context, node: Node, value: Json): ReturnType<typeof breachesOf> {
  return breachesOf(validatorOf(schemaAt(context.options.schema)(node)), value);
}

/** True when the schema allows the value at this node. */
export const allows = (context: Context, node: Node, value: Json): boolean =>
  breachesAt(context, node, value).length === 0;

/** An entry of the options for a node: by its pointer, or by its name. */
const entryFor = <Value>(entries: Readonly<Record<string, Value>>, node: Node): Value | undefined =>
  [node.pointer, node.name]
    .filter((key) => Object.hasOwn(entries, key))
    .map((key) => entries[key])
    .at(0);

const fixedAt = (context: Context, node: Node): string | undefined => entryFor(context.options.fixed ?? {}, node);

const scalar = (node: Node): boolean =>
  node.types.some((type) => type === 'string' || type === 'integer' || type === 'number');

/** The one text that may stand here, where the options say so. */
export const fixedText = (context: Context, node: Node): string | undefined =>
  node.types.includes('string') ? fixedAt(context, node) : undefined;

/** A function of one set of options and a node, worked out once for both: each body asks it of every attribute. */
function perNode<Value>(of: (context: Context, node: Node) => Value): (context: Context, node: Node) => Value {
  const known = memo((context: Context) => memo((node: Node) => ({ value: of(context, node) })));
  return (context, node) => known(context)(node).value;
}

/** True for values that refer to a record: the options name some, or the property looks like one that does. */
export const holdsIdentifiers = perNode(
  (context, node): boolean =>
    scalar(node) &&
    choicesOf(node) === null &&
    fixedAt(context, node) === undefined &&
    (entryFor(context.options.identifiers, node) !== undefined || namesRecord(node.name, [node.schema])),
);

/** The configured identifiers for this node that its schema allows. */
export const identifiersAt = perNode((context, node): readonly (string | number)[] => {
  const listed = entryFor(context.options.identifiers, node) ?? [];
  return [...new Set(listed)].filter((identifier) => allows(context, node, identifier));
});

/** Why no valid value can be made for this node; null when one can. */
export const reasonAgainst: (context: Context, node: Node) => string | null = perNode((context, node) => {
  const fixed = fixedText(context, node);
  if (fixed !== undefined)
    return allows(context, node, fixed) ? null : `The schema does not allow the fixed value of ${node.name}.`;
  if (holdsIdentifiers(context, node) && identifiersAt(context, node).length === 0)
    return `No identifier is configured for ${node.name}.`;
  if (node.items !== null) return reasonAgainst(context, node.items);
  const missing = node.properties
    .filter(({ key }) => node.required.includes(key))
    .map((child) => reasonAgainst(context, child));
  return missing.find((reason) => reason !== null) ?? null;
});

/** The attributes that valid payloads can have, in the order of the schema. */
export const sendableAttributes = (context: Context): readonly Node[] =>
  context.container.properties.filter((node) => reasonAgainst(context, node) === null);
