/** Plain values for updates: decided by the seed, the case and a word, never by what was sent before. */
import { memo } from '../memo.ts';
import { payloadOptions, plainValue, type PayloadOptions } from '../payloads/index.ts';
import type { Json } from '../types.ts';
import type { Session, SessionOptions } from './session.ts';

const made = memo(({ settings, initial }: SessionOptions) => payloadOptions(settings, initial));

/** The options of a session's settings and contact, made once. */
export const optionsOf = (session: Session): PayloadOptions => made(session.options);

/** A realistic value of an attribute that any server accepts. Another word or another sighting gives another value. */
export const valueFor = (session: Session, attribute: string, word: string): Json =>
  plainValue(optionsOf(session), attribute, `${session.caseId}/${String(session.attempt)}/${word}`);
