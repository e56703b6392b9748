/** Status codes: what each kind of request is answered with. */
import type { Json, JsonObject } from '../text/json.ts';
import { attributeNamed, contactOf, idKey, isObject, mayNameRecords, own, pointerTo } from '../endpoint/index.ts';
import { failsInside, isAccepted, statusHas } from '../signs.ts';
import { broken, held, judge, unclear, untried, type Judgement, type Oracle, type Situation } from './types.ts';
import { bareAddress } from '../text/headers.ts';

const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

/** The pointer of the only attribute of a request, so that a refusal names it. */
const onlyAttribute = ({ sent }: Situation): string => {
  const keys = sent === null ? [] : Object.keys(sent);
  return keys.length === 1 ? pointerTo(keys[0]) : '';
};

/**
 * What a refusal says about a clause of the attribute itself: that a set may be emptied, that a value which no response shows is accepted.
 * A request that names several attributes may be refused for any of them, so it says nothing about one.
 */
function refusedAlone(
  { sent }: Situation,
  values: { readonly expected: Json; readonly actual: Json },
): readonly Judgement[] {
  const [[name, value] = ['', null], ...others] = Object.entries(sent ?? {});
  const attribute = others.length === 0 ? attributeNamed(name) : undefined;
  const pointer = pointerTo(name);
  if (attribute?.kind === 'opaque')
    return [broken(attribute.clause, pointer, `A value of ${name} was refused.`, values)];
  return attribute?.kind === 'set' && attribute.clears !== null && Array.isArray(value) && value.length === 0
    ? [broken(attribute.clears, pointer, `An empty array of ${name} was refused.`, values)]
    : [];
}

function plain(situation: Situation, status: number): readonly Judgement[] {
  if (isRedirect(status)) return [];
  const values = { expected: 200, actual: status };
  if (status === 200) return [held('update-answers-200'), held('key-header-authenticates')];
  const pointer = onlyAttribute(situation);
  // Who refuses the one of two updates that comes second says so: the client sends it again.
  if (situation.expectation.kind === 'plain' && situation.expectation.meets === true && statusHas(status, 'conflict')) {
    const message = `Of two updates at the same time, one was refused with ${String(status)}.`;
    return [broken('parallel-updates-both-last', pointer, message, values)];
  }
  if (statusHas(status, 'not-the-api'))
    return [unclear('update-answers-200', `The target answered ${String(status)} to the end.`)];
  const message = isAccepted(status)
    ? `A plain update was answered with ${String(status)} instead of 200.`
    : `A plain update was refused with ${String(status)}.`;
  return [
    ...(isAccepted(status) ? [] : refusedAlone(situation, values)),
    broken('update-answers-200', pointer, message, values),
  ];
}

/** True for a contact that has the identifier with which the path of the request ends. */
function isAddressed({ exchange: { request } }: Situation, shown: JsonObject): boolean {
  const id = own(shown, idKey);
  return typeof id === 'string' && request.path.toLowerCase().endsWith(`/${id.toLowerCase()}`);
}

function refused(situation: Situation, status: number): readonly Judgement[] {
  const { expectation } = situation;
  if (expectation.kind !== 'refused') return [];
  if (statusHas(status, 'not-the-api'))
    return [unclear(expectation.clause, `The target answered ${String(status)} to the end.`)];
  const shown = contactOf(situation.exchange.response?.parsed);
  if (isAccepted(status) && expectation.mayExist === true && shown !== null && isAddressed(situation, shown))
    return [untried(expectation.clause, '', 'Another contact has the identifier that none was expected to have.')];
  const accepted = isAccepted(status) && !(expectation.mayBeEmpty === true && shown === null);
  // A page of maintenance comes with 200 too, and so does what a gateway says by itself: only who shows a contact has accepted anything.
  const certain =
    shown !== null && (expectation.elsewhere || expectation.effectClause === 'unauthenticated-update-changes-nothing');
  const main = judge(!accepted, expectation.clause, '', `Answered with ${String(status)} instead of being refused.`, {
    expected: 'not 2xx',
    actual: status,
    ...(certain ? { certain } : {}),
  });
  if (accepted || expectation.statusClause === null || isRedirect(status))
    return failsInside(situation.exchange) ? [] : [main];
  return [
    // A failure inside refuses nothing: what was sent may have been stored all the same.
    ...(failsInside(situation.exchange) ? [] : [main]),
    judge(
      expectation.statuses.includes(status),
      expectation.statusClause,
      '',
      `Refused with ${String(status)} instead of ${expectation.statuses.join(' or ')}.`,
      { expected: [...expectation.statuses], actual: status },
    ),
  ];
}

/** Refusals of values: 400 and 422, and 404 where the value names a record. */
function valueRefusal(situation: Situation, status: number): readonly Judgement[] {
  if (isAccepted(status) || status < 400 || status >= 500 || statusHas(status, 'throttled')) return [];
  const names = situation.sent === null ? [] : Object.keys(situation.sent);
  const ofRecords = names.map(attributeNamed).some((attribute) => attribute !== undefined && mayNameRecords(attribute));
  const allowed = ofRecords ? [400, 422, 403, 404] : [400, 422];
  return situation.expectation.kind === 'either'
    ? [
        judge(
          allowed.includes(status),
          'invalid-value-answers-400-or-422',
          onlyAttribute(situation),
          `The value was refused with ${String(status)} instead of ${allowed.join(' or ')}.`,
          { expected: allowed, actual: status },
        ),
      ]
    : [];
}

/** True for an update by the method and the path of the documents: who comes another way may be sent there. */
const isDocumentedWay = ({ exchange: { request }, expectation }: Situation): boolean =>
  request.method === 'PATCH' && !('respelled' in expectation);

/** The status oracle. */
export const status: Oracle = (situation) => {
  const { exchange, expectation } = situation;
  if (exchange.response === null || expectation.kind === 'read') return [];
  const code = exchange.response.status;
  const common: readonly Judgement[] = [
    ...(isDocumentedWay(situation)
      ? [
          judge(
            !isRedirect(code),
            'update-is-not-redirected',
            '',
            `The update was answered with ${String(code)}, a redirect${locationOf(situation)}.`,
            { expected: 'no redirect', actual: code },
          ),
        ]
      : []),
    ...(statusHas(code, 'not-the-api')
      ? []
      : [
          judge(
            code < 500,
            'never-5xx',
            expectation.kind === 'refused' ? '' : onlyAttribute(situation),
            `The request was answered with ${String(code)}, a failure of the server.`,
            { expected: 'below 500', actual: code },
          ),
        ]),
  ];
  switch (expectation.kind) {
    case 'plain':
      return [...common, ...plain(situation, code)];
    case 'refused':
      return [...common, ...refused(situation, code)];
    case 'either':
    case 'recorded':
      return [...common, held(expectation.clause, onlyAttribute(situation)), ...valueRefusal(situation, code)];
  }
};

const locationOf = ({ exchange }: Situation): string => {
  const location = exchange.response?.headers['location'];
  return location === undefined
    ? ' without a header Location'
    : ` (header Location: ${bareAddress(location).slice(0, 200)})`;
};

/** A refusal is JSON and says why. */
export const errorShape: Oracle = ({ exchange: { response }, expectation }) => {
  if (response === null || response.status < 400 || response.status >= 500 || statusHas(response.status, 'throttled'))
    return [];
  if (expectation.kind === 'read' || (expectation.kind === 'refused' && !expectation.judgesError)) return [];
  const mediaType = response.headers['content-type'] ?? '';
  const refusal = `The refusal (${String(response.status)})`;
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(mediaType))
    return [
      broken(
        'errors-are-json',
        '',
        mediaType === ''
          ? `${refusal} has no header Content-Type.`
          : `The header Content-Type of the refusal (${String(response.status)}) is ${mediaType.slice(0, 100)}.`,
        { expected: 'application/json', actual: mediaType || null },
      ),
    ];
  if (!response.parsed.ok)
    return [
      broken('errors-are-json', '', `${refusal} says that it is JSON, and its body cannot be parsed.`, {
        expected: 'JSON',
        actual: response.text.slice(0, 200),
      }),
    ];
  const body = isObject(response.parsed.value) ? response.parsed.value : {};
  const error = own(body, 'error');
  const errors = own(body, 'errors');
  const message =
    (typeof error === 'string' && error !== '') ||
    (Array.isArray(errors) && errors.length > 0 && errors.every((item) => typeof item === 'string'));
  return [
    held('errors-are-json'),
    judge(
      message,
      'errors-carry-a-message',
      '',
      'The refusal carries neither error (a text) nor errors (a list of texts).',
      {
        expected: ['error', 'errors'],
        actual: Object.keys(body).slice(0, 20),
      },
    ),
  ];
};
