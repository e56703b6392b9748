/**
 * Every kind of drift, as data: which class it has, and what it means for a client. The taxonomy is that of oasdiff (its
 * checks for one operation's response) and of Optic's breaking-changes ruleset, turned from documents to observed responses.
 * Of their rules these do not apply to one operation that is only observed: endpoints, paths, parameters, security schemes,
 * operation ids, deprecation and tags (nothing to list them), request bodies (the suite sends what it means to send: what is
 * no longer accepted shows as a status), defaults, examples and descriptions (no observation shows them), bounds such as
 * maxLength or pattern in responses (values are data), discriminators and additionalProperties (cannot be observed).
 */
import type { Classification, ReportDrift } from '../../report/types.ts';

interface Rule {
  /** Which way it went. Direction decides the class: a response that gains null breaks readers, one that gains a key does not. */
  readonly direction: 'gained' | 'lost' | 'changed';
  /** Class where a document promises the attribute, and where none does. */
  readonly documented: Classification;
  readonly undocumented: Classification;
  /** {pointer} is where it is, {was} and {is} the two sides, {detail} what the comparison adds. */
  readonly sentence: string;
  /** What a client does that relied on how it was. */
  readonly sdk: string;
}

/** One class, whether documented or not. */
const row = (documented: Classification, direction: Rule['direction'], sentence: string, sdk: string): Rule => ({
  direction,
  documented,
  undocumented: documented,
  sentence,
  sdk,
});

/** Breaks what a document promises; where none does, nobody was told to rely on it. */
const promised = (direction: Rule['direction'], sentence: string, sdk: string): Rule => ({
  ...row('breaking', direction, sentence, sdk),
  undocumented: 'behavioural',
});

const missing = 'finds nothing there and fails, or hands undefined to its caller';
const asBefore = 'reads on as before';

const table = {
  'key-removed': promised('lost', 'The key {pointer} is gone from the responses.', missing),
  'key-renamed': promised('changed', 'The key {pointer} is now called {detail}.', missing),
  'key-moved': promised('changed', '{pointer} has moved to {detail}.', missing),
  'key-became-optional': promised('lost', 'The key {pointer} is missing from some responses that had it.', missing),
  'key-became-always': row('additive', 'gained', 'The key {pointer} is now in every response.', asBefore),
  'key-added': row('additive', 'gained', 'The responses have a key that {detail}: {pointer}.', 'ignores it'),
  'type-changed': promised('changed', '{pointer} has changed its type from {was} to {is}.', 'fails to decode it'),
  'type-widened': promised('gained', '{pointer} was {was} and can now be {is}.', 'fails to decode the new type'),
  'type-narrowed': row('additive', 'lost', '{pointer} was {was} and is now always {is}.', asBefore),
  'null-gained': promised('gained', '{pointer} can now be null.', 'fails where it does not ask for null first'),
  'null-lost': row('additive', 'lost', '{pointer} is no longer null.', asBefore),
  'format-lost': promised('lost', '{pointer} is no longer written as {was} but as {is}.', 'fails to parse it'),
  'format-gained': row('additive', 'gained', '{pointer} was {was} and is now always {is}.', asBefore),
  'precision-lost': row(
    'behavioural',
    'lost',
    'The timestamp {pointer} has become coarser: {was}, now {is}.',
    'fails to parse it with a fixed format, and sees equal times where it orders by it',
  ),
  'precision-gained': row(
    'additive',
    'gained',
    'The timestamp {pointer} has become finer: {was}, now {is}.',
    'reads on as before with a tolerant parser',
  ),
  'zone-changed': row(
    'behavioural',
    'changed',
    'The timestamp {pointer} writes its zone in another way: {was}, now {is}.',
    'fails to parse it with a fixed format, or reads another moment',
  ),
  'enumeration-grew': row(
    'behavioural',
    'gained',
    '{pointer} has a value that it never had: {detail}.',
    'fails on it with a closed list of values',
  ),
  'enumeration-shrank': row('additive', 'lost', '{pointer} no longer has the value {detail}.', asBefore),
  'enumeration-opened': row(
    'behavioural',
    'gained',
    '{pointer} had few fixed values ({was}) and is now free text.',
    'fails on it with a closed list of values',
  ),
  'header-gone': row(
    'behavioural',
    'lost',
    'The header {detail} is gone from the responses.',
    'finds none where it reads the header',
  ),
  'header-new': row('additive', 'gained', 'The responses have a new header: {detail}.', 'ignores it'),
  'status-across-class': row(
    'breaking',
    'changed',
    'Answered with {is} where it was {was}: {detail}.',
    'takes the other branch: what succeeded is an error, or the other way round',
  ),
  'status-within-class': row(
    'behavioural',
    'changed',
    'Answered with {is} where it was {was}: {detail}.',
    'takes the other branch where it tells statuses of one class apart',
  ),
  'media-type-changed': row(
    'behavioural',
    'changed',
    'The media type of the response is {is} where it was {was}: {detail}.',
    'fails where it chooses its decoder by media type',
  ),
  'error-shape-changed': row(
    'behavioural',
    'changed',
    'The body of a refusal has another shape, {is} where it was {was}: {detail}.',
    'loses the message of the error',
  ),
  'recorded-changed': row(
    'behavioural',
    'changed',
    'What no document decides has changed from {was} to {is}: {detail}.',
    'meets something else where it grew used to it',
  ),
  'clause-broken': promised('lost', 'A promise that held no longer does: {detail}', 'relies on it'),
  'clause-mended': row('additive', 'gained', 'A promise that did not hold now does: {detail}', 'gains'),
  unclassified: row(
    'unclassified',
    'changed',
    'Something differs that fits no rule: {detail}.',
    'may or may not notice: a person has to look',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof table;

/** Every rule by its id. */
export const rules: Readonly<Record<RuleId, Rule>> = table;

/** The rule of that id; one that does not exist is `unclassified`, as nothing that differs is dropped. */
export const ruleOf = (id: string): Rule => (Object.hasOwn(rules, id) ? rules[id as RuleId] : rules.unclassified);

/** One thing that differs, before it is made into an entry of the report. */
export interface Drift {
  readonly rule: string;
  readonly pointer: string;
  readonly clause: string | null;
  readonly was: string;
  readonly is: string;
  /** What tells this cause from another of the same rule at the same pointer. */
  readonly direction: string;
  /** Fills `{detail}` in the sentence of the rule. */
  readonly detail?: string;
  /** Replaces the class that the rule gives. */
  readonly classification?: Classification;
  readonly seen: number;
  readonly of: number;
  /** Cases that showed it, the first one first. */
  readonly cases: readonly string[];
}

/** Finds the exchange to show for a drift; null when the run kept none. */
export type ExampleOf = (drift: Pick<Drift, 'clause' | 'pointer' | 'cases'>) => ReportDrift['example'];
