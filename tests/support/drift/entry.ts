/** From a difference to an entry of the report. */
import type { Classification, JsonObject, Observed, ReportDrift, ReportFinding } from '../types.ts';
import { documentedSchema, documentedView } from './documented.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { schemaPatch } from './patch.ts';
import { isBelow, segmentsOf, withoutIndexes } from './pointer.ts';
import { ruleOf } from './rules.ts';
import type { Difference, ExampleOf } from './types.ts';

export interface EntryContext {
  readonly against: 'documented' | 'baseline';
  readonly at: string;
  readonly observed: Observed;
  readonly exampleOf: ExampleOf;
  readonly schema?: JsonObject;
}

/** A pointer as a developer writes it: `contact.tags[].id`. */
export const attributeOf = (pointer: string): string =>
  segmentsOf(pointer).reduce(
    (path, segment) => (segment === '*' ? `${path}[]` : path === '' ? segment : `${path}.${segment}`),
    '',
  );

const fill = (template: string, difference: Difference): string =>
  template.replace(/\{(pointer|was|is|detail)\}/g, (_, key: 'pointer' | 'was' | 'is' | 'detail') => {
    const text = key === 'detail' ? (difference.detail ?? '') : difference[key];
    return key === 'pointer' && text === '' ? 'the body' : text;
  });

/** What it means for a client with types made from the documentation. */
function impactOf(difference: Difference, classification: Classification, promised: boolean): string {
  const rule = ruleOf(difference.rule);
  const attribute = attributeOf(difference.pointer);
  if (difference.rule === 'clause-broken') return `A client that relies on it breaks: ${difference.detail ?? ''}`;
  if (difference.rule === 'clause-mended') return 'None: what clients were promised now holds.';
  if (attribute === '') return `A client ${rule.sdk}.`;
  if (!promised) {
    const none = `No document names ${attribute}: a typed client made from the documentation does not read it.`;
    return classification === 'additive' ? none : `${none} One that was written against this server ${rule.sdk}.`;
  }
  return `A typed client reads ${attribute}, which is documented: it ${rule.sdk}.`;
}

/**
 * Red is what a baseline pins and what changed in a breaking or behavioural way, or in a way that fits no class. What only
 * differs from the documents is for their clauses to judge.
 */
const isRed = (against: EntryContext['against'], classification: Classification): boolean =>
  against === 'baseline' && classification !== 'additive';

/** Uses the findings of a report as examples: one at the same clause and pointer, else one of a case that showed it. */
export function exampleFrom(findings: readonly ReportFinding[]): ExampleOf {
  return ({ clause, pointer, cases }) => {
    const withRequest = findings.filter((finding) => finding.request !== null);
    const near = (finding: ReportFinding): boolean => {
      const at = withoutIndexes(finding.pointer);
      return at === pointer || isBelow(at, pointer) || isBelow(pointer, at);
    };
    const found =
      withRequest.find((finding) => finding.clause === clause && near(finding)) ??
      withRequest.find((finding) => finding.clause === clause) ??
      withRequest.find((finding) => finding.cases.some((id) => cases.includes(id)));
    if (found?.request == null) return null;
    const { request, response, curl, replay } = found;
    return { case: found.case, request, response, curl, replay };
  };
}

/** The entry of the report that a difference makes. */
export function toDrift(difference: Difference, context: EntryContext): ReportDrift {
  const rule = ruleOf(difference.rule);
  const schema = context.schema ?? documentedSchema;
  const view = documentedView(schema);
  const promised = view.has(difference.pointer) && difference.pointer !== '';
  const classification = difference.classification ?? (promised ? rule.documented : rule.undocumented);
  const whole = difference.pointer === '' && difference.classification === undefined ? rule.documented : classification;
  return {
    fingerprint: fingerprint(difference.rule, difference.pointer, difference.direction),
    classification: whole,
    rule: difference.rule,
    clause: difference.clause,
    pointer: difference.pointer,
    was: difference.was,
    is: difference.is,
    against: context.against,
    message: fill(rule.sentence, difference),
    sdkImpact: impactOf(difference, whole, promised || difference.pointer === ''),
    schemaPatch: schemaPatch(difference, context.observed, schema),
    sightings: { seen: difference.seen, of: difference.of, firstSeen: context.at, lastGood: null },
    red: isRed(context.against, whole),
    accepted: null,
    example: context.exampleOf(difference),
  };
}
