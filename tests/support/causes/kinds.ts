/** What became of a value, in words that no seed decides: what a cause is told apart by. */
import { isArray, type Json, sameJson, typeOf } from '../text/json.ts';

/** `coarse` is the same for every value that the same fault meets; `fine` tells faults apart and is empty where it cannot. */
interface Change {
  readonly coarse: string;
  readonly fine: string;
}

const isEmpty = (value: Json): boolean => value === null || value === '' || (isArray(value) && value.length === 0);

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ').trim();

/** True when `part` is `whole` without some of its characters. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (at < part.length && part.startsWith(character, at)) at += character.length;
  return at === part.length;
}

function textChange(expected: string, actual: string): Change {
  if (actual !== '' && expected.startsWith(actual)) return { coarse: 'cut', fine: `cut at ${actual.length}` };
  if (expected.toLowerCase() === actual.toLowerCase()) return { coarse: 'letter case', fine: 'letter case' };
  if (squeezed(expected) === squeezed(actual)) return { coarse: 'changed', fine: 'notation' };
  if (isSubsequence(actual, expected)) return { coarse: 'changed', fine: 'characters lost' };
  return isSubsequence(expected, actual)
    ? { coarse: 'changed', fine: 'characters added' }
    : { coarse: 'changed', fine: '' };
}

function listChange(expected: readonly Json[], actual: readonly Json[]): Change {
  const missing = expected.some((item) => !actual.some((other) => sameJson(item, other)));
  const added = actual.some((item) => !expected.some((other) => sameJson(item, other)));
  if (missing === added) return { coarse: 'changed', fine: missing ? 'items changed' : '' };
  return { coarse: missing ? 'items missing' : 'items added', fine: missing ? 'items missing' : 'items added' };
}

/** What became of a value that was sent, or that had to stay as it was. */
export function changeOf(expected: Json, actual: Json): Change {
  if (isEmpty(actual) && !isEmpty(expected)) return { coarse: 'lost', fine: 'lost' };
  if (isEmpty(expected) && !isEmpty(actual)) return { coarse: 'set', fine: 'set' };
  if (typeof expected === 'string' && typeof actual === 'string') return textChange(expected, actual);
  if (isArray(expected) && isArray(actual)) return listChange(expected, actual);
  const [from, to] = [typeOf(expected), typeOf(actual)];
  return from === to ? { coarse: 'changed', fine: '' } : { coarse: to, fine: `${from} to ${to}` };
}

/** Types, words of the suite, media types and statuses may stand in a fingerprint; what else there is, is named by its type. */
const isWord = (text: string): boolean =>
  /^(?:[a-z]+(?: [a-z]+)*|not 2xx|[a-z]+\/[a-z0-9.+-]+|\d{3}(?:(?:, | or )\d{3})*)$/.test(text);

/** A side of a deviation of which the response says what it is, and not what was sent: a status, a word, a type. */
export function sideOf(side: Json): string {
  if (typeof side === 'number' && Number.isInteger(side)) return side >= 100 && side <= 599 ? String(side) : 'integer';
  if (typeof side !== 'string') return typeOf(side);
  const [word = ''] = side.split(';');
  return isWord(word) && word.length <= 60 ? word : side.startsWith('match ') ? 'the documented form' : 'string';
}
