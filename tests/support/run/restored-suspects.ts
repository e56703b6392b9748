/** What the updates that put the contact back seem to have broken. Pure. */
import type { Exchange } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { Finding } from '../report/types.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { ContactState } from '../endpoint/state.ts';
import {
  attributeNamed,
  attributesOf,
  doubtful,
  otherValues,
  pick,
  pointerOf,
  readFrom,
  sentAttributes,
  undecodedIn,
} from '../endpoint/index.ts';
import { causeOf, toFinding } from '../cases/collect.ts';
import { judgeExchange, type Expectation } from '../oracles/index.ts';
import type { Restored } from '../restore/types.ts';
import { isAccepted } from '../signs.ts';

const caseId = 'snapshot';

/** What seems to be broken, and the update that shows it. */
export interface Suspect {
  readonly finding: Finding;
  /** The attributes of that update. */
  readonly sent: JsonObject;
  /** Whether it is what a read shows after the update, and not the response to it. */
  readonly isStored: boolean;
}

/** The attributes of an update that names one that is known; null for one by which the contact was read. */
function attributesIn({ request }: Exchange): JsonObject | null {
  const sent = sentAttributes(request.body ?? undefined);
  return sent !== null && Object.keys(sent).some((name) => attributeNamed(name) !== undefined) ? sent : null;
}

/** Plain texts have to be taken. What else the contact held may be refused by now: a record may be gone, and a rule may be new. */
function expectationOf(sent: JsonObject, settings: Settings): Expectation {
  const isPlain =
    Object.keys(sent).every((name) => attributeNamed(name)?.kind === 'text') &&
    Object.keys(doubtful(sent, settings)).length === 0;
  return isPlain ? { kind: 'plain' } : { kind: 'either', clause: 'awkward-text' };
}

/** Clauses about the notation of what comes back: in a restore it is told, and is no fault. */
const notations: ReadonlySet<string> = new Set(attributesOf('text').flatMap(({ tolerates }) => tolerates));

function judgeUpdate(exchange: Exchange, sent: JsonObject, settings: Settings): readonly Finding[] {
  // What could not be decoded was not read.
  const undecoded = new Set(undecodedIn(exchange.response).map(pointerOf));
  return judgeExchange({
    exchange,
    expectation: expectationOf(sent, settings),
    sent,
    before: {},
    contactId: settings.contactId,
    seen: { createdAt: null, updatedAt: null, sentAt: 0 },
    timeoutMs: settings.timeoutMs,
    host: new URL(settings.target.baseUrl).hostname,
  })
    .map((judgement) => toFinding({ ...judgement, case: caseId, exchange }, settings.seed))
    .filter(({ outcome, clause }) => (outcome === 'fail' || outcome === 'warn') && !notations.has(clause))
    .filter(({ pointer }) => pointer === '' || !undecoded.has(pointer));
}

/** What the responses to updates break, each cause once. */
export function suspectsIn(exchanges: readonly Exchange[], settings: Settings): readonly Suspect[] {
  const all = exchanges.flatMap((exchange) => {
    const sent = attributesIn(exchange);
    return sent === null
      ? []
      : judgeUpdate(exchange, sent, settings).map((finding): Suspect => ({ finding, sent, isStored: false }));
  });
  const causes = new Map<string, Suspect>();
  for (const each of all) if (!causes.has(causeOf(each.finding))) causes.set(causeOf(each.finding), each);
  return [...causes.values()];
}

/** What was accepted, answered as it was sent, and is not what reads show. */
export function storedIn(exchanges: readonly Exchange[], restored: Restored, settings: Settings): readonly Suspect[] {
  return Object.entries(restored.elsewise).flatMap(([name, { expected, actual }]): readonly Suspect[] => {
    const exchange = exchanges.findLast(
      (each) =>
        each.response !== null &&
        isAccepted(each.response.status) &&
        otherValues({ [name]: expected }, pick((attributesIn(each) ?? {}) as ContactState, [name])).length === 0 &&
        attributesIn(each)?.[name] !== undefined,
    );
    if (exchange === undefined) return [];
    const answered = pick(readFrom(exchange, settings.contactId)?.state ?? {}, [name]);
    // The response says so itself: that it does not come back is another promise.
    if (answered[name] !== undefined && otherValues({ [name]: actual }, answered).length === 0) return [];
    const finding: Finding = {
      clause: 'update-is-stored',
      outcome: 'fail',
      pointer: pointerOf(name),
      message: `The update that gave back ${name} was accepted, and reads show another value.`,
      expected,
      actual,
      case: caseId,
      seed: settings.seed,
      exchange,
    };
    return [{ finding, sent: { [name]: expected }, isStored: true }];
  });
}

const isWithin = (part: Json, whole: Json): boolean =>
  Array.isArray(part) && Array.isArray(whole) && part.length < whole.length && part.every((id) => whole.includes(id));

/**
 * Whether what is missing in the end may be a record that is gone from the workspace, which some servers leave out without a word: of that
 * no promise speaks.
 */
export function looksLikeGone({ pointer, clause }: Finding, { elsewise }: Restored): boolean {
  const attribute = attributesOf('reference', 'set').find((each) => each.pointer === pointer && pointer !== '');
  const lost = attribute === undefined ? undefined : elsewise[attribute.name];
  if (attribute === undefined || lost === undefined) return false;
  const isAboutValue = clause === attribute.clause || clause === 'update-is-stored';
  return isAboutValue && (attribute.kind === 'set' ? isWithin(lost.actual, lost.expected) : lost.actual === null);
}
