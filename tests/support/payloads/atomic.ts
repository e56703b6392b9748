/** Bodies with one attribute that is right and one that is broken. */
import { isObject } from '../text/json.ts';
import { bodyWith, contactInBody, payloadOf, slugOf } from './payload.ts';
import { sendableAttributes, contextOf, holdsIdentifiers, type Context } from '../values/context.ts';
import { exact, payloadsAt } from './invalid.ts';
import { nodesOf, type Node } from '../values/tree.ts';
import { aboutOf } from '../values/people.ts';
import { plain } from '../values/plain.ts';
import { isFree } from '../values/texts.ts';
import type { Payload } from './payload.ts';
import type { PayloadOptions } from '../values/types.ts';

/**
 * Attributes whose stored value a later read shows exactly, best first: free texts, then other texts, then the rest. A new one
 * comes last, so that the payloads of the others stay what they are without it.
 */
function companions(context: Context): readonly Node[] {
  const rank = (node: Node): number => {
    const names = holdsIdentifiers(context, node);
    const isText = !names && node.types.includes('string');
    const sorts = [isFree(context, node), aboutOf(node.name) !== null, isText, names, true];
    return sorts.indexOf(true) + (context.options.novel?.includes(node.name) === true ? sorts.length : 0);
  };
  return sendableAttributes(context).toSorted((left, right) => rank(left) - rank(right));
}

/**
 * One attribute that is right and one that is broken, in both orders: a server that refuses the second one may not have
 * written the first. One for each keyword at each node of each attribute; the wrong type is one that is hard to cast.
 */
export function atomicityPayloads(options: PayloadOptions): readonly Payload[] {
  const context = contextOf(options);
  const ranked = companions(context);
  const hard = ({ value }: Payload): number =>
    isObject(value) ? 0 : Array.isArray(value) ? 1 : typeof value === 'string' ? 2 : 3;
  return context.container.properties.flatMap((attribute) => {
    const others = ranked.filter((other) => other !== attribute);
    return nodesOf(attribute).flatMap((node) => {
      const all = payloadsAt(context, node).filter(
        (payload) => payload.value !== null && !payload.id.endsWith('-second'),
      );
      const keywords = [...new Set(all.map(({ target }) => target?.keyword))];
      return keywords.flatMap((keyword) => {
        const [payload] = all
          .filter(({ target }) => target?.keyword === keyword)
          .toSorted((left, right) => hard(left) - hard(right));
        return payload === undefined ? [] : beside(context, attribute, payload, others);
      });
    });
  });
}

function beside(context: Context, attribute: Node, payload: Payload, others: readonly Node[]): readonly Payload[] {
  const value = contactInBody(context, payload.body)?.[attribute.key];
  if (value === undefined) return [];
  const wrong = [attribute.key, value] as const;
  const orders = [
    ['before', others[0]],
    ['after', others[1] ?? others[0]],
  ] as const;
  return orders.flatMap(([order, other]) => {
    if (other === undefined) return [];
    const id = `atomic-${payload.id}-${slugOf(context, other)}-${order}`;
    const right = [other.key, plain(context, other, id)] as const;
    const made = {
      ...payloadOf(context, {
        id,
        kind: 'invalid',
        body: bodyWith(context, order === 'before' ? [right, wrong] : [wrong, right], id),
        target: payload.target,
      }),
      ...(payload.value === undefined ? {} : { value: payload.value }),
    };
    return exact(context, made) ? [made] : [];
  });
}
