/** Which keywords of JSON Schema the request schema may use. Everything in it is understood, or it is an error. */
import formats from '../../../fixtures/formats.json' with { type: 'json' };
import { formOf } from '../endpoint/index.ts';
import { isObject, own, type JsonObject } from '../text/json.ts';
import { unsupported } from './errors.ts';

const annotations = [
  'title',
  'description',
  'examples',
  'default',
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'deprecated',
  'readOnly',
  'writeOnly',
];
/** Keywords for which payloads are generated on both sides. */
export const constraints: readonly string[] = [
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'required',
  'additionalProperties',
  'minProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
];
const formatNames: readonly string[] = formats.map(({ format }) => format);
const known = new Set([...annotations, ...constraints, 'properties', 'items', '$ref']);

interface Resolved {
  readonly schema: JsonObject;
  /** The references that led here, from the root on. */
  readonly followed: readonly string[];
}

/** The schema with what it refers to. Refuses a reference to elsewhere, in a circle, or to what is said twice. */
export function resolveReference(
  schema: JsonObject,
  root: JsonObject,
  pointer: string,
  followed: readonly string[],
): Resolved {
  if (!Object.hasOwn(schema, '$ref')) return { schema, followed };
  const { $ref: reference, ...beside } = schema;
  const name = typeof reference === 'string' ? /^#\/\$defs\/([^/~%]+)$/.exec(reference)?.[1] : undefined;
  const definitions = root['$defs'];
  const found = name !== undefined && isObject(definitions) ? own(definitions, name) : undefined;
  if (name === undefined || !isObject(found)) {
    unsupported(
      `$ref ${JSON.stringify(reference)}`,
      pointer,
      'Refer to an entry of $defs in the same file: "#/$defs/name".',
    );
  }
  if (followed.includes(name)) {
    unsupported(`a circular $ref to ${name}`, pointer, 'Write the depth that is meant, without a cycle.');
  }
  const target = resolveReference(found, root, pointer, [...followed, name]);
  // ajv wants the type beside a bound that stands beside a reference: said once more it says nothing new.
  const isSaidAgain = (key: string): boolean =>
    Object.hasOwn(target.schema, key) &&
    !(key === 'type' && JSON.stringify(beside[key]) === JSON.stringify(target.schema[key]));
  const twice = Object.keys(beside).find((key) => isSaidAgain(key) && !annotations.includes(key));
  if (twice !== undefined) {
    unsupported(`${twice} both beside $ref and behind it`, pointer, 'State it in one of the two places.');
  }
  return { schema: { ...target.schema, ...beside }, followed: target.followed };
}

/** Refuses every keyword that no payload would be made for. */
export function check(schema: JsonObject, pointer: string): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (!known.has(keyword))
      unsupported(
        keyword,
        pointer,
        `Rewrite it with one of: ${constraints.join(', ')}; or teach tests/support/values this keyword.`,
      );
    if (keyword === 'additionalProperties' && typeof value !== 'boolean')
      unsupported('additionalProperties with a schema', pointer, 'Write true or false, and name the properties.');
    if (keyword === 'pattern' && formOf(value) === null)
      unsupported(
        `pattern ${JSON.stringify(value)}`,
        pointer,
        'It is no regular expression of ECMAScript with the flag u: mend it.',
      );
    if (keyword === 'format' && !(typeof value === 'string' && formatNames.includes(value)))
      unsupported(`format ${JSON.stringify(value)}`, pointer, `Use one of: ${formatNames.join(', ')}; or a pattern.`);
  }
}
