/** Which clause speaks about a pointer of an accepted response: the link between a drift and the promise behind it. */
import type { ClauseId } from '../../catalogue.ts';
import { attributeShownAs, general, keyOfPointer, pointerTo } from '../../endpoint/index.ts';
import { documented } from './documented.ts';
import type { RuleId } from './rules.ts';

const formatRules: ReadonlySet<RuleId> = new Set(['format-lost', 'format-gained']);
const stampRules: ReadonlySet<RuleId> = new Set(['precision-lost', 'precision-gained', 'zone-changed']);
const keyRules: ReadonlySet<RuleId> = new Set([
  'key-removed',
  'key-renamed',
  'key-moved',
  'key-wrapped',
  'key-unwrapped',
  'key-became-optional',
]);

/** The clause of the form that the response schema asks for; null where it asks for none. */
function clauseOfFormats(formats: ReadonlySet<string> = new Set()): ClauseId | null {
  const all = [...formats];
  if (all.some((format) => format.startsWith('date-time/'))) return 'timestamps-are-date-times';
  return all.includes('uuid') ? 'answer-identifiers-shape' : null;
}

/** The clause of a difference in the shape of accepted responses, or null when none speaks about it. */
export function clauseFor(rule: RuleId, pointer: string): ClauseId | null {
  if (rule === 'header-gone' || rule === 'header-new') return 'answer-header-set';
  if (!documented().has(pointer)) return 'answer-extra-keys';
  if (pointer === '' || pointer === pointerTo()) return 'answer-envelope-contact';
  if (stampRules.has(rule)) return 'timestamps-millis-utc';
  const format = formatRules.has(rule) ? clauseOfFormats(documented().get(pointer)?.formats) : null;
  if (format !== null) return format;
  const key = keyOfPointer(pointer) ?? '';
  const isKey = pointer === pointerTo(key);
  if (keyRules.has(rule) && isKey) return 'answer-nine-keys';
  return attributeShownAs(key)?.shape ?? general.shape;
}
