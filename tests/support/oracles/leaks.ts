/** What no response may contain: the key, a stack trace, another contact's data. */
import type { Json } from '../text/json.ts';
import { isObject } from '../endpoint/index.ts';
import { broken, held, type Judgement, type Oracle, type Situation } from './types.ts';
import { otherContact } from './other-contact.ts';
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

/** The keys of a frame of a stack, as an object. */
const frameKeys = /^(file(name)?|path|line(no|_?number)?|function|method|class|module|frame)$/i;
/** What a frame has as a text: the number of a line, a file of a program, or an index. */
const frame = /[:(]\d|\bline \d|\.(rb|py|[cm]?[jt]sx?|php|java|kt|go|exs?|cs|rs)\b|^#\d/;

/** True for a list in which a frame of a stack stands; a list of anything else may have the same name. */
const holdsFrame = (list: readonly Json[]): boolean =>
  list.some((item) =>
    typeof item === 'string'
      ? frame.test(item)
      : isObject(item) && Object.keys(item).some((name) => frameKeys.test(name)),
  );

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
      const mayBeNamed =
        text === null ? Array.isArray(value) && holdsFrame(value as readonly Json[]) : text.includes('\n');
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

/** The leak oracle: for every response, whatever was asked. */
export const leaks: Oracle = (situation) => {
  const parsed = situation.exchange.response?.parsed;
  const all = parsed?.ok === true ? values(parsed.value) : [];
  return [...key(situation), ...stackTrace(situation, all), ...otherContact(situation, all)];
};
