/** Plain values for updates: decided by the seed, the case and a word, never by what was sent before. */
import requestSchema from '../../../schemas/contact-update.request.schema.json' with { type: 'json' };
import { plainValue, type PayloadOptions } from '../payloads/index.ts';
import { awkwardTexts } from '../fixtures.ts';
import type { Json, Settings } from '../types.ts';
import type { Session } from './session.ts';

/** What the generators need of the settings: identifiers, seed, and a mark of the contact for email addresses. */
export function payloadOptions(settings: Settings): PayloadOptions {
  const { companyId, ownerId, tagIds, fieldId, fieldValue, seed, contactId } = settings;
  return {
    schema: requestSchema,
    seed,
    identifiers: {
      ...(companyId === null ? {} : { company_id: [companyId] }),
      ...(ownerId === null ? {} : { owner_id: [ownerId] }),
      ...(tagIds.length === 0 ? {} : { tag_ids: tagIds }),
      ...(fieldId === null ? {} : { field_id: [fieldId] }),
    },
    fixed: fieldValue === null ? {} : { value: fieldValue },
    texts: awkwardTexts,
    contactTag: contactId
      .replace(/[^0-9a-f]/gi, '')
      .slice(0, 8)
      .toLowerCase(),
  };
}

const cache = new WeakMap<Settings, PayloadOptions>();

/** The options of a session's settings, made once. */
export function optionsOf(session: Session): PayloadOptions {
  const { settings } = session.options;
  const known = cache.get(settings) ?? payloadOptions(settings);
  cache.set(settings, known);
  return known;
}

/** A realistic value of an attribute that any server accepts. Another word or another sighting gives another value. */
export const valueFor = (session: Session, attribute: string, word: string): Json =>
  plainValue(optionsOf(session), attribute, `${session.caseId}/${String(session.attempt)}/${word}`);

/** A name that any server accepts. */
export const plainName = (session: Session, word: string): string => valueFor(session, 'name', word) as string;
