/**
 * A contact that cannot be read is never written to. What the attempts to read it showed is still judged: an update that is
 * answered with something else than a contact breaks the contract, and so does a key that is only accepted elsewhere. As any other
 * broken promise it is told as one only when further attempts show it again, some of them later.
 */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { Finding } from '../report/types.ts';
import {
  updateBody,
  brokenBody,
  contactOf,
  contactPath,
  headersFor,
  keylessHeaders,
  probeAttribute,
  unknownIdentifier,
} from '../endpoint/index.ts';
import { clauseOf } from '../catalogue.ts';
import { judgeExchange, responseKind, type Expectation } from '../oracles/index.ts';
import { causeOf, toFinding } from '../cases/collect.ts';
import type { Client } from '../client/index.ts';
import { createContactClient } from '../restore/contact-client.ts';
import { takeSnapshot } from '../restore/snapshot.ts';

const caseId = 'snapshot';

/** What is wrong with an exchange as the response to a plain update, as findings of no case. */
export const judgePlain = (exchange: Exchange, settings: Settings): readonly Finding[] =>
  judgeExchange({
    exchange,
    expectation: { kind: 'plain' } satisfies Expectation,
    sent: null,
    before: {},
    contactId: settings.contactId,
    seen: { createdAt: null, updatedAt: null, sentAt: 0 },
    timeoutMs: settings.timeoutMs,
    host: new URL(settings.target.baseUrl).hostname,
  })
    .filter(({ outcome }) => outcome !== 'pass')
    .map((judgement) => toFinding({ ...judgement, case: caseId, exchange }, settings.seed));

const status = ({ response }: Exchange): number => response?.status ?? 0;
const isDeviating = (exchange: Exchange): boolean =>
  exchange.request.method === 'PATCH' &&
  ((status(exchange) >= 200 && status(exchange) < 400) ||
    exchange.failure?.kind === 'decode' ||
    exchange.failure?.kind === 'length');

/** Where else a server might look for the key. In a URL only where that is allowed. */
function elsewhere({ apiKey, contactId, target, allowKeyInUrl }: Settings): readonly RequestSpec[] {
  const body = updateBody({ [probeAttribute]: 'read' });
  const allowed = target.loopback || allowKeyInUrl;
  return allowed
    ? [
        {
          method: 'PATCH',
          path: contactPath(contactId),
          headers: { ...keylessHeaders, Authorization: `Bearer ${apiKey}` },
          body,
        },
        {
          method: 'PATCH',
          path: `${contactPath(contactId)}?api_key=${encodeURIComponent(apiKey)}`,
          headers: keylessHeaders,
          body,
        },
      ]
    : [];
}

/** A server that says 2xx to everything breaks more than the shape of its responses: three requests that must be refused, none of which names a documented attribute. */
async function mustBeRefused(settings: Settings, client: Pick<Client, 'send'>): Promise<readonly Finding[]> {
  const body = updateBody({ [probeAttribute]: 'read' });
  const path = contactPath(settings.contactId);
  const rows: readonly (readonly [ClauseId, RequestSpec])[] = [
    ['missing-key-refused', { method: 'PATCH', path, headers: keylessHeaders, body }],
    [
      'unknown-id-refused',
      {
        method: 'PATCH',
        path: contactPath(unknownIdentifier),
        headers: headersFor(settings.apiKey),
        body,
      },
    ],
    ['malformed-json-refused', { method: 'PATCH', path, headers: headersFor(settings.apiKey), body: brokenBody() }],
  ];
  const found: Finding[] = [];
  for (const [clause, spec] of rows) {
    const exchange = await client.send(spec, { case: caseId, purpose: 'snapshot' });
    const code = status(exchange);
    if (code >= 200 && code < 300)
      found.push({
        clause,
        outcome: 'fail',
        pointer: '',
        message: `Answered with ${String(code)} instead of being refused.`,
        expected: 'not 2xx',
        actual: code,
        case: caseId,
        seed: settings.seed,
        exchange,
        // A gateway that answers in the place of the API accepts nothing.
        ...(contactOf(exchange.response?.parsed) === null ? {} : { certain: true }),
      });
  }
  return found;
}

/** Judges attempts to read, and tries the key elsewhere when it was refused. */
async function judgeOnce(
  exchanges: readonly Exchange[],
  settings: Settings,
  client: Pick<Client, 'send'>,
): Promise<readonly Finding[]> {
  const found = exchanges
    .filter(isDeviating)
    .flatMap((exchange) => judgePlain(exchange, settings))
    .filter(({ outcome }) => outcome === 'fail');
  const leaks = exchanges
    .filter((exchange) => !isDeviating(exchange))
    .flatMap((exchange) => judgePlain(exchange, settings))
    .filter(({ clause, outcome }) => outcome === 'fail' && clauseOf(clause).group === 'leaks');
  const refusedKey = exchanges.some((exchange) => status(exchange) === 401 || status(exchange) === 403);
  const accepted: Finding[] = [];
  if (refusedKey && found.length === 0) {
    for (const spec of elsewhere(settings)) {
      const exchange = await client.send(spec, { case: caseId, purpose: 'snapshot' });
      if (status(exchange) < 200 || status(exchange) >= 300) continue;
      accepted.push({
        clause: 'key-header-authenticates',
        outcome: 'fail',
        pointer: '',
        message: 'The valid key is refused in the header X-Api-Key and accepted elsewhere.',
        expected: 'accepted in X-Api-Key',
        actual: spec.headers['Authorization'] === undefined ? 'accepted in the URL' : 'accepted as a bearer token',
        case: caseId,
        seed: settings.seed,
        exchange,
      });
    }
  }
  if (found.length > 0) accepted.push(...(await mustBeRefused(settings, client)));
  return [...found, ...leaks, ...accepted];
}

/** The same promise, broken by the same kind of response. */
const isSame = (one: Finding, other: Finding): boolean =>
  causeOf(one) === causeOf(other) &&
  one.exchange !== null &&
  other.exchange !== null &&
  responseKind(one.exchange) === responseKind(other.exchange);

interface Unreadable {
  /** The attempts to read the contact, and why they came to nothing. */
  readonly exchanges: readonly Exchange[];
  readonly reason: string;
  readonly client: Pick<Client, 'send'>;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds between the first two further attempts and the last two. */
  readonly lateAfter: number;
}

/**
 * Judges the attempts to read. What is broken is attempted four times more: twice at once, twice some time later.
 * @returns what each attempt shows as broken, what one does not as a warning, and where nothing is broken that nothing could be judged
 */
export async function judgeUnreadable(
  settings: Settings,
  { exchanges, reason, client, sleep, lateAfter }: Unreadable,
): Promise<readonly Finding[]> {
  const first = await judgeOnce(exchanges, settings, client);
  let steady = first.filter(({ outcome, certain }) => outcome === 'fail' && certain !== true);
  const doubtful = new Set(steady);
  const later: Finding[] = [];
  for (const wait of [0, 0, lateAfter, 0]) {
    if (steady.length === 0) break;
    if (wait > 0) await sleep(wait);
    const contact = createContactClient(settings, client, sleep, 'snapshot');
    const taken = await takeSnapshot(contact, false, () => Promise.resolve());
    const again = taken.ok ? [] : await judgeOnce(contact.exchanges, settings, client);
    steady = steady.filter((finding) => again.some((each) => isSame(finding, each)));
    later.push(...again.filter(({ certain }) => certain === true));
  }
  const told = first.map((finding): Finding =>
    doubtful.has(finding) && !steady.includes(finding)
      ? { ...finding, outcome: 'warn', flaky: true, message: `Not steady: ${finding.message}` }
      : finding,
  );
  const all = [...told, ...later.filter((each) => !told.some((finding) => causeOf(finding) === causeOf(each)))];
  const open: Finding = {
    clause: 'update-answers-200',
    outcome: 'inconclusive',
    pointer: '',
    message: `Could not be judged: ${reason}`,
    case: caseId,
    seed: settings.seed,
    exchange: exchanges.at(-1) ?? null,
  };
  return all.some(({ outcome }) => outcome === 'fail') ? all : [...all, open];
}
