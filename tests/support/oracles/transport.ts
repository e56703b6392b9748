/** What it means that no whole response arrived, or that it took long. */
import type { ClauseId } from '../catalogue.ts';
import type { FailureKind } from '../client/exchange.ts';
import { broken, held, judge, unclear, type Expectation, type Judgement, type Oracle } from './types.ts';

/** The clause that a request was sent for, which stays open when no response arrives. */
const subjectOf = (expectation: Expectation): ClauseId | null => {
  switch (expectation.kind) {
    case 'plain':
      return 'update-answers-200';
    case 'either':
    case 'recorded':
    case 'refused':
      return expectation.clause;
    case 'read':
      return null;
  }
};

const describe: Readonly<Record<FailureKind, string>> = {
  timeout: 'no response arrived in time',
  'timeout-in-body': 'the response did not end in time',
  reset: 'the connection was broken',
  refused: 'the connection was refused',
  dns: 'the host name was not found',
  tls: 'no secure connection could be made',
  'too-large': 'the response was too large to be read whole',
  decode: 'the body is not encoded as Content-Encoding says',
  length: 'the body is not as long as Content-Length says',
  protocol: 'the response was not HTTP',
  aborted: 'the run was ended',
};

/** A failed exchange: a broken encoding is the response's fault, everything else leaves the subject open. */
export const transport: Oracle = ({ exchange, expectation, timeoutMs }) => {
  const late: readonly Judgement[] =
    exchange.failure?.kind === 'timeout' || exchange.failure?.kind === 'timeout-in-body'
      ? [
          broken('answers-in-time', '', `No whole response within ${String(timeoutMs)} ms.`, {
            expected: timeoutMs,
            actual: Math.round(exchange.ms),
          }),
        ]
      : exchange.response
        ? [
            judge(
              exchange.ms <= timeoutMs,
              'answers-in-time',
              '',
              `The response took ${String(Math.round(exchange.ms))} ms, more than ${String(timeoutMs)}.`,
              { expected: timeoutMs, actual: Math.round(exchange.ms) },
            ),
          ]
        : [];
  if (!exchange.failure) return late;
  const { kind, message } = exchange.failure;
  const reason = `${describe[kind]}: ${message}`.replace(/\.?$/, '.');
  const subject = subjectOf(expectation);
  const open = subject === null ? [] : [unclear(subject, `Could not be judged: ${reason}`)];
  if (kind === 'decode' || kind === 'length')
    return [
      ...late,
      broken('answer-body-decodes', '', `The response cannot be read: ${reason}`, {
        expected: `a body that fits its header ${kind === 'decode' ? 'Content-Encoding' : 'Content-Length'}`,
        actual: message,
      }),
      ...open,
    ];
  if (kind === 'too-large')
    return [...late, broken('answer-size-bounded', '', `The response cannot be read: ${reason}`), ...open];
  return [...late, ...open];
};

/** A response about one contact stays small, and could be decoded. */
export const size: Oracle = ({ exchange: { response } }) =>
  response === null
    ? []
    : [
        judge(
          response.bytes <= 1_000_000,
          'answer-size-bounded',
          '',
          'The body of the response is larger than one megabyte.',
          { expected: 1_000_000, actual: response.bytes },
        ),
        held('answer-body-decodes'),
      ];
