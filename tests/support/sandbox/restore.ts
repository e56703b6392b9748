/**
 * Puts the contact back: every attribute in one update, a read, then what is still different in smaller steps. The steps are
 * for targets that lose updates, append instead of replacing, or choke on one attribute.
 */
import { differences, pick, stateKeys } from '../oracles/index.ts';
import type { ContactState, Json, JsonObject, StateKey } from '../types.ts';
import { readingRequest, readings, type Reading } from './reading.ts';
import { isGone, outageOf, refusalOf, shownBy, type Talk } from './talk.ts';
import type { HomeField, Restored } from './types.ts';
import { sumUp, type Fate, type Fates } from './wording.ts';

export interface Wanted {
  readonly how: Reading;
  /** An attribute that is not in it is never written. */
  readonly state: ContactState;
  /** Attributes that GET does not show as they are stored. */
  readonly blind: readonly StateKey[];
  readonly field: HomeField | null;
}

const limit = 12;
/** A read may lag behind an update for two seconds. */
const waits = [600, 1400] as const;
const outagePause = 1000;

interface Work {
  readonly talk: Talk;
  readonly wanted: Wanted;
  readonly start: number;
  how: Reading;
  /** Per attribute why its last update was refused; null when any was accepted. */
  readonly refusals: Map<StateKey | 'field', string | null>;
  /** What the last update was answered with. */
  answered: ContactState | null;
  /** What the last read showed. */
  shown: ContactState | null;
  /** Why the last read showed nothing, when the target is to blame for it. */
  unseen: string | null;
  /** Whether the last read met with nobody at all. */
  gone: boolean;
}

const left = (work: Work): number => limit - (work.talk.sent - work.start);

const fieldOf = (field: HomeField): JsonObject => ({
  field_values_attributes: [{ field_id: field.id, value: field.homeValue }],
});

/** The attributes that one update can give back. There is no documented way to take a company or an owner away. */
const writable = (state: ContactState): ContactState =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));

/** The attributes that are known to differ, and those that nothing shows. */
function rest({ wanted, shown }: Work): readonly StateKey[] {
  const different = differences(wanted.state, shown ?? {}).map(({ key }) => key);
  const hidden = stateKeys.filter((key) => wanted.state[key] !== undefined && shown?.[key] === undefined);
  return [...different, ...hidden];
}

const different = (work: Work): readonly StateKey[] => rest(work).filter((key) => work.shown?.[key] !== undefined);

/** Sends an update. True unless the target is out of reach; a 403 or 404 may be about a record that the update names. */
async function update(work: Work, attributes: ContactState, field: HomeField | null = null): Promise<boolean> {
  const body: JsonObject = { ...(attributes as JsonObject), ...(field === null ? {} : fieldOf(field)) };
  if (Object.keys(body).length === 0) return true;
  const exchange = await work.talk.update(body);
  const met = refusalOf(exchange);
  const refusal = met === null ? null : `the update ${met}`;
  for (const key of [...(Object.keys(attributes) as StateKey[]), ...(field === null ? [] : (['field'] as const))])
    if (refusal === null || work.refusals.get(key) !== null) work.refusals.set(key, refusal);
  work.answered = shownBy(exchange, work.talk.ids.contactId);
  return outageOf(exchange) === null || exchange.response?.status === 403 || exchange.response?.status === 404;
}

async function look(work: Work, reading: Reading): Promise<ContactState | null> {
  const spec = left(work) > 0 ? readingRequest(reading, work.talk.ids) : null;
  if (spec === null) return null;
  const exchange = await work.talk.send(spec);
  const outage = outageOf(exchange);
  work.gone = isGone(exchange);
  work.unseen = outage === null ? null : `a read ${outage}`;
  return shownBy(exchange, work.talk.ids.contactId);
}

/** Reads by the way that worked at first, else by the next; asks twice when GET does not show an attribute, or not as it is stored. */
async function readAgain(work: Work): Promise<void> {
  work.shown = null;
  for (const reading of readings.slice(readings.indexOf(work.how))) {
    work.shown = await look(work, reading);
    if (work.shown !== null) work.how = reading;
    if (work.shown !== null || work.gone) break;
  }
  const { shown, how, wanted } = work;
  if (shown === null || how !== 'get') return;
  const unseen = stateKeys.filter(
    (key) => wanted.state[key] !== undefined && (shown[key] === undefined || wanted.blind.includes(key)),
  );
  if (unseen.length > 0) work.shown = { ...shown, ...pick((await look(work, 'unknown-attribute')) ?? {}, unseen) };
}

/** Reads until the contact is as the last update was answered. */
async function readUntilPrompt(work: Work): Promise<void> {
  await readAgain(work);
  for (const wait of waits) {
    const late = different(work);
    if (
      late.length === 0 ||
      differences(pick(work.wanted.state, late), work.answered ?? {}).length > 0 ||
      work.answered === null
    )
      return;
    await work.talk.sleep(wait);
    await readAgain(work);
  }
}

/** Tags cleared and set, then one attribute at a time; some requests are kept for the last step. */
async function smallSteps(work: Work): Promise<void> {
  const { state, field } = work.wanted;
  const reserve = 4;
  const differing = different(work);
  if (differing.includes('tag_ids') && left(work) > reserve + 1) {
    await update(work, { tag_ids: [] });
    if (state.tag_ids !== undefined && state.tag_ids.length > 0) await update(work, { tag_ids: state.tag_ids });
  }
  for (const key of differing.filter((each) => each !== 'tag_ids'))
    if (left(work) > reserve) await update(work, pick(state, [key]));
  if (field !== null && work.refusals.get('field') !== null && left(work) > reserve) await update(work, {}, field);
  await readAgain(work);
}

/** True when nothing has to be sent: two ways of reading agree that the contact is as wanted. */
async function isAsWanted(work: Work): Promise<boolean> {
  await readAgain(work);
  if (work.shown === null || rest(work).length > 0) return false;
  // GET may show a copy from before the run that left the journal was killed; an update is answered by the original.
  const second = work.how === 'get' ? await look(work, 'unknown-attribute') : work.shown;
  return second !== null && differences(work.wanted.state, second).length === 0;
}

function fatesOf(work: Work, before: ContactState): Fates {
  const { wanted, shown, refusals } = work;
  const open = rest(work);
  const fate = (key: StateKey): Fate => {
    if (wanted.state[key] === undefined) return { kind: 'not readable' };
    if (!open.includes(key)) {
      const kept = before[key] !== undefined && differences(pick(wanted.state, [key]), before).length === 0;
      return { kind: kept || refusals.get(key) !== null ? 'unchanged' : 'put back' };
    }
    const actual: Json | undefined = shown?.[key];
    const refusal = refusals.get(key) ?? (shown === null ? work.unseen : null);
    return actual === undefined ? { kind: 'unknown', refusal } : { kind: 'differs', actual, refusal };
  };
  return Object.fromEntries(stateKeys.map((key) => [key, fate(key)])) as unknown as Fates;
}

async function allAtOnce(work: Work): Promise<boolean> {
  const all = writable(work.wanted.state);
  if (await update(work, all, work.wanted.field)) return true;
  await work.talk.sleep(outagePause);
  return update(work, all, work.wanted.field);
}

async function putAllBack(work: Work): Promise<void> {
  const { wanted, talk } = work;
  if (!(await allAtOnce(work))) return;
  await readUntilPrompt(work);
  const lost = different(work);
  // Answered as written and not there: the update was lost, and the same once more may not be.
  if (lost.length > 0 && work.answered !== null && differences(pick(wanted.state, lost), work.answered).length === 0) {
    await update(work, writable(pick(wanted.state, lost)));
    await readAgain(work);
  }
  const fieldOpen = wanted.field !== null && work.refusals.get('field') !== null;
  if (different(work).length > 0 || fieldOpen) await smallSteps(work);
  if (different(work).length === 0 || left(work) < 2) return;
  await update(work, writable(wanted.state));
  await readAgain(work);
  // Where reading is itself an update, and that is what changes the contact, the last word is an update that names everything.
  if (different(work).length > 0 && work.how !== 'get' && left(work) > 0)
    await talk.update(writable(wanted.state) as JsonObject);
}

/**
 * Puts a contact back and reads it again: two requests when all is well, twelve at most.
 * @param options.lookFirst for a journal of an earlier run: sends nothing that the contact holds already, as after a repair by hand
 * @param options.strictField whether a refused reset of the custom field is a failure: it is when the run has written the field
 */
export async function putBack(
  talk: Talk,
  wanted: Wanted,
  { lookFirst = false, strictField = false }: { readonly lookFirst?: boolean; readonly strictField?: boolean },
): Promise<Restored> {
  const work: Work = {
    talk,
    wanted,
    start: talk.sent,
    how: wanted.how,
    refusals: new Map(),
    answered: null,
    shown: null,
    unseen: null,
    gone: false,
  };
  const asWanted = lookFirst && (await isAsWanted(work));
  const before = work.shown ?? {};
  if (!asWanted) await putAllBack(work);
  else if (wanted.field !== null) {
    await update(work, {}, wanted.field);
    await readAgain(work);
    if (different(work).length > 0) await putAllBack(work);
  }
  const field = wanted.field === null ? null : { field: wanted.field, refusal: work.refusals.get('field') ?? null };
  return sumUp(wanted.state, fatesOf(work, before), field, { requests: talk.sent - work.start, strictField });
}
