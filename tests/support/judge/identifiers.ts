/** Identifiers in the body of an update: of the documented form, and of records that the stand-in has. */
import { attributeNamed, attributesOf, identifiersFor, isIdentifier, sameId, textsOf } from '../endpoint/index.ts';
import { isObject, own, type Json, type JsonObject } from '../text/json.ts';
import { findingAt, nameAt, pointerBelow, shortened } from './finding.ts';
import type { Findings, Known, SdkFinding } from './types.ts';

/** True for a text in the place of an identifier that is not of its form: tests of an SDK send such on purpose. */
export const isMalformedIdentifier = (segments: readonly string[], value: Json, keyword: string): boolean => {
  const attribute = attributeNamed(segments[0] ?? '');
  const names =
    attribute?.kind === 'reference' ||
    attribute?.kind === 'set' ||
    (attribute?.kind === 'value' && attribute.identifier);
  return names && typeof value === 'string' && (keyword === 'pattern' || keyword === 'format') && !isIdentifier(value);
};

interface Named {
  readonly segments: readonly string[];
  readonly value: string;
  /** The identifiers that the attribute may name; null where the stand-in knows none. */
  readonly known: readonly string[] | null;
  /** Whether an identifier has to have the documented form there. */
  readonly isFormed: boolean;
}

function namedIn(attributes: JsonObject, known: Known): readonly Named[] {
  const simple = attributesOf('reference', 'set').flatMap((attribute): readonly Named[] => {
    const value = own(attributes, attribute.name);
    const ids = identifiersFor(attribute, known);
    // One text in the place of a list is of the wrong type, and that is told.
    const list = Array.isArray(value) ? (value as readonly Json[]) : attribute.kind === 'set' ? [] : [value ?? null];
    return list.flatMap((each, index) =>
      typeof each === 'string'
        ? [
            {
              segments: Array.isArray(value) ? [attribute.name, String(index)] : [attribute.name],
              value: each,
              known: ids,
              isFormed: true,
            },
          ]
        : [],
    );
  });
  const plain = attributesOf('value')
    .filter(({ identifier }) => identifier)
    .flatMap(({ name }): readonly Named[] => {
      const value = own(attributes, name);
      return typeof value === 'string' && !isIdentifier(value)
        ? [{ segments: [name], value, known: null, isFormed: true }]
        : [];
    });
  const nested = attributesOf('opaque').flatMap(({ name, records, reset }): readonly Named[] => {
    const items = own(attributes, name);
    if (!Array.isArray(items)) return [];
    return (items as readonly Json[]).flatMap((item, index) =>
      [...records].flatMap((key) => {
        const value = isObject(item) ? own(item, key) : undefined;
        const ids = Object.hasOwn(reset, key) ? textsOf(reset[key] ?? '', known) : null;
        return typeof value === 'string'
          ? [{ segments: [name, String(index), key], value, known: ids, isFormed: false }]
          : [];
      }),
    );
  });
  return [...simple, ...plain, ...nested];
}

/**
 * Identifiers that are malformed, or of no record of the stand-in.
 * @param pointer where the attributes stand in the body that was sent
 */
export function identifierFindings(attributes: JsonObject, pointer: string, known: Known): Findings {
  return namedIn(attributes, known).flatMap(({ segments, value, known: ids, isFormed }): readonly SdkFinding[] => {
    const isMalformed = isFormed && !isIdentifier(value);
    if (!isMalformed && (ids === null || ids.some((id) => sameId(id, value)))) return [];
    const name = nameAt(segments);
    const [kind, message] = isMalformed
      ? ['malformed', `${name} is not of the form of an identifier.`]
      : ['unknown', `${name} names a record that the stand-in does not have.`];
    return [
      findingAt(pointerBelow(pointer, segments), 'sdk-identifiers-known', `${kind} ${name}`, message, {
        ...(isMalformed ? {} : { party: 'stand-in' as const }),
        expected: ids?.[0] ?? 'an identifier',
        actual: shortened(value),
      }),
    ];
  });
}
