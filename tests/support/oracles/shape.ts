/** In which places a value is not as a schema describes it. ajv judges the keywords of each place; which alternative is meant is decided here. */
import type { Json, JsonObject } from '../text/json.ts';
import { isObject, own, segmentsOf } from '../endpoint/index.ts';
import { escapeKey } from '../text/json.ts';
import { definitionOf, listAt, propertiesOf } from '../endpoint/schema.ts';
import { memo } from '../memo.ts';
import { compilePart, type ValidateFunction } from '../schemas.ts';

export interface ShapeProblem {
  /** JSON Pointer of the value; of a key that is missing, the place where it is missing. */
  readonly pointer: string;
  readonly keyword: string;
  /** What ajv says, such as `must be string`. */
  readonly message: string;
  /** The definition whose keyword it is; null for one that the schema states in place. */
  readonly definition: string | null;
  /** Undefined for a key that is missing. */
  readonly value: Json | undefined;
}

/** What leads elsewhere, or says nothing: the rest are assertions about the place itself. */
const elsewhere = [
  '$ref',
  '$defs',
  'properties',
  'items',
  'oneOf',
  'anyOf',
  'description',
  'title',
  'examples',
  '$schema',
  '$id',
];

/** What a schema asserts about the place itself, with the definitions that it may refer to; null when that is nothing. */
const assertionsOf = memo((root: JsonObject) =>
  memo((schema: JsonObject): ValidateFunction | null => {
    const entries = Object.entries(schema).filter(([keyword]) => !elsewhere.includes(keyword));
    if (entries.length === 0) return null;
    // Without what is in them: which properties there are decides which are missing, and which are too many.
    const names = [
      ...Object.keys(propertiesOf(schema)),
      ...listAt(schema, 'required').filter((key) => typeof key === 'string'),
    ];
    const definitions = own(root, '$defs');
    return compilePart({
      ...Object.fromEntries(entries),
      ...(names.length === 0 ? {} : { properties: Object.fromEntries(names.map((name) => [name, {}])) }),
      ...(definitions === undefined ? {} : { $defs: definitions }),
    });
  }),
);

const definitionsOf = (root: JsonObject): JsonObject => {
  const definitions = own(root, '$defs');
  return isObject(definitions) ? definitions : {};
};

function assertions(
  schema: JsonObject,
  root: JsonObject,
  value: Json,
  pointer: string,
  definition: string | null,
): readonly ShapeProblem[] {
  const validate = assertionsOf(root)(schema);
  if (validate === null || validate(value)) return [];
  return (validate.errors ?? []).map(({ keyword, message = '', params }) => {
    const missing = keyword === 'required' ? String((params as { missingProperty?: unknown }).missingProperty) : null;
    return missing === null
      ? { pointer, keyword, message, definition, value }
      : { pointer: `${pointer}/${escapeKey(missing)}`, keyword, message, definition, value: undefined };
  });
}

/** A value of another form than a definition's is still of the alternative that refers to it. */
const isForm = ({ definition, keyword }: ShapeProblem): boolean => definition !== null && keyword !== 'type';

/** The problems with the alternative that is meant: the one that the value is nearest to, of equally near ones the last. */
function nearest(ways: readonly (readonly ShapeProblem[])[], pointer: string, value: Json): readonly ShapeProblem[] {
  if (ways.some((problems) => problems.length === 0)) return [];
  const ofOtherType = (problems: readonly ShapeProblem[]): boolean =>
    problems.some((problem) => problem.pointer === pointer && problem.keyword === 'type');
  if (ways.every(ofOtherType)) {
    const said = ways.map(([first]) => (first?.message ?? '').replace('must be ', ''));
    return [{ pointer, keyword: 'type', message: `must be ${said.join(' or ')}`, definition: null, value }];
  }
  const distance = (problems: readonly ShapeProblem[]): number =>
    (ofOtherType(problems) ? 1000 : 0) + problems.filter((problem) => !isForm(problem)).length;
  return ways.reduce((best, problems) => (distance(problems) <= distance(best) ? problems : best));
}

/**
 * Every place in which a value differs from a schema, in the order of the schema. Understands `$ref` to definitions, `properties`,
 * `items`, `oneOf` and `anyOf`; any other keyword is ajv's.
 * @param root - the schema that holds the definitions
 * @param pointer - of the value in the whole document
 */
export function shapeProblems(
  schema: JsonObject,
  root: JsonObject,
  value: Json,
  pointer: string,
  definition: string | null = null,
): readonly ShapeProblem[] {
  if (segmentsOf(pointer).length > 50) return [];
  const here = assertions(schema, root, value, pointer, definition);
  // Of a value of another type there is nothing more to say.
  if (here.some(({ keyword }) => keyword === 'type')) return here;
  const name = definitionOf(schema);
  const referred = name === null ? undefined : own(definitionsOf(root), name);
  const items = own(schema, 'items');
  const ways = [...listAt(schema, 'oneOf'), ...listAt(schema, 'anyOf')].filter(isObject);
  const below = (child: JsonObject, inner: Json, key: string): readonly ShapeProblem[] =>
    shapeProblems(child, root, inner, `${pointer}/${escapeKey(key)}`, definition);
  return [
    ...here,
    ...(isObject(referred) ? shapeProblems(referred, root, value, pointer, name) : []),
    ...(isObject(value)
      ? Object.entries(propertiesOf(schema)).flatMap(([key, child]) => {
          const inner = own(value, key);
          return inner === undefined ? [] : below(child, inner, key);
        })
      : []),
    ...(Array.isArray(value) && isObject(items)
      ? (value as readonly Json[]).flatMap((item, index) => below(items, item, String(index)))
      : []),
    ...(ways.length === 0
      ? []
      : nearest(
          ways.map((way) => shapeProblems(way, root, value, pointer, definition)),
          pointer,
          value,
        )),
  ];
}
