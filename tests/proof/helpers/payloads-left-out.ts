/** What the generators made nothing for, and why. What is neither made nor explained is a fault of theirs. */
import { allows, sendableAttributes, contextOf, reasonAgainst, type Context } from '../../support/values/context.ts';
import { payloadsAt, surroundings } from '../../support/payloads/invalid.ts';
import { keywordsOf, nodesOf } from '../../support/values/tree.ts';
import type { PayloadOptions } from '../../support/values/types.ts';
import { placesOf, reachable } from '../../support/payloads/valid.ts';
import { variantsOf } from '../../support/values/variants.ts';
import type { CoverageRow } from '../../support/report/coverage.ts';

/** Something that was not generated, and why. */
export interface LeftOut {
  /** JSON Pointer into the body; array items as `*`. */
  readonly pointer: string;
  /** Null: the whole attribute is left out of valid payloads. */
  readonly keyword: string | null;
  readonly reason: string;
}

function ofValid(context: Context): readonly LeftOut[] {
  const nodes = reachable(context);
  const inner = sendableAttributes(context)
    .flatMap(nodesOf)
    .filter((node) => !nodes.includes(node));
  const whole = [...context.container.properties, ...inner].flatMap((node) => {
    const reason = reasonAgainst(context, node);
    return reason === null ? [] : [{ pointer: node.pointer, keyword: null, reason }];
  });
  const bounds = nodes.flatMap((node) =>
    variantsOf(context, node).unmade.map((unmade) => ({ pointer: node.pointer, ...unmade })),
  );
  const texts = context.options.texts.flatMap((text) =>
    placesOf(context, nodes, text)
      .filter((node) => !allows(context, node, text.text))
      .map(({ pointer }) => ({
        pointer,
        keyword: null,
        reason: `The schema does not allow the awkward text ${text.id}.`,
      })),
  );
  return [...whole, ...bounds, ...texts];
}

const ofInvalid = (context: Context): readonly LeftOut[] =>
  nodesOf(context.root).flatMap((node) => {
    const made = new Set(payloadsAt(context, node).map(({ target }) => target?.keyword));
    const reason =
      surroundings(context, node) ??
      reasonAgainst(context, node) ??
      'No value was found that breaks this and nothing else.';
    return keywordsOf(node)
      .filter((keyword) => !made.has(keyword))
      .map((keyword) => ({ pointer: node.pointer, keyword, reason }));
  });

/** Attributes without identifiers, bounds without a value, texts that the schema refuses, keywords that cannot be broken alone. */
export function leftOut(options: PayloadOptions): readonly LeftOut[] {
  const context = contextOf(options);
  return [...ofValid(context), ...ofInvalid(context)];
}

/** The rows that were not tried on both sides. */
export const untried = (rows: readonly CoverageRow[]): readonly CoverageRow[] =>
  rows.filter(({ valid, invalid }) => valid.sent === 0 || invalid.sent === 0);
