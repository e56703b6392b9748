/** What was sent comes back, by value. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import {
  sameJson,
  compareText,
  contactOf,
  endpoint,
  firstDifference,
  own,
  pointerTo,
  sameId,
  sameIds,
  sameValue,
  stateOf,
  undecodedIn,
  type Attribute,
  type AttributeOf,
  type Tolerance,
} from '../endpoint/index.ts';
import { isDocumentedResponse } from './body.ts';
import { broken, held, judge, untried, type Judgement, type Oracle, type Situation } from './types.ts';

const tolerated: Readonly<Record<Tolerance, string>> = {
  'outer-white-space-kept': 'comes back with other white space around it',
  'unicode-normal-form-kept': 'comes back in another Unicode normal form',
  'email-letter-case-kept': 'comes back in other letter case',
  'phone-punctuation-kept': 'comes back with other punctuation',
};

/** An attribute that was sent, and what the response shows where it is shown. */
interface Echo<Kind extends Attribute['kind']> {
  readonly attribute: AttributeOf<Kind>;
  readonly sent: Json;
  /** What stands under the key of the attribute. */
  readonly raw: Json | undefined;
  readonly state: ContactState;
  readonly before: ContactState;
}

/** Sent, and yet the response shows what was there before: the write was lost. */
function isLost(
  { before, attribute }: Pick<Echo<'text'>, 'before'> & { readonly attribute: Attribute },
  shown: Json,
  sent: Json,
): boolean {
  const held = before[attribute.name];
  return held !== undefined && sameJson(held, shown) && !sameJson(held, sent);
}

/** True when the contact held already what was sent: that it still does says nothing about the update. */
function wasThere({
  before,
  attribute,
  sent,
}: Pick<Echo<'text'>, 'before' | 'sent'> & { readonly attribute: Attribute }): boolean {
  const held = before[attribute.name];
  return held !== undefined && sameValue(attribute, held, sent);
}

/** `held`, unless the contact held already what was sent. */
function kept(echo: Echo<'reference'> | Echo<'value'>): Judgement {
  const { name, clause, pointer, variables } = echo.attribute;
  if (!wasThere(echo)) return held(clause, pointer ?? '');
  const others = variables.length === 0 ? '' : ` Let ${variables.join(' or ')} name another record than the contact's.`;
  return untried(
    clause,
    pointer ?? '',
    `The contact held what was sent for ${name} before: that it comes back proves nothing.${others}`,
  );
}

const changed = (name: string, lost: boolean): string =>
  lost
    ? `The value sent for ${name} does not come back: the response shows the previous value.`
    : `The value sent for ${name} comes back changed.`;

function text(echo: Echo<'text'>): readonly Judgement[] {
  const { attribute, sent, raw: shown } = echo;
  const { name, clause, tolerates } = attribute;
  if (typeof sent !== 'string' || shown === undefined) return [];
  const pointer = attribute.pointer ?? '';
  if (typeof shown !== 'string') {
    return shown === null
      ? [broken(clause, pointer, `The value sent for ${name} does not come back.`, { expected: sent, actual: null })]
      : [];
  }
  const comparison = compareText(attribute, sent, shown);
  if (!comparison.same) {
    const lost = isLost(echo, shown, sent);
    return [broken(clause, pointer, changed(name, lost), { expected: sent, actual: shown })];
  }
  return [
    held(clause, pointer),
    ...tolerates.map((id) =>
      comparison.tolerated.includes(id)
        ? broken(id, pointer, `The value sent for ${name} ${tolerated[id]}.`, { expected: sent, actual: shown })
        : held(id, pointer),
    ),
  ];
}

function reference(echo: Echo<'reference'>): readonly Judgement[] {
  const { attribute, sent, raw, state } = echo;
  const read = state[attribute.name];
  const shown = read === undefined && raw === null ? null : read;
  if (typeof sent !== 'string' || (shown !== null && typeof shown !== 'string')) return [];
  if (sameId(sent, shown)) return [kept(echo)];
  return [
    broken(attribute.clause, attribute.pointer ?? '', `The ${attribute.label} that was sent does not come back.`, {
      expected: sent,
      actual: shown,
    }),
  ];
}

const isIds = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

const sizeOf = (ids: readonly string[]): number => new Set(ids.map((id) => id.toLowerCase())).size;

function set({ attribute, sent: ids, state, before }: Echo<'set'>): readonly Judgement[] {
  const { name, label, clause, replaces, clears, once } = attribute;
  const shown = state[name];
  if (!isIds(ids) || !isIds(shown)) return [];
  const pointer = attribute.pointer ?? '';
  const values = { expected: [...ids], actual: [...shown] };
  if (ids.length === 0)
    return [judge(shown.length === 0, clears ?? clause, pointer, `An empty array of ${name} leaves ${label}.`, values)];
  const there = isIds(before[name]) ? before[name] : null;
  const has = (list: readonly string[], id: string): boolean => list.some((other) => sameId(id, other));
  const unsent = shown.filter((id) => !has(ids, id));
  const kept = unsent.filter((id) => there !== null && has(there, id));
  const complete = ids.every((id) => has(shown, id));
  const appends = replaces !== null && kept.length > 0 && complete;
  const replaced = replaces !== null && kept.length === 0 && there?.some((id) => !has(ids, id)) === true;
  return [
    ...(appends ? [broken(replaces, pointer, `What was in ${label} before is still there.`, values)] : []),
    ...(replaced ? [held(replaces, pointer)] : []),
    appends && kept.length === unsent.length
      ? held(clause, pointer)
      : judge(sameIds(ids, shown), clause, pointer, `The ${name} that were sent are not what comes back.`, values),
    ...(once !== null && sizeOf(ids) === ids.length
      ? [judge(sizeOf(shown) === shown.length, once, pointer, `One of ${label} is shown more than once.`, values)]
      : []),
  ];
}

function value(echo: Echo<'value'>): readonly Judgement[] {
  const { attribute, sent, raw: shown } = echo;
  const { name, clause } = attribute;
  if (shown === undefined) return [];
  const pointer = attribute.pointer ?? '';
  const place = firstDifference(sent, shown);
  if (place === null) return [kept(echo)];
  const lost = isLost(echo, shown, sent);
  return [broken(clause, `${pointer}${place}`, changed(name, lost), { expected: sent, actual: shown })];
}

function judgeOne(attribute: Attribute, sent: Json, contact: JsonObject, situation: Situation): readonly Judgement[] {
  const rest = {
    sent,
    raw: attribute.shownAs === null ? undefined : own(contact, attribute.shownAs),
    state: stateOf(contact),
    before: situation.before,
  };
  switch (attribute.kind) {
    case 'text':
      return text({ attribute, ...rest });
    case 'reference':
      return reference({ attribute, ...rest });
    case 'set':
      return set({ attribute, ...rest });
    case 'value':
      return value({ attribute, ...rest });
    case 'opaque':
      return [held(attribute.clause, pointerTo(attribute.name))];
  }
}

/** The echo oracle: for accepted updates whose attributes are values that the request schema allows. */
export const echo: Oracle = (situation) => {
  const { expectation, sent } = situation;
  const contact = contactOf(situation.exchange.response?.parsed);
  if (sent === null || contact === null || !isDocumentedResponse(situation)) return [];
  const odd = new Set(expectation.kind === 'recorded' ? expectation.odd : []);
  // What could not be decoded was not read: that is what the bytes are judged for.
  for (const name of undecodedIn(situation.exchange.response)) odd.add(name);
  const said: Judgement[] = [];
  for (const attribute of endpoint.attributes) {
    const given = odd.has(attribute.name) ? undefined : own(sent, attribute.name);
    if (given !== undefined) said.push(...judgeOne(attribute, given, contact, situation));
  }
  return said;
};
