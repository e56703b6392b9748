/** What no response may contain: the key, a stack trace, another contact's data. */
import { isAccepted } from '../signs.ts';
import { attributesOf, endpoint, idKey, isObject, keyOfPointer, own, pointerTo } from '../endpoint/index.ts';
import { broken, held, type Judgement, type Oracle, type Situation } from './types.ts';
import { placeOf, values, type Placed } from './values.ts';

/**
 * Lines that only a stack trace has, per runtime. Each repetition is bounded and each pattern begins with something rare: an
 * response may quote a hundred thousand letters, and is not to be searched once per letter.
 */
const traces: readonly RegExp[] = [
  /\bat (?:async )?[\w.$<>[\] ]{1,200} \((?:file:\/\/|node:|\/|[A-Z]:\\|webpack)[^)\n]{0,500}?:\d{1,9}:\d{1,9}\)/,
  /\bat (?:file:\/\/|node:|\/)[^\s)]{0,500}?:\d{1,9}:\d/,
  /[\w/-]\.(?:rb|erb|rake|ru):\d{1,9}:in\b/,
  /Traceback \(most recent call last\)/,
  /File "[^"\n]{1,500}", line \d/,
  /\bat [\w$./<>@-]{1,300}\((?:[\w$-]{1,200}\.(?:java|kt|scala|groovy|clj):\d|Native Method|Unknown Source)/,
  /\.php(?::|\()\d|Stack trace:\s{0,9}#0|#\d{1,4} \/[^\s]{1,500}?\(\d{1,9}\)/,
  /goroutine \d{1,9} \[[^\]]{1,100}\]:|panic: [^\n]{0,500}\n/,
  /\bat [\w.`<>]{1,300}\([^)\n]{0,300}\) in [^\n]{1,500}?:line \d/,
  /\.exs?:\d{1,9}: (?:anonymous fn|[\w.:]{1,200}[!?]?)\/\d/,
  /panicked at [^\n]{1,300}?:\d{1,9}:\d/,
];
/** What each of these begins with or holds: hardly any text has one, so that it is looked at once and not once per runtime. */
const signOfTrace = /\bat |\.(?:rb|erb|rake|ru|php|exs?)[:(]|Traceback|File "|Stack trace:|#\d|goroutine |panic: /;

/** What each of these has further on, most of all the number of a line: without it no place is worth a look from each word on. */
const placeOfTrace =
  /:\d|:line \d|Native Method|Unknown Source|\.php\(\d|Traceback|File "|Stack trace:|#\d|goroutine |panic: /;

/** True for a text that holds a line of a stack trace. */
const holdsTrace = (text: string): boolean =>
  signOfTrace.test(text) && placeOfTrace.test(text) && traces.some((pattern) => pattern.test(text));

/** Keys under which frameworks put a trace. */
const traceKeys = new Set([
  'traces',
  'backtrace',
  'stack_trace',
  'stacktrace',
  'stack',
  'trace',
  'full_trace',
  'application_trace',
]);

const key: Oracle = ({ exchange }) =>
  exchange.leaks.length === 0
    ? [held('answer-never-carries-key')]
    : exchange.leaks
        .slice(0, 5)
        .map(({ where, pointer, form }) =>
          broken(
            'answer-never-carries-key',
            where === 'body' ? pointer : '',
            `The ${where} of the response carries the key (${form}) at ${pointer || 'its top'}.`,
            { certain: true },
          ),
        );

/** True for a text that the response has from us: this request sent it, or the contact held it before. */
const isOurs = (text: string, { exchange: { request }, before }: Situation): boolean =>
  (request.body ?? '').includes(JSON.stringify(text).slice(1, -1)) || Object.values(before).includes(text);

function stackTrace(situation: Situation, all: readonly Placed[]): readonly Judgement[] {
  const { response } = situation.exchange;
  if (response === null) return [];
  const header = Object.entries(response.headers).find(
    ([, text]) => holdsTrace(text.slice(0, 20_000)) && !isOurs(text, situation),
  );
  if (header !== undefined)
    return [
      broken('answer-no-stack-trace', '', `The header ${header[0]} of the response contains a stack trace.`, {
        actual: header[1].slice(0, 300),
        certain: true,
      }),
    ];
  if (response.parsed.ok && response.parsed.value !== null) {
    for (const placed of all) {
      const { key: name, value } = placed;
      const text = typeof value === 'string' ? value : null;
      const mayBeNamed = text === null ? Array.isArray(value) && value.length > 0 : text.includes('\n');
      const named = mayBeNamed && traceKeys.has(name.toLowerCase());
      const seen = text !== null && holdsTrace(text) && !isOurs(text, situation);
      if (named || seen)
        return [
          broken('answer-no-stack-trace', placeOf(placed), 'The response contains a stack trace.', {
            actual: (text ?? JSON.stringify(value)).slice(0, 300),
            certain: true,
          }),
        ];
    }
    return [held('answer-no-stack-trace')];
  }
  const match = traces
    .map((pattern) => pattern.exec(response.text.slice(0, 500_000)))
    .find((found) => found !== null && !isOurs(found[0], situation));
  return [
    match
      ? broken('answer-no-stack-trace', '', 'The response contains a stack trace.', {
          actual: match[0].slice(0, 300),
          certain: true,
        })
      : held('answer-no-stack-trace'),
  ];
}

/** Keys of a contact under which other records may legitimately stand, whose ids and addresses are their own. */
const records: ReadonlySet<string> = new Set([
  ...attributesOf('reference', 'set', 'value').map(({ shownAs }) => shownAs ?? ''),
  ...['field_values', 'fields'],
]);
/** Names of keys, wherever they stand, under which people and records of the workspace are shown rather than contacts. */
const ofWorkspace =
  /user|owner|author|creator|assign|member|follow|watch|agent|collaborat|approv|review|manage|particip|team|staff|admin|account|workspace|organi[sz]ation|(creat|updat|modifi|delet|invit|add)ed_?by/i;
const isShownThere = ({ key, within }: Placed): boolean =>
  (ofWorkspace.test(key) && !key.toLowerCase().includes(endpoint.envelope)) ||
  (within !== null && isShownThere(within));
const isOfRecord = (placed: Placed): boolean => records.has(keyOfPointer(placeOf(placed)) ?? '');
/** The attributes by which a person is reached. */
const addresses = attributesOf('text').filter(({ values }) => values === 'email-address');
const personal = attributesOf('text').filter(({ values }) => values === 'email-address' || values === 'phone-number');
/** Bounded, like the patterns of traces. */
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
/** Addresses that show what an address looks like. */
const placeholder =
  /^(user|user\.?name|name|your[._]?(name|email)|you|someone|somebody|(jane|john)([._]?doe)?|foo|test|email|mail|example)@(example|(your)?domain|(your)?company|email|mail|test)\.(com|org|net)$/i;

/**
 * Where a refusal shows what the contact holds to somebody without a valid key, who is not to learn it: as a text of that name, or in a body
 * that is no JSON by its address. What the request itself said is no secret. Undefined where nothing is shown.
 */
function shownToStranger(situation: Situation, all: readonly Placed[]): string | undefined {
  const { exchange, expectation, before } = situation;
  const { request, response } = exchange;
  if (expectation.kind !== 'refused' || expectation.effectClause !== 'unauthenticated-update-changes-nothing') return;
  if (response === null || isAccepted(response.status)) return;
  const secrets = attributesOf('text').flatMap(({ name }): readonly (readonly [string, string])[] => {
    const held = before[name];
    return typeof held !== 'string' || held === '' || (request.body ?? '').includes(held) ? [] : [[name, held]];
  });
  if (response.parsed.ok) {
    const place = all.find(({ value }) => isObject(value) && secrets.some(([name, held]) => own(value, name) === held));
    return place === undefined ? undefined : placeOf(place);
  }
  const isAddress = ([name]: readonly [string, string]): boolean => addresses.some((each) => each.name === name);
  return secrets.filter(isAddress).some(([, held]) => response.text.includes(held)) ? '' : undefined;
}

function otherContact(situation: Situation, all: readonly Placed[]): readonly Judgement[] {
  const { contactId } = situation;
  const { response } = situation.exchange;
  const stranger = shownToStranger(situation, all);
  if (stranger !== undefined)
    return [
      broken(
        'answer-no-other-contact',
        stranger,
        'The refusal shows what the contact holds to somebody without a valid key.',
        { certain: true },
      ),
    ];
  if (response?.parsed.ok !== true) return [];
  const accepted = isAccepted(response.status);
  const isTheirOwn = (placed: Placed): boolean =>
    isOfRecord(placed) || isShownThere(placed) || (accepted && placeOf(placed) === pointerTo());
  for (const placed of all) {
    const { value } = placed;
    if (isObject(value)) {
      const id = own(value, idKey);
      const isPerson = personal.some(({ name }) => typeof own(value, name) === 'string');
      if (isPerson && typeof id === 'string' && id.toLowerCase() !== contactId.toLowerCase() && !isTheirOwn(placed))
        return [
          broken('answer-no-other-contact', placeOf(placed), 'The response contains the data of another contact.', {
            actual: id,
            certain: true,
          }),
        ];
    }
    if (!accepted && typeof value === 'string') {
      const foreign = (value.match(email) ?? []).find((found) => isForeignEmail(found, situation));
      if (foreign !== undefined && !isOfRecord(placed))
        return [
          broken('answer-no-other-contact', placeOf(placed), 'The refusal names an email address that was not sent.', {
            actual: foreign,
            certain: true,
          }),
        ];
    }
  }
  return [held('answer-no-other-contact')];
}

/**
 * An address that this request did not send, that is not this contact's, and that is not the vendor's or host's own. An error
 * may name an address in other letter case than the request did.
 */
function isForeignEmail(found: string, { exchange: { request }, before, sent, host }: Situation): boolean {
  const address = found.toLowerCase();
  const domain = address.slice(address.indexOf('@') + 1);
  if (/(^|\.)neeto[\w-]*\.com$/.test(domain) || domain === host || host.endsWith(`.${domain}`)) return false;
  if (/^(support|help|info|contact|hello|admin|security|no-?reply)@/.test(address) || placeholder.test(address))
    return false;
  const ours = [
    request.body,
    decodeURIComponentSafe(request.path),
    ...addresses.flatMap(({ name }) => [before[name], own(sent ?? {}, name)]),
  ];
  return !ours.some((text) => typeof text === 'string' && text.toLowerCase().includes(address));
}

const decodeURIComponentSafe = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The leak oracle: for every response, whatever was asked. */
export const leaks: Oracle = (situation) => {
  const parsed = situation.exchange.response?.parsed;
  const all = parsed?.ok === true ? values(parsed.value) : [];
  return [...key(situation), ...stackTrace(situation, all), ...otherContact(situation, all)];
};
