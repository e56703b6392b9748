/** What was sent comes back, by value. */
import type { ClauseId, Json, StateKey } from '../types.ts';
import { compareText, tolerancesOf } from './compare.ts';
import { isDocumentedAnswer } from './body.ts';
import { contactOf, own, pointerOf, sameId, sameIds, stateOf } from './state.ts';
import { broken, held, judge, type Judgement, type Oracle, type Situation } from './types.ts';

const texts = [
  ['name', 'name-comes-back'],
  ['email', 'email-comes-back'],
  ['phone_number', 'phone-number-comes-back'],
] as const;
const references = [
  ['company_id', 'company-comes-back', 'company'],
  ['owner_id', 'owner-comes-back', 'owner'],
] as const;

const tolerated = {
  'outer-white-space-kept': 'comes back with other white space around it',
  'unicode-normal-form-kept': 'comes back in another Unicode normal form',
  'email-letter-case-kept': 'comes back in other letter case',
  'phone-punctuation-kept': 'comes back with other punctuation',
} as const;

/** Sent, and yet the answer shows what was there before: the write was lost, which needs no second sighting. */
const isLost = (situation: Situation, key: StateKey, shown: Json, sent: Json): boolean => {
  const before = situation.before[key];
  return (
    before !== undefined &&
    JSON.stringify(before) === JSON.stringify(shown) &&
    JSON.stringify(before) !== JSON.stringify(sent)
  );
};

function text(
  situation: Situation,
  key: (typeof texts)[number][0],
  clause: ClauseId,
  shown: Json | undefined,
): readonly Judgement[] {
  const sent = situation.sent === null ? undefined : own(situation.sent, key);
  if (typeof sent !== 'string' || shown === undefined) return [];
  const pointer = pointerOf[key];
  if (typeof shown !== 'string') {
    return shown === null
      ? [broken(clause, pointer, `The ${key} that was sent does not come back.`, { expected: sent, actual: null })]
      : [];
  }
  const comparison = compareText(key, sent, shown);
  if (!comparison.same) {
    const lost = isLost(situation, key, shown, sent);
    const message = lost
      ? `The ${key} that was sent does not come back: the answer shows the previous value.`
      : `The ${key} that was sent comes back changed.`;
    return [broken(clause, pointer, message, { expected: sent, actual: shown, ...(lost ? { certain: true } : {}) })];
  }
  return [
    held(clause, pointer),
    ...tolerancesOf(key).map((id) =>
      comparison.tolerated.includes(id)
        ? broken(id, pointer, `The ${key} ${tolerated[id]}.`, { expected: sent, actual: shown })
        : held(id, pointer),
    ),
  ];
}

function tags(situation: Situation, shown: readonly string[] | undefined): readonly Judgement[] {
  const sent = situation.sent === null ? undefined : own(situation.sent, 'tag_ids');
  if (!Array.isArray(sent) || shown === undefined || !sent.every((id) => typeof id === 'string')) return [];
  const ids = sent as readonly string[];
  const pointer = pointerOf.tag_ids;
  const values = { expected: [...ids], actual: [...shown] };
  if (ids.length === 0)
    return [judge(shown.length === 0, 'tags-empty-array-clears', pointer, 'An empty tag array leaves tags.', values)];
  const unsent = shown.filter((id) => !ids.some((other) => sameId(id, other)));
  const kept = unsent.filter((id) => situation.before.tag_ids?.some((other) => sameId(id, other)) === true);
  const complete = ids.every((id) => shown.some((other) => sameId(id, other)));
  const lost =
    !sameIds(ids, shown) && situation.before.tag_ids !== undefined && sameIds(shown, situation.before.tag_ids);
  const certain = lost ? { certain: true } : {};
  return [
    ...(kept.length > 0 && complete
      ? [broken('tags-list-replaces', pointer, 'Tags that were there before are still there.', values)]
      : kept.length === 0 &&
          situation.before.tag_ids !== undefined &&
          situation.before.tag_ids.some((id) => !ids.some((other) => sameId(id, other)))
        ? [held('tags-list-replaces', pointer)]
        : []),
    kept.length > 0 && complete && kept.length === unsent.length
      ? held('tags-come-back', pointer)
      : judge(
          sameIds(ids, shown),
          'tags-come-back',
          pointer,
          'The tags that were sent are not the tags that come back.',
          { ...values, ...certain },
        ),
  ];
}

/** The echo oracle: for accepted updates whose attributes are values that the request schema allows. */
export const echo: Oracle = (situation) => {
  const { expectation, sent } = situation;
  const contact = contactOf(situation.exchange.response?.parsed);
  if (sent === null || contact === null || !isDocumentedAnswer(situation)) return [];
  const odd = new Set(expectation.kind === 'recorded' ? expectation.odd : []);
  const state = stateOf(contact);
  const found: Judgement[] = [];
  for (const [key, clause] of texts) if (!odd.has(key)) found.push(...text(situation, key, clause, own(contact, key)));
  for (const [key, clause, shownAs] of references) {
    const value = own(sent, key);
    const shown = state[key] ?? (own(contact, shownAs) === null ? null : state[key]);
    if (odd.has(key) || typeof value !== 'string' || shown === undefined) continue;
    const lost = !sameId(value, shown) && isLost(situation, key, shown, value);
    found.push(
      judge(sameId(value, shown), clause, pointerOf[key], `The ${shownAs} that was sent does not come back.`, {
        expected: value,
        actual: shown,
        ...(lost ? { certain: true } : {}),
      }),
    );
  }
  if (!odd.has('tag_ids')) found.push(...tags(situation, state.tag_ids));
  if (Object.hasOwn(sent, 'field_values_attributes') && !odd.has('field_values_attributes'))
    found.push(held('field-values-accepted', '/contact/field_values_attributes'));
  return found;
};
