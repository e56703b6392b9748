/** What the contact is made to hold before cases are looked at again, so that each of them changes something once more. */
import type { Json, JsonObject } from '../text/json.ts';
import type { Case } from '../cases/cases.ts';
import { createContext, shownAttributes, type ContractContext } from '../cases/context.ts';
import { isLoss } from '../cases/steady.ts';
import { requestedState } from '../model/index.ts';
import { attributeNamed, differences, identifiersFor, readFrom, readingRequest } from '../endpoint/index.ts';
import { isAboutPromptness, isAboutTime, type Doubt } from './doubt.ts';
import { arrangedSet, arrangedValue, firstLookAt } from './first-look.ts';
import { tell } from './loop.ts';
import { createAttempt, type Attempt, type Play } from './play.ts';
import { createStage } from './stage.ts';
import { transmit } from './transmit.ts';

/**
 * Plain values of every attribute that is shown, so that cases change them once more: the records that the contact had at the start, and
 * of the kind `value` what the first looks at the cases began with; of a set as many as were in it then.
 */
function arranged(play: Play, cases: readonly Case[], values: JsonObject): JsonObject {
  const { initial } = play.options;
  const looks = cases.map(({ id }) => firstLookAt(play.firstLooks, id));
  const salt = `${cases.map(({ id }) => id).join('+')}/arranged`;
  const valueOf = (name: string, value: Json): Json => {
    const attribute = attributeNamed(name);
    switch (attribute?.kind) {
      case 'set':
        return arrangedSet(name, looks, value, identifiersFor(attribute, play.options.settings));
      case 'reference':
        return initial[name] ?? value;
      case 'value':
        return arrangedValue(name, looks, { payloads: play.payloads, initial, salt });
      default:
        return value;
    }
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueOf(name, value)]));
}

/** True when a control goes through; the one that closes a look opens the next. */
export async function isWell(play: Play, caseId: string, number: number): Promise<boolean> {
  const attempt = createAttempt(caseId, number, true);
  if ((await tell(play, attempt, { type: 'control', case: caseId })).failure !== undefined) return false;
  play.wellAt = play.trail.requests;
  return true;
}

/**
 * Arranges once more, one by one, what an update of several attributes did not store: a target that loses such updates would show a look
 * that nothing changes.
 */
async function arrangeAlone(
  play: Play,
  attempt: Attempt,
  attributes: JsonObject,
  context: ContractContext,
): Promise<void> {
  const { settings } = play.options;
  const request = play.model.reading === null ? null : readingRequest(play.model.reading, settings);
  if (request === null) return;
  const state = readFrom(await transmit(play, attempt, request, 'read', true), settings.contactId)?.state ?? {};
  for (const { key } of differences(requestedState(attributes), state))
    if (attributes[key] !== undefined) await context.update({ [key]: attributes[key] });
}

/**
 * A control, and every attribute arranged in one update. Nothing of it is told.
 * @param number - of the look: what is arranged has other values each time
 * @param pads - controls and reads before it: a pattern shows only where the requests before a look are not always equally many
 * @returns whether the target is well
 */
export async function prepare(play: Play, doubt: Doubt, number: number, pads: number): Promise<boolean> {
  const { definition, cases } = doubt;
  const { id } = definition;
  if (play.wellAt !== play.trail.requests && !(await isWell(play, id, number))) return false;
  const attempt = createAttempt(id, number, true);
  for (let pad = 0; pad < pads; pad += 1) {
    if (!(await isWell(play, id, number))) return false;
    if (play.model.reading !== null) await tell(play, attempt, { type: 'look', case: id });
  }
  const context = createContext(createStage(play, attempt));
  const attributes = arranged(play, cases, context.values(shownAttributes, 'confirmation'));
  if (Object.keys(attributes).length > 0) await context.update(attributes);
  if (doubt.suspects.some(isLoss)) await arrangeAlone(play, attempt, attributes, context);
  // A read that is behind shows what the contact held before: until it shows what was arranged, that is what the case wrote the first time.
  if (isAboutPromptness(doubt)) await play.options.sleep(play.model.lag);
  // The update that arranges names every attribute, so it may itself be what moves a timestamp: another one goes between.
  return isAboutTime(doubt) ? isWell(play, id, number) : true;
}
