/** Whose a value is that the contact holds: of the snapshot, of the suite, or of somebody else. Pure. */
import type { ContactState } from '../endpoint/state.ts';
import type { Attribute } from '../endpoint/index.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { attributeNamed, isEmptyValue, stateKeys, toleratedIn } from '../endpoint/index.ts';
import type { LogEntry } from './log.ts';

const isTexts = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** The same value, in whatever notation; a value of another type is the same where it is written the same. */
function isSame(attribute: Attribute, one: Json, value: Json): boolean {
  if (isEmptyValue(one) && isEmptyValue(value)) return true;
  if (attribute.kind === 'set') return isTexts(one) && isTexts(value) && toleratedIn(attribute, one, value) !== null;
  if (typeof one === 'object' || typeof value === 'object')
    return (
      JSON.stringify(one) === JSON.stringify(value) ||
      (attribute.kind === 'value' && toleratedIn(attribute, one, value) !== null)
    );
  return toleratedIn(attribute, String(one), String(value)) !== null;
}

/** A body of another form that holds a value, so that a server may have taken it from there. */
function holds(body: string, value: Json): boolean {
  const parts = isTexts(value) ? value : [value];
  return parts.length > 0 && parts.every((part) => body.includes(JSON.stringify(part)));
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What a server may have made of a value that it was sent and has not answered: a part of it, or another spelling. */
function isMadeOf(attribute: Attribute, sent: Json, value: Json, known: readonly Json[]): boolean {
  if (isEmptyValue(value)) return true;
  if (attribute.kind === 'set') {
    const ids = new Set([sent, ...known].flatMap((each) => (isTexts(each) ? each : [])).map((id) => id.toLowerCase()));
    return isTexts(value) && value.every((id) => ids.has(id.toLowerCase()));
  }
  if (typeof sent !== 'string' || typeof value !== 'string') return false;
  const [left, right] = [bare(sent), bare(value)];
  return right.length > 0 && left.includes(right);
}

/** The values of an attribute that the suite has sent, and those that it was shown. */
function valuesOf(entries: readonly LogEntry[], name: string, withShown: boolean): readonly Json[] {
  return entries.flatMap((entry) => {
    const value = entry.type === 'answered' ? (withShown ? entry.state[name] : undefined) : entry.sent?.[name];
    return value === undefined ? [] : [value];
  });
}

/** The updates that no response is known of: they may have been carried out. */
function unanswered(entries: readonly LogEntry[]): readonly JsonObject[] {
  const answered = new Set(entries.flatMap((entry) => (entry.type === 'answered' ? [entry.request] : [])));
  return entries.flatMap((entry) =>
    entry.type === 'sending' && entry.sent !== null && !answered.has(entry.request) ? [entry.sent] : [],
  );
}

/**
 * The attributes that hold what is neither the snapshot's, nor anything that the suite sent, nor anything that a response showed while it
 * was writing: somebody else has written them.
 * @param held what the snapshot says
 * @param seen what several ways of reading show now
 * @param withShown whether what responses showed counts: not while the run is under way, as they show what somebody else writes too
 */
export function writtenByOthers(
  held: ContactState,
  seen: readonly ContactState[],
  entries: readonly LogEntry[],
  withShown = true,
): readonly string[] {
  const pending = unanswered(entries);
  const bodies = entries.flatMap((entry) => (entry.type === 'sending' && entry.body !== null ? [entry.body] : []));
  const isOurs = (name: string, value: Json): boolean => {
    const attribute = attributeNamed(name);
    const before = held[name];
    if (attribute === undefined || before === undefined) return true;
    const known = [before, ...valuesOf(entries, name, withShown)];
    return (
      known.some((each) => isSame(attribute, each, value)) ||
      bodies.some((body) => holds(body, value)) ||
      pending.some(({ [name]: sent }) => sent !== undefined && isMadeOf(attribute, sent, value, known))
    );
  };
  return stateKeys.filter((name) =>
    seen.some((state) => {
      const value = state[name];
      return value !== undefined && !isOurs(name, value);
    }),
  );
}
