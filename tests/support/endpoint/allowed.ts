/** What the request schema says of the value of one attribute, whatever it says of the object around it. */
import type { Json, JsonObject } from '../text/json.ts';
import { memo } from '../memo.ts';
import { compilePart, type Validator } from '../schemas.ts';
import { endpoint } from './endpoint.ts';
import { objectAt, propertiesOf } from './schema.ts';
import type { Endpoint } from './types.ts';

type Described = Pick<Endpoint, 'requestSchema' | 'envelope'>;

/** Per attribute, its schema as one of its own, with the definitions that it may refer to. */
const validatorsOf = memo(({ requestSchema, envelope }: Described): ReadonlyMap<string, Validator> => {
  const $defs = objectAt(requestSchema, '$defs');
  const attributes = Object.entries(propertiesOf(propertiesOf(requestSchema)[envelope] ?? {}));
  return new Map(attributes.map(([name, schema]): [string, Validator] => [name, lazily({ ...schema, $defs })]));
});

function lazily(schema: JsonObject): Validator {
  let compiled: Validator | null = null;
  return (value) => (compiled ??= compilePart(schema))(value);
}

/**
 * True when the request schema allows the value at the attribute itself. A body of the attribute alone would be judged by what the object
 * around it asks for as well, and be no valid one for any value.
 * @param described - the endpoint; the documented one when absent
 */
export const isAllowed = (name: string, value: Json, described: Described = endpoint): boolean =>
  validatorsOf(described).get(name)?.(value) ?? false;
