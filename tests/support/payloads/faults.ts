/** What keeps payloads from being made from the request schema, said before a run begins. */
import { messageOf } from '../errors.ts';
import type { Settings } from '../config/types.ts';
import { attributesOf, pointerTo, textsOf, type Configured, type Endpoint } from '../endpoint/index.ts';
import { memo } from '../memo.ts';
import { payloadsById } from './wanted.ts';
import { allows, contextOf, reasonAgainst } from '../values/context.ts';
import { PayloadError } from '../values/errors.ts';
import { breachesOf } from '../values/breaches.ts';
import { modelOf, nodesOf } from '../values/tree.ts';
import { itemKey, payloadOptions, shapeOptionsOf } from './options.ts';
import { plain } from '../values/plain.ts';
import type { PayloadOptions } from '../values/types.ts';

const inSentences = (error: unknown): readonly string[] =>
  error instanceof PayloadError
    ? [error.message]
    : [
        `No payload can be made from the request schema (${messageOf(error)}). Mend the schema, or teach tests/support/payloads what it says.`,
      ];

/** What `make` throws, as sentences; none when it throws nothing. */
function said(make: () => readonly string[]): readonly string[] {
  try {
    return make();
  } catch (error) {
    return inSentences(error);
  }
}

/** The keywords of a request schema that no payload is made for, as a sentence; none when there are none. */
export const keywordFaults = (schema: Endpoint['requestSchema']): readonly string[] =>
  said(() => {
    modelOf(schema);
    return [];
  });

/**
 * What forbids an update of one attribute alone, as a sentence: a control, a read without GET, what is arranged and what is put back are such
 * updates. None when any attribute may be sent alone.
 */
function joint(options: PayloadOptions): readonly string[] {
  const context = contextOf(options);
  const { container, root } = context;
  const around = new Set([root.pointer, container.pointer]);
  const forbidding = container.properties
    .filter((node) => reasonAgainst(context, node) === null)
    .flatMap((node) => {
      const attributes = { [node.key]: plain(context, node, node.key) };
      const body = container === root ? attributes : { [container.key]: attributes };
      return breachesOf(context.validate, body).filter(({ pointer }) => around.has(pointer));
    });
  const keywords = [...new Set(forbidding.map(({ keyword, pointer }) => `${keyword} at ${pointer || 'the root'}`))];
  return keywords.length === 0
    ? []
    : [
        `The request schema forbids an update of a single attribute (${keywords.join(', ')}), and every run rests on such updates. ` +
          'Take that out of the request schema; what a response always shows is "required" in the response schema.',
      ];
}

/** Attributes for which no valid value can be made, and those that no valid body holds. */
function unsent(options: PayloadOptions): readonly string[] {
  const { container } = contextOf(options);
  const valid = [...payloadsById(options, 'valid').values()].filter(({ plain }) => plain);
  return container.properties.flatMap((node) => {
    const reason = reasonAgainst(contextOf(options), node);
    if (reason !== null) return [`No run can send ${node.pointer}. ${reason}`];
    return valid.some(({ attributes }) => attributes.includes(node.key))
      ? []
      : [
          `No run can send ${node.pointer}: no body that the request schema allows holds it. Mend what stands around it.`,
        ];
  });
}

/** What keeps a run from sending every attribute of the endpoint, as sentences that say what to do; none when all is well. */
export const payloadFaults: (described: Endpoint) => readonly string[] = memo((described) =>
  said(() => {
    const options = shapeOptionsOf(described);
    const faults = joint(options);
    return faults.length > 0 ? faults : unsent(options);
  }),
);

/** The texts that a configuration gives to the places of the request schema, each with its variable. */
function configuredTexts(settings: Configured) {
  const named = attributesOf('reference', 'set').flatMap(({ name, variables }) =>
    variables.map((variable) => ({ pointer: pointerTo(name), variable })),
  );
  const reset = attributesOf('opaque').flatMap((attribute) =>
    Object.entries(attribute.reset).map(([key, variable]) => ({ pointer: itemKey(attribute.name, key), variable })),
  );
  return [...named, ...reset].flatMap(({ pointer, variable }) =>
    textsOf(variable, settings).map((text) => ({ pointer, variable, text })),
  );
}

/** What a configuration names and the request schema refuses, as sentences that say what to do; none when all is well. */
export function configuredFaults(settings: Configured & Pick<Settings, 'seed' | 'contactId'>): readonly string[] {
  const context = contextOf(payloadOptions(settings, {}));
  return configuredTexts(settings).flatMap(({ pointer, variable, text }) => {
    const nodes = nodesOf(context.root).filter((node) => node.pointer === pointer || node.pointer === `${pointer}/*`);
    const node = nodes.find(({ items, properties }) => items === null && properties.length === 0);
    return node === undefined || allows(context, node, text)
      ? []
      : [
          `${variable} holds ${JSON.stringify(text)}, which the request schema does not allow at ${node.pointer}. Set it to what the schema allows, or widen the schema.`,
        ];
  });
}
