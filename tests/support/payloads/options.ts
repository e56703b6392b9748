/** What the generators are told: the request schema, the seed, and what the configuration and the contact allow to be named. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import { attributesOf, endpoint, knownIdentifiers, pointerTo, textsOf, type Configured } from '../endpoint/index.ts';
import { awkwardTexts } from '../fixtures.ts';
import type { PayloadOptions } from './types.ts';

/** A mark of the contact for email addresses, so that two contacts never claim the same one. */
const tagOf = (contactId: string): string =>
  contactId
    .replace(/[^0-9a-f]/gi, '')
    .slice(0, 8)
    .toLowerCase();

const novel = endpoint.attributes.filter(({ documented }) => !documented).map(({ name }) => name);

/** The pointer of a key of the items of an attribute, as the generators write it. */
const itemKey = (name: string, key: string): string => `${pointerTo(name)}/*/${key}`;

/** The keys to which opaque attributes are reset: those that name records, or the others. */
const resets = (records: boolean) =>
  attributesOf('opaque').flatMap(({ name, reset }) =>
    Object.entries(reset)
      .filter(([key]) => /_id$/.test(key) === records)
      .map(([key, variable]) => ({ place: itemKey(name, key), variable })),
  );

const filled = (
  entries: readonly (readonly [string, readonly (string | number)[]])[],
): Record<string, readonly (string | number)[]> => Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));

/**
 * What the generators need for a run.
 * @param initial - what the contact held at the start: an attribute that names records, and for which nothing is configured, is sent as it was
 */
export function payloadOptions(
  settings: Configured & Pick<Settings, 'seed' | 'contactId'>,
  initial: ContactState,
): PayloadOptions {
  const fixed = resets(false).flatMap(({ place, variable }) =>
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
      ...resets(true).map(({ place, variable }) => [place, textsOf(variable, settings)] as const),
    ]),
    fixed: Object.fromEntries(fixed),
    texts: awkwardTexts,
    novel,
    contactTag: tagOf(settings.contactId),
  };
}

const sample = (digit: number): string => {
  const hex = digit.toString(16);
  return `${hex.repeat(8)}-${hex.repeat(4)}-${hex.repeat(4)}-${hex.repeat(4)}-${hex.repeat(12)}`;
};

/** Options with made-up identifiers: they decide which payloads there are, and nothing that is sent. */
export const shapeOptions: PayloadOptions = {
  schema: endpoint.requestSchema,
  seed: 0,
  identifiers: filled([
    ...attributesOf('reference', 'set', 'value').map((attribute, index) => {
      const [first, second] = [sample(2 * index), sample(2 * index + 1)];
      // The schema takes the form that it asks for: a text, or a number.
      if (attribute.kind === 'value') return [attribute.name, attribute.identifier ? [first, 1] : []] as const;
      return [attribute.name, attribute.kind === 'set' ? [first, second] : [first]] as const;
    }),
    ...resets(true).map(({ place }) => [place, ['field']] as const),
  ]),
  fixed: Object.fromEntries(resets(false).map(({ place }) => [place, 'home'])),
  texts: awkwardTexts,
  novel,
  contactTag: 'made-up',
};
