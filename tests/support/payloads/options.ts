/** What the generators are told: the request schema, the seed, and what the configuration and the contact allow to be named. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import {
  attributesOf,
  endpoint,
  knownIdentifiers,
  mayNameRecords,
  noClaim,
  pointerTo,
  textsOf,
  type Configured,
  type Endpoint,
} from '../endpoint/index.ts';
import { awkwardTexts } from '../fixtures.ts';
import { memo } from '../memo.ts';
import { samplesOf } from './samples.ts';
import type { PayloadOptions } from '../values/types.ts';

/** Texts that may go to any target. */
const anywhere = awkwardTexts.filter(({ loopbackOnly }) => !loopbackOnly);

/** A mark of the contact for email addresses, so that two contacts never claim the same one. */
const tagOf = (contactId: string): string =>
  contactId
    .replace(/[^0-9a-f]/gi, '')
    .slice(0, 8)
    .toLowerCase();

const novel = endpoint.attributes.filter(({ documented }) => !documented).map(({ name }) => name);

/** The pointer of a key of the items of an attribute, as the generators write it. */
export const itemKey = (name: string, key: string): string => `${pointerTo(name)}/*/${key}`;

/** The keys to which opaque attributes are reset: those that name records, or the others. */
const resets = ({ attributes }: Pick<Endpoint, 'attributes'>, records: boolean) =>
  attributes
    .filter((attribute) => attribute.kind === 'opaque')
    .flatMap(({ name, reset, records: named }) =>
      Object.entries(reset)
        .filter(([key]) => named.has(key) === records)
        .map(([key, variable]) => ({ place: itemKey(name, key), variable })),
    );

const filled = (
  entries: readonly (readonly [string, readonly (string | number)[]])[],
): Record<string, readonly (string | number)[]> => Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));

/**
 * What the generators need for a run.
 * @param claim - the mark of the run
 * @param initial - what the contact held at the start: an attribute that names records, and for which nothing is configured, is sent as it was
 */
export function payloadOptions(
  settings: Configured & Pick<Settings, 'seed' | 'contactId'>,
  initial: ContactState,
  claim = noClaim,
): PayloadOptions {
  const fixed = resets(endpoint, false).flatMap(({ place, variable }) =>
    textsOf(variable, settings)
      .slice(0, 1)
      .map((text) => [place, text] as const),
  );
  return {
    schema: endpoint.requestSchema,
    seed: settings.seed,
    identifiers: filled([
      ...attributesOf('reference', 'set', 'value').map(
        (attribute) => [attribute.name, knownIdentifiers(attribute, settings, initial)] as const,
      ),
      ...resets(endpoint, true).map(({ place, variable }) => [place, textsOf(variable, settings)] as const),
    ]),
    fixed: Object.fromEntries(fixed),
    texts: anywhere,
    novel,
    contactTag: tagOf(settings.contactId),
    claim,
  };
}

/**
 * Options with made-up identifiers: they decide which payloads there are, and nothing that is sent. Each identifier is one that the
 * schema takes.
 * @throws PayloadError for an attribute whose schema takes no identifier that can be made up, and for a schema that no payload is made from
 */
export const shapeOptionsOf = memo((described: Endpoint): PayloadOptions => {
  const { requestSchema: schema, attributes } = described;
  const samples = samplesOf(schema);
  return {
    schema,
    seed: 0,
    identifiers: filled([
      ...attributes
        .filter(({ kind }) => kind !== 'text' && kind !== 'opaque')
        .map((attribute, index) => {
          const { name, kind } = attribute;
          return [name, mayNameRecords(attribute) ? samples.identifiers(pointerTo(name), index, kind) : []] as const;
        }),
      ...resets(described, true).map(({ place }) => [place, [samples.text(place, 'field')]] as const),
    ]),
    fixed: Object.fromEntries(resets(described, false).map(({ place }) => [place, samples.text(place, 'home')])),
    texts: anywhere,
    novel: attributes.filter(({ documented }) => !documented).map(({ name }) => name),
    contactTag: 'made-up',
  };
});

/** The options of the documented schema. */
export const shapeOptions = (): PayloadOptions => shapeOptionsOf(endpoint);
