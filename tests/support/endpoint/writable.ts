/** What a run may write, and why not. */
import type { ContactState } from './state.ts';
import { isAllowed } from './allowed.ts';
import { identifiersFor, isVariableSet } from './configured.ts';
import { attributeNamed } from './endpoint.ts';
import { isIdentifier } from './identifier.ts';
import type { Attribute } from './types.ts';
import type { Configured } from './variables.ts';

const unset = ({ variables, kind }: Attribute, settings: Configured): string | null => {
  const missing = variables.find((variable) => !isVariableSet(variable, settings));
  return missing === undefined ? null : `${missing} is not set${kind === 'set' ? ' (two identifiers or more)' : ''}.`;
};

const hidden = (label: string): string =>
  `The responses of the target do not show ${label}, or not in UTF-8, and what could not be read is never written.`;

/**
 * Says why a run may not write an attribute: it is not configured, it was not read, or it could not be put back.
 * @param name - of the attribute
 * @param initial - what the contact held before the first write, as far as it was read; null when that is not known: then only
 *   what is not configured counts
 * @returns a sentence that names the variable or the attribute, or null when it may be written
 */
export function whyNotWritable(name: string, settings: Configured, initial: ContactState | null): string | null {
  const attribute = attributeNamed(name);
  if (attribute === undefined) return `The request schema names no attribute ${name}.`;
  const configured = unset(attribute, settings);
  if (configured !== null || initial === null) return configured;
  const kept = settings.withheld?.[name];
  if (kept !== undefined) return kept;
  const value = initial[name];
  switch (attribute.kind) {
    case 'opaque':
      return null;
    case 'text':
      return value === undefined ? hidden(name) : null;
    case 'set':
      return value === undefined ? hidden(attribute.label) : null;
    case 'reference':
      if (value === undefined) return hidden(name);
      if (value === null)
        return `The contact has no ${attribute.label} at the start, or the target hides it, and no documented request could take one away again: fill it in by hand.`;
      return isIdentifier(value)
        ? null
        : `The target shows a ${name} that is no identifier, so that no update could put it back.`;
    case 'value':
      if (value === undefined) return hidden(name);
      if (!isAllowed(name, value))
        return `The contact holds a ${name} that the request schema does not allow, so that no update could put it back.`;
      return attribute.identifier && knownIdentifiers(attribute, settings, initial).length === 0
        ? `The contact has no ${attribute.label} at the start, and no variable names one.`
        : null;
  }
}

/** The identifiers that an attribute may name: the configured ones, or those that the contact held at the start. */
export function knownIdentifiers(
  attribute: Attribute,
  settings: Configured,
  initial: ContactState,
): readonly (string | number)[] {
  if (attribute.kind !== 'value') return identifiersFor(attribute, settings);
  const held = attribute.identifier ? (initial[attribute.name] ?? null) : null;
  return (Array.isArray(held) ? held : [held]).filter(
    (each): each is string | number => typeof each === 'string' || typeof each === 'number',
  );
}
