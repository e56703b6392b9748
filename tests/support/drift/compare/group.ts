/** One cause, one entry. */
import type { ReportDrift } from '../../report/types.ts';
import { parentOf } from '../../observe/index.ts';
import { withoutIndexes } from '../../text/json.ts';
import { ruleOf, type Drift } from './rules.ts';

/** Clauses that speak about status, media type or error shape: when one breaks, the changed response is why. */
const aboutResponses: ReadonlySet<string> = new Set([
  'update-answers-200',
  'update-is-not-redirected',
  'answer-media-type-json',
  'unauthenticated-answers-401',
  'unknown-or-malformed-id-answers-404',
  'foreign-id-answers-403-or-404',
  'malformed-json-answers-400',
  'invalid-value-answers-400-or-422',
  'never-5xx',
  'errors-are-json',
  'errors-carry-a-message',
]);
const responseRules: ReadonlySet<string> = new Set([
  'status-across-class',
  'status-within-class',
  'media-type-changed',
  'error-shape-changed',
]);

/** True for a shape that is no mere addition: what is documented there is broken, or what was relied on. */
const isHarmful = ({ rule, classification }: Drift): boolean =>
  (classification ?? ruleOf(rule).undocumented) !== 'additive';

/** How severe it is that a clause broke, for the shape that tells it: finer times are an addition, unless a promise held that they break. */
const severityOf = ({ classification }: Drift): Pick<Drift, 'classification'> =>
  classification === undefined ? {} : { classification };

/**
 * The same cause seen twice is told once: a clause that broke because a key went is told as the key; a response whose
 * status changed is told as the clause that broke by it, with the statuses.
 */
export function oneCauseEach(drifts: readonly Drift[]): readonly Drift[] {
  const shapes = drifts.filter((item) => item.rule !== 'clause-broken' && item.clause !== null && item.pointer !== '');
  const isToldBy = (item: Drift, shape: Drift): boolean => {
    const at = withoutIndexes(item.pointer);
    return shape.clause === item.clause && (shape.pointer === at || parentOf(shape.pointer) === at);
  };
  const broke = drifts.filter((item) => item.rule === 'clause-broken' && item.classification !== undefined);
  const toldByShape = (item: Drift): boolean => broke.includes(item) && shapes.some((shape) => isToldBy(item, shape));
  const clauses = drifts
    .filter((item) => !toldByShape(item))
    .map((item) => {
      const [clause] = shapes.includes(item) ? broke.filter((each) => isToldBy(each, item)) : [];
      return clause === undefined || isHarmful(item) ? item : { ...item, ...severityOf(clause) };
    });
  const broken = clauses.filter((item) => item.rule === 'clause-broken' && aboutResponses.has(item.clause ?? ''));
  const tells = (clause: Drift, response: Drift): boolean =>
    responseRules.has(response.rule) &&
    response.cases.length > 0 &&
    response.cases.every((id) => clause.cases.includes(id));
  return clauses
    .filter((item) => !broken.some((clause) => tells(clause, item)))
    .map((item) => {
      const told = broken.includes(item) ? clauses.filter((response) => tells(item, response)) : [];
      if (told.length === 0) return item;
      const statuses = told.map((response) => `${response.was} → ${response.is}`).join(', ');
      return { ...item, detail: `${item.detail ?? ''} (${statuses})` };
    });
}

const order = { breaking: 0, unclassified: 1, behavioural: 2, additive: 3 } as const;

function join(a: ReportDrift, b: ReportDrift): ReportDrift {
  const [first, second] = a.against === 'baseline' || b.against === 'documented' ? [a, b] : [b, a];
  const seen = Math.max(a.sightings.seen, b.sightings.seen);
  return {
    ...first,
    red: a.red || b.red,
    example: first.example ?? second.example,
    schemaPatch: first.schemaPatch.length > 0 ? first.schemaPatch : second.schemaPatch,
    sightings: { ...first.sightings, seen, of: Math.max(a.sightings.of, b.sightings.of) },
  };
}

/**
 * One entry per fingerprint, and none that only repeats against the documents what is already told against the baseline
 * at the same pointer. What breaks clients first comes first.
 */
export function group(drifts: readonly ReportDrift[]): ReportDrift[] {
  const byFingerprint = new Map<string, ReportDrift>();
  for (const drift of drifts) {
    const known = byFingerprint.get(drift.fingerprint);
    byFingerprint.set(drift.fingerprint, known === undefined ? drift : join(known, drift));
  }
  const all = [...byFingerprint.values()];
  const told = new Set(
    all
      .filter((item) => item.against === 'baseline' && item.pointer !== '')
      .map((item) => `${item.clause} ${item.pointer}`),
  );
  return all
    .filter((item) => item.against === 'baseline' || !told.has(`${item.clause} ${item.pointer}`))
    .sort(
      (a, b) =>
        Number(b.red) - Number(a.red) ||
        order[a.classification] - order[b.classification] ||
        b.sightings.seen - a.sightings.seen ||
        (a.fingerprint < b.fingerprint ? -1 : 1),
    );
}
