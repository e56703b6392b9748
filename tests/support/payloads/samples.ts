/** Identifiers and texts that are made up where a configuration would name them: each is one that the request schema takes. */
import type { Json, JsonObject } from '../text/json.ts';
import type { Attribute } from '../endpoint/index.ts';
import { allows, contextOf, type Context } from '../values/context.ts';
import { PayloadError } from '../values/errors.ts';
import { choicesOf, nodesOf, type Node } from '../values/tree.ts';
import { plainNumbers } from '../values/numbers.ts';
import { textsFor } from '../values/strings.ts';

const tag = 'made-up';

/** An identifier of one hexadecimal digit, the same for every sixteenth number. */
function sampleIdentifier(number: number): string {
  const digit = (number % 16).toString(16);
  return [8, 4, 4, 4, 12].map((count) => digit.repeat(count)).join('-');
}

/** What a schema without a form of its own for identifiers takes: texts and numbers that its constraints allow. */
function generated(node: Node): readonly (string | number)[] {
  const labels = Array.from({ length: 8 }, (_, index) => `sample/${String(index)}`);
  const isNumeric = node.types.includes('integer') || node.types.includes('number');
  return [
    ...(node.types.includes('string') ? labels.flatMap((label) => textsFor(node, 0, label, tag)) : []),
    ...(isNumeric ? labels.flatMap((label) => plainNumbers(node, 0, label)) : []),
  ];
}

function nodeAt(context: Context, pointer: string): Node {
  const node = nodesOf(context.root).find((each) => each.pointer === pointer);
  if (node === undefined) throw new PayloadError(`The request schema describes nothing at ${pointer}. Describe it.`);
  return node;
}

/** The first values of a node that its schema takes, each once. */
function fitting<Value extends Json>(context: Context, node: Node, values: readonly Value[], most: number) {
  return [...new Set(values)].filter((value) => allows(context, node, value)).slice(0, most);
}

const tooFew = (pointer: string, what: string): never => {
  throw new PayloadError(
    `No run can send ${pointer}: ${what} that the request schema takes there. Its constraints contradict one another, or they are too narrow: widen them, or list the values under "enum".`,
  );
};

interface Samples {
  /**
   * Identifiers of an attribute that names records: two of a set, else one text, or one number, or one of each where the schema takes both.
   * @param number - decides the digits; those of two attributes differ
   * @throws PayloadError when the schema takes too few
   */
  readonly identifiers: (pointer: string, number: number, kind: Attribute['kind']) => readonly (string | number)[];
  /**
   * A text at a place.
   * @param usual - what it is where the schema takes it
   * @throws PayloadError when the schema takes none
   */
  readonly text: (pointer: string, usual: string) => string;
}

/** What can be made up for the places of a schema. Throws {@link PayloadError} for one that no payload is made from. */
export function samplesOf(schema: JsonObject): Samples {
  const context = contextOf({ schema, seed: 0, identifiers: {}, texts: [], contactTag: tag });
  return {
    identifiers: (pointer, number, kind) => {
      let node = nodeAt(context, pointer);
      while (node.items !== null) node = node.items;
      // What the schema lists need not be made up.
      if (choicesOf(node) !== null) return [];
      const [first, second] = [sampleIdentifier(2 * number), sampleIdentifier(2 * number + 1)];
      const usual = kind === 'set' ? [first, second] : kind === 'value' ? [first, 1] : [first];
      const least = kind === 'set' ? 2 : 1;
      const taken = fitting(context, node, usual, usual.length);
      if (taken.length >= least) return taken;
      const made = fitting(context, node, [...taken, ...generated(node)], least);
      return made.length < least
        ? tooFew(pointer, least === 1 ? 'no identifier was found' : 'no two identifiers were found')
        : made;
    },
    text: (pointer, usual) => {
      const node = nodeAt(context, pointer);
      const texts = [usual, sampleIdentifier(0), ...textsFor(node, 0, 'sample', tag)];
      return fitting(context, node, texts, 1)[0] ?? tooFew(pointer, 'no text was found');
    },
  };
}
