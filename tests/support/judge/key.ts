/** Where the key is, and whether it is the right one. */
import { secretsOf } from '../client/secrets.ts';
import { redacted } from '../report/curl.ts';
import { escapeKey, isObject, type Json } from '../text/json.ts';
import { findingOf } from './finding.ts';
import type { ClientRequest, Findings, Known, SdkFinding } from './types.ts';

const keyHeader = 'X-Api-Key';

const isKeyHeader = (name: string): boolean => name.toLowerCase() === keyHeader.toLowerCase();

const inHeader = (kind: string, message: string, actual: Json): SdkFinding =>
  findingOf('sdk-key-in-header', `the header ${keyHeader}`, kind, message, { expected: redacted, actual });

const valid = (kind: string, message: string, rest: Partial<SdkFinding>): SdkFinding =>
  findingOf('sdk-key-valid', `the header ${keyHeader}`, kind, message, { expected: redacted, ...rest });

const elsewhere = (kind: string, where: string, pointer: string, actual: Json): SdkFinding =>
  findingOf(
    'sdk-key-nowhere-else',
    where,
    kind,
    `The key is sent in ${where}. It belongs into the header ${keyHeader} alone.`,
    { pointer, expected: `the key in ${keyHeader} alone`, actual },
  );

/** Texts at any depth, each with its pointer; no deeper than a body that was parsed. */
function textsIn(value: Json, pointer = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[pointer, value]];
  if (Array.isArray(value)) return value.flatMap((each: Json, at) => textsIn(each, `${pointer}/${String(at)}`));
  return isObject(value)
    ? Object.entries(value).flatMap(([key, each]) => textsIn(each, `${pointer}/${escapeKey(key)}`))
    : [];
}

/** The key in the address, in another header, or in the body. */
function misplaced({ target, headers }: ClientRequest, body: Json | undefined, known: Known): readonly SdkFinding[] {
  const secrets = secretsOf(known.apiKey);
  const holds = (text: string): boolean => secrets.find(text).length > 0;
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const parameters = [...new URLSearchParams(query)].filter(([, value]) => holds(value)).map(([name]) => name);
  const [first] = parameters;
  const inAddress = !holds(target)
    ? []
    : [
        elsewhere(
          'url',
          first === undefined ? 'the URL' : `the URL, as the parameter ${first}`,
          '',
          secrets.redact(target),
        ),
      ];
  const inHeaders = headers
    .filter(([name, value]) => !isKeyHeader(name) && holds(value))
    .map(([name, value]) => elsewhere(`header ${name.toLowerCase()}`, `the header ${name}`, '', secrets.redact(value)));
  const inBody = textsIn(body ?? null)
    .filter(([, text]) => holds(text))
    .map(([pointer, text]) => elsewhere('body', 'the body', pointer, secrets.redact(text)));
  return [...inAddress, ...inHeaders, ...inBody.slice(0, 1)];
}

/**
 * What is wrong with the key of a request. One that is only elsewhere is not told as missing as well.
 * @param body the parsed body; undefined where there is none
 */
export function keyFindings(request: ClientRequest, body: Json | undefined, known: Known): Findings {
  const values = request.headers.filter(([name]) => isKeyHeader(name)).map(([, value]) => value);
  const wrong = misplaced(request, body, known);
  const [value = ''] = values;
  if (values.length > 1)
    return [
      ...wrong,
      inHeader('twice', `The header ${keyHeader} is sent ${values.length} times.`, `${values.length} headers`),
    ];
  if (value === known.apiKey) return wrong;
  if (
    value !== '' &&
    secretsOf(known.apiKey)
      .find(value)
      .some((form) => !form.startsWith('part of '))
  )
    return [
      ...wrong,
      inHeader(
        'decorated',
        `The header ${keyHeader} holds more than the key, or the key in another form.`,
        secretsOf(known.apiKey).redact(value),
      ),
    ];
  if (value === '' && wrong.length > 0) return wrong;
  const other = request.headers.find(([name]) => name.toLowerCase() === 'authorization');
  const hint = other === undefined ? '' : ' There is a header Authorization, which is not documented.';
  return [
    ...wrong,
    value === ''
      ? valid('missing', `No key is sent.${hint}`, {})
      : valid('wrong', `Another key is sent than $NEETOCRM_API_KEY of this run.${hint}`, {
          party: 'stand-in',
          actual: '[not shown]',
        }),
  ];
}
