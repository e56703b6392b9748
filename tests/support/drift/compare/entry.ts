/** From a drift to an entry of the report. */
import type { Classification, Observed, ReportDrift, ReportFinding } from '../../report/types.ts';
import { fingerprint } from '../../text/fingerprint.ts';
import { isBelow } from '../../observe/index.ts';
import { segmentsOf, withoutIndexes } from '../../text/json.ts';
import { documented } from './documented.ts';
import { schemaPatch } from './patch.ts';
import { ruleOf, type Drift, type ExampleOf } from './rules.ts';

interface EntryContext {
  readonly against: 'documented' | 'baseline';
  readonly at: string;
  readonly observed: Observed;
  readonly exampleOf: ExampleOf;
}

/** A pointer as a developer writes it: `contact.tags[].id`. */
export const attributeOf = (pointer: string): string =>
  segmentsOf(pointer).reduce(
    (path, segment) => (segment === '*' ? `${path}[]` : path === '' ? segment : `${path}.${segment}`),
    '',
  );

const fill = (template: string, drift: Drift): string =>
  template.replace(/\{(pointer|was|is|detail)\}/g, (_, key: 'pointer' | 'was' | 'is' | 'detail') => {
    const text = key === 'detail' ? (drift.detail ?? '') : drift[key];
    return key === 'pointer' && text === '' ? 'the body' : text;
  });

/** What it means for a client with types made from the documentation. */
function impactOf(drift: Drift, classification: Classification, promised: boolean): string {
  const rule = ruleOf(drift.rule);
  const attribute = attributeOf(drift.pointer);
  if (drift.rule === 'clause-broken') return `A client that relies on it breaks: ${drift.detail ?? ''}`;
  if (drift.rule === 'clause-mended') return 'None: what clients were promised now holds.';
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

/** The entry of the report that a drift makes. */
export function entryOf(drift: Drift, context: EntryContext): ReportDrift {
  const rule = ruleOf(drift.rule);
  const promised = documented().has(drift.pointer) && drift.pointer !== '';
  const classification = drift.classification ?? (promised ? rule.documented : rule.undocumented);
  const whole = drift.pointer === '' && drift.classification === undefined ? rule.documented : classification;
  return {
    fingerprint: fingerprint(drift.rule, drift.pointer, drift.direction),
    classification: whole,
    rule: drift.rule,
    clause: drift.clause,
    pointer: drift.pointer,
    was: drift.was,
    is: drift.is,
    against: context.against,
    message: fill(rule.sentence, drift),
    sdkImpact: impactOf(drift, whole, promised || drift.pointer === ''),
    schemaPatch: schemaPatch(drift, context.observed),
    sightings: { seen: drift.seen, of: drift.of, firstSeen: context.at, lastGood: null },
    red: isRed(context.against, whole),
    accepted: null,
    cases: drift.cases,
    example: context.exampleOf(drift),
  };
}
