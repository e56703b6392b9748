/**
 * Every kind of difference, as data. The taxonomy is that of oasdiff (its checks for one operation's response) and of
 * Optic's breaking-changes ruleset, turned from documents to observed answers; `like` names their rules. Of their rules
 * these do not apply to one operation that is only observed: endpoints, paths, parameters, security schemes, operation
 * ids, deprecation and tags (nothing to list them), request bodies (the suite sends what it means to send: what is no
 * longer accepted shows as a status), defaults, examples and descriptions (no observation shows them), bounds such as
 * maxLength or pattern in answers (values are data), discriminators and additionalProperties (cannot be observed).
 *
 * In `sentence` and `sdk`: {pointer} where it is, {was} and {is} the two sides, {detail} what the comparison adds.
 */
import type { Classification } from '../types.ts';
import type { Rule } from './rules.ts';

const row = (
  direction: Rule['direction'],
  documented: Classification,
  undocumented: Classification,
  sentence: string,
  sdk: string,
  like: readonly string[],
): Rule => ({ direction, documented, undocumented, sentence, sdk, like });

const missing = 'finds nothing there and fails, or hands undefined to its caller';

/** The rules by id. */
export const table = {
  'key-removed': row('lost', 'breaking', 'behavioural', 'The key {pointer} is gone from the answers.', missing, [
    'response-required-property-removed',
    'response-optional-property-removed',
    'prevent removing response property',
  ]),
  'key-renamed': row('changed', 'breaking', 'behavioural', 'The key {pointer} is now called {detail}.', missing, [
    'response-required-property-removed',
    'response-required-property-added',
  ]),
  'key-moved': row('changed', 'breaking', 'behavioural', '{pointer} has moved to {detail}.', missing, [
    'response-required-property-removed',
    'response-required-property-added',
  ]),
  'key-wrapped': row('changed', 'breaking', 'behavioural', 'What was at {pointer} is now inside {detail}.', missing, [
    'response-property-type-changed',
    'response-body-type-changed',
  ]),
  'key-unwrapped': row(
    'changed',
    'breaking',
    'behavioural',
    'What was inside {pointer} now stands at {detail}.',
    missing,
    ['response-property-type-changed', 'response-body-type-changed'],
  ),
  'key-became-optional': row(
    'lost',
    'breaking',
    'behavioural',
    'The key {pointer} is missing from some answers that had it.',
    missing,
    ['response-property-became-optional', 'prevent making response property optional'],
  ),
  'key-became-always': row(
    'gained',
    'additive',
    'additive',
    'The key {pointer} is now in every answer.',
    'reads on as before',
    ['response-property-became-required'],
  ),
  'key-added': row('gained', 'additive', 'additive', 'The answers have a key that {detail}: {pointer}.', 'ignores it', [
    'response-optional-property-added',
    'response-required-property-added',
  ]),
  'type-changed': row(
    'changed',
    'breaking',
    'behavioural',
    '{pointer} has changed its type from {was} to {is}.',
    'fails to decode it',
    ['response-property-type-changed', 'prevent response property type changes'],
  ),
  'type-widened': row(
    'gained',
    'breaking',
    'behavioural',
    '{pointer} was {was} and can now be {is}.',
    'fails to decode the new type',
    ['response-property-list-of-types-widened', 'prevent response property type changes'],
  ),
  'type-narrowed': row(
    'lost',
    'additive',
    'additive',
    '{pointer} was {was} and is now always {is}.',
    'reads on as before',
    ['response-property-list-of-types-narrowed'],
  ),
  'null-gained': row(
    'gained',
    'breaking',
    'behavioural',
    '{pointer} can now be null.',
    'fails where it does not ask for null first',
    ['response-property-became-nullable'],
  ),
  'null-lost': row('lost', 'additive', 'additive', '{pointer} is no longer null.', 'reads on as before', [
    'response-property-became-not-nullable',
  ]),
  'format-lost': row(
    'lost',
    'breaking',
    'behavioural',
    '{pointer} is no longer written as {was} but as {is}.',
    'fails to parse it',
    ['response-property-type-changed', 'response-property-pattern-changed'],
  ),
  'format-gained': row(
    'gained',
    'additive',
    'additive',
    '{pointer} was {was} and is now always {is}.',
    'reads on as before',
    ['response-property-pattern-added'],
  ),
  'precision-lost': row(
    'lost',
    'behavioural',
    'behavioural',
    'The timestamp {pointer} has become coarser: {was}, now {is}.',
    'fails to parse it with a fixed format, and sees equal times where it orders by it',
    ['response-property-pattern-changed'],
  ),
  'precision-gained': row(
    'gained',
    'additive',
    'additive',
    'The timestamp {pointer} has become finer: {was}, now {is}.',
    'reads on as before with a tolerant parser',
    ['response-property-pattern-changed'],
  ),
  'zone-changed': row(
    'changed',
    'behavioural',
    'behavioural',
    'The timestamp {pointer} writes its zone in another way: {was}, now {is}.',
    'fails to parse it with a fixed format, or reads another moment',
    ['response-property-pattern-changed'],
  ),
  'enumeration-grew': row(
    'gained',
    'behavioural',
    'behavioural',
    '{pointer} has a value that it never had: {detail}.',
    'fails on it with a closed list of values',
    ['response-property-enum-value-added'],
  ),
  'enumeration-shrank': row(
    'lost',
    'additive',
    'additive',
    '{pointer} no longer has the value {detail}.',
    'reads on as before',
    ['response-property-enum-value-removed'],
  ),
  'enumeration-opened': row(
    'gained',
    'behavioural',
    'behavioural',
    '{pointer} had few fixed values ({was}) and is now free text.',
    'fails on it with a closed list of values',
    ['response-property-enum-value-added'],
  ),
  'header-gone': row(
    'lost',
    'behavioural',
    'behavioural',
    'The header {detail} is gone from the answers.',
    'finds none where it reads the header',
    ['required-response-header-removed', 'optional-response-header-removed'],
  ),
  'header-new': row('gained', 'additive', 'additive', 'The answers have a new header: {detail}.', 'ignores it', []),
  'status-across-class': row(
    'changed',
    'breaking',
    'breaking',
    'Answered with {is} where it was {was}: {detail}.',
    'takes the other branch: what succeeded is an error, or the other way round',
    ['response-success-status-removed', 'response-non-success-status-removed', 'prevent response status code removal'],
  ),
  'status-within-class': row(
    'changed',
    'behavioural',
    'behavioural',
    'Answered with {is} where it was {was}: {detail}.',
    'takes the other branch where it tells statuses of one class apart',
    ['response-non-success-status-removed', 'response-success-status-removed'],
  ),
  'media-type-changed': row(
    'changed',
    'behavioural',
    'behavioural',
    'The media type of the answer is {is} where it was {was}: {detail}.',
    'fails where it chooses its decoder by media type',
    ['response-media-type-removed', 'response-media-type-added'],
  ),
  'error-shape-changed': row(
    'changed',
    'behavioural',
    'behavioural',
    'The body of a refusal has another shape, {is} where it was {was}: {detail}.',
    'loses the message of the error',
    ['response-body-type-changed', 'response-required-property-removed'],
  ),
  'recorded-changed': row(
    'changed',
    'behavioural',
    'behavioural',
    'What no document decides has changed from {was} to {is}: {detail}.',
    'meets something else where it grew used to it',
    [],
  ),
  'clause-broken': row(
    'lost',
    'breaking',
    'behavioural',
    'A promise that held no longer does: {detail}',
    'relies on it',
    [],
  ),
  'clause-mended': row('gained', 'additive', 'additive', 'A promise that did not hold now does: {detail}', 'gains', []),
  unclassified: row(
    'changed',
    'unclassified',
    'unclassified',
    'Something differs that fits no rule: {detail}.',
    'may or may not notice: a person has to look',
    [],
  ),
} as const satisfies Readonly<Record<string, Rule>>;
