/** An endless stream of bodies, each a function of the seed and its number alone. */
import codePoints from '../../../fixtures/code-points.json' with { type: 'json' };
import { memo } from '../memo.ts';
import type { Json } from '../text/json.ts';
import { allows, sendableAttributes, contextOf, type Context } from '../values/context.ts';
import { bodyWith, contactInBody, payloadOf } from './payload.ts';
import { PayloadError } from '../values/errors.ts';
import { invalidPayloads } from './invalid.ts';
import { breachesOf, isExactly } from '../values/breaches.ts';
import type { Node } from '../values/tree.ts';
import { plain } from '../values/plain.ts';
import { drawOf, type Draw } from '../values/seed.ts';
import { awkwardText, isFree, isMeantFor, realisticOf } from '../values/texts.ts';
import type { Payload } from './payload.ts';
import type { PayloadOptions } from '../values/types.ts';
import { variantsOf } from '../values/variants.ts';

const ranges = codePoints.map(({ first, last }) => [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const);

/** A text of 1 to 60 code points of one to three ranges. */
function anyText(draw: Draw): string {
  const chosen = Array.from({ length: draw.int(1, 3) }, () => draw.pick(ranges));
  return Array.from({ length: draw.chance(80) ? draw.int(1, 12) : draw.int(13, 60) }, () =>
    String.fromCodePoint(draw.int(...draw.pick(chosen))),
  ).join('');
}

interface Sources {
  readonly attributes: readonly Node[];
  readonly odd: ReadonlyMap<Node, readonly Json[]>;
  readonly invalid: readonly Payload[];
}
const sourcesOf = memo((context: Context): Sources => {
  const attributes = sendableAttributes(context);
  const odd = new Map(
    attributes.map((node) => {
      const texts = context.options.texts
        .filter((text) => text.class !== 'may' && isMeantFor(context, node, text))
        .map((text) => awkwardText(context, node, text));
      const variants = variantsOf(context, node)
        .variants.filter(({ may }) => may !== true)
        .map(({ value }) => value);
      return [
        node,
        [...texts, ...variants, ...realisticOf(context, node).map(([, text]) => text)].filter((value) =>
          allows(context, node, value),
        ),
      ] as const;
    }),
  );
  const invalid = invalidPayloads(context.options).filter(
    ({ may, body }) => !may && contactInBody(context, body) !== null,
  );
  return { attributes, odd, invalid };
});

/** A value of an attribute, and whether a server has to take it. */
function valueOf(context: Context, node: Node, label: string): { readonly value: Json; readonly plain: boolean } {
  const draw = drawOf(context.options.seed, `${label}/${node.key}`);
  const odd = sourcesOf(context).odd.get(node) ?? [];
  const choice = draw.int(1, 100);
  const candidate =
    choice > 75 && isFree(context, node) ? anyText(draw) : choice > 55 && odd.length > 0 ? draw.pick(odd) : undefined;
  if (candidate !== undefined && allows(context, node, candidate)) return { value: candidate, plain: false };
  return { value: plain(context, node, `${label}/${node.key}`), plain: true };
}

/**
 * Payload `number` (from 1) of the stream: `deep-<number>`, the same whether or not those before it were made. About one
 * in four is invalid: a random valid body with one attribute broken. Throws {@link PayloadError} when the schema has no
 * attribute that anything could be sent for.
 */
export function randomPayload(options: PayloadOptions, number: number): Payload {
  const context = contextOf(options);
  const { attributes, invalid } = sourcesOf(context);
  if (attributes.length === 0)
    throw new PayloadError(
      'No attribute can be sent: configure identifiers, or add an attribute to the request schema that needs none.',
    );
  const id = `deep-${number}`;
  const draw = drawOf(options.seed, id);
  const chosen = draw.shuffle(attributes).slice(0, draw.int(1, attributes.length));
  const values = chosen.map((node) => [node.key, valueOf(context, node, id)] as const);
  const valid = payloadOf(context, {
    id,
    kind: 'valid',
    plain: values.every(([, value]) => value.plain),
    target: null,
    body: bodyWith(
      context,
      values.map(([key, { value }]) => [key, value] as const),
      id,
    ),
  });
  if (invalid.length === 0 || !draw.chance(25)) return valid;
  const { body, target, value } = draw.pick(invalid);
  const wrong = contactInBody(context, body) ?? {};
  const merged = [
    ...values.filter(([key]) => !Object.hasOwn(wrong, key)).map(([key, one]) => [key, one.value] as const),
    ...Object.entries(wrong),
  ];
  const made = payloadOf(context, {
    id,
    kind: 'invalid',
    target,
    body: bodyWith(context, draw.shuffle(merged), id),
    ...(value === undefined ? {} : { value }),
  });
  return isExactly(breachesOf(context.validate, made.body), target) ? made : valid;
}
