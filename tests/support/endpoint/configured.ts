/** What the configuration says about attributes: the records that they may name, and the values that they are reset to. */
import type { Json } from '../text/json.ts';
import { attributesOf } from './endpoint.ts';
import type { Attribute, AttributeOf } from './types.ts';
import { textsOf, type Configured } from './variables.ts';

/** How many texts a variable needs before an attribute can be sent: a set has to be seen to change. */
const enough = ({ kind }: Pick<Attribute, 'kind'>): number => (kind === 'set' ? 2 : 1);

/** True for an attribute some of whose values name records: whether such a record exists is for the target to say. */
export function mayNameRecords(attribute: Attribute): boolean {
  switch (attribute.kind) {
    case 'text':
      return false;
    case 'value':
      return attribute.identifier;
    case 'opaque':
      return attribute.records.size > 0;
    default:
      return true;
  }
}

/** True when a variable holds as much as the attributes need that it is for. */
export function isVariableSet(variable: string, settings: Configured): boolean {
  const wanted = attributesOf('reference', 'set', 'opaque').filter(({ variables }) => variables.includes(variable));
  return textsOf(variable, settings).length >= Math.max(1, ...wanted.map(enough));
}

/** The identifiers of records that an attribute may name, from its variables. */
export const identifiersFor = ({ variables }: Pick<Attribute, 'variables'>, settings: Configured): readonly string[] =>
  variables.flatMap((variable) => textsOf(variable, settings));

/** The value to which an opaque attribute is reset: one item; null when a variable of it is not set. */
export function resetValue({ reset }: AttributeOf<'opaque'>, settings: Configured): Json | null {
  const members = Object.entries(reset).map(([key, variable]) => [key, textsOf(variable, settings)[0]] as const);
  return members.some(([, text]) => text === undefined)
    ? null
    : [Object.fromEntries(members.map(([key, text]) => [key, text ?? '']))];
}
