/** The envelope of a body: one key, with an object of attributes in it and nothing beside it. */
import type { SdkClauseId } from '../catalogue.ts';
import { attributeNamed, endpoint, pointerTo } from '../endpoint/index.ts';
import { escapeKey, isObject, own, typeOf, type Json, type JsonObject } from '../text/json.ts';
import { attributeFindings, ofAttributes } from './attributes.ts';
import { findingOf, shortened } from './finding.ts';
import { folded } from './nearest.ts';
import type { Findings, Known, SdkFinding } from './types.ts';

interface JudgedValue {
  readonly findings: Findings;
  readonly judged: readonly SdkClauseId[];
}

const { envelope } = endpoint;
const shape = `{"${envelope}": {…}}`;

const finding = (kind: string, pointer: string, message: string, actual: Json, expected: Json = shape): SdkFinding =>
  findingOf('sdk-envelope', pointer === '' ? 'the body as a whole' : pointer, kind, message, {
    pointer,
    expected,
    actual: shortened(actual),
  });

const empty = (pointer: string, message: string, actual: Json): SdkFinding => ({
  ...finding('empty', pointer, message, actual, 'an attribute'),
  clause: 'sdk-update-not-empty',
});

function isJson(text: string): boolean {
  try {
    return isObject(JSON.parse(text) as Json);
  } catch {
    return false;
  }
}

const typed = (value: Json): string => {
  const type = typeOf(value);
  return type === 'null' ? 'null' : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
};

/** A value that is no object where one has to be. */
const noObject = (value: Json, pointer: string, what: string): SdkFinding =>
  typeof value === 'string' && isJson(value)
    ? finding(`encoded twice ${pointer}`, pointer, `${what} is JSON within a text: it was encoded twice.`, value)
    : finding(`${typeOf(value)} ${pointer}`, pointer, `${what} is ${typed(value)}, and has to be an object.`, value);

/** The one key that wraps attributes under another name than the documented one; null where none does. */
function otherEnvelope(body: JsonObject): string | null {
  const [key, ...more] = Object.keys(body);
  if (key === undefined || more.length > 0 || attributeNamed(key) !== undefined) return null;
  return isObject(own(body, key)) ? key : null;
}

/** In a body of another shape, names that are near no documented one belong to that shape and are no mistake of their own. */
const meant = (findings: Findings): Findings => findings.filter(({ strange }) => strange !== true);

function unwrapped(body: JsonObject, known: Known): JudgedValue {
  const key = otherEnvelope(body);
  if (key === null)
    return {
      findings: [
        finding('missing', '', `The attributes stand without the envelope ${envelope}.`, body),
        ...meant(attributeFindings(body, '', known)),
      ],
      judged: ofAttributes,
    };
  const inner = own(body, key);
  const how = folded(key) === folded(envelope) ? 'in another letter case' : `under the name "${key.slice(0, 40)}"`;
  const pointer = `/${escapeKey(key)}`;
  return {
    findings: [
      finding(`named ${key.slice(0, 40)}`, pointer, `The envelope ${envelope} is sent ${how}.`, key, envelope),
      ...(isObject(inner) ? meant(attributeFindings(inner, pointer, known)) : []),
    ],
    judged: ofAttributes,
  };
}

/** What stands beside the envelope. */
const beside = (body: JsonObject): Findings =>
  Object.keys(body)
    .filter((key) => key !== envelope)
    .map((key) => ({
      ...finding(
        attributeNamed(key) === undefined ? 'beside' : 'attribute beside',
        `/${escapeKey(key)}`,
        attributeNamed(key) === undefined
          ? `"${key.slice(0, 40)}" stands beside the envelope ${envelope}, where nothing is documented.`
          : `${key} stands beside the envelope ${envelope} and belongs into it.`,
        own(body, key) ?? null,
        'nothing',
      ),
      subject: key.slice(0, 40),
    }));

/** What is wrong with the value of a body. */
export function envelopeFindings(body: Json, known: Known): JudgedValue {
  if (!isObject(body)) return { findings: [noObject(body, '', 'The body')], judged: ['sdk-envelope'] };
  if (Object.keys(body).length === 0)
    return { findings: [empty('', 'The body is an empty object.', body)], judged: ['sdk-update-not-empty'] };
  if (!Object.hasOwn(body, envelope)) {
    const { findings, judged } = unwrapped(body, known);
    return { findings, judged: ['sdk-envelope', ...judged] };
  }
  const inner = own(body, envelope) ?? null;
  const pointer = pointerTo();
  if (!isObject(inner))
    return {
      findings: [noObject(inner, pointer, `What stands under ${envelope}`), ...beside(body)],
      judged: ['sdk-envelope'],
    };
  if (Object.keys(inner).length === 0)
    return {
      findings: [empty(pointer, 'The update names no attribute.', inner), ...beside(body)],
      judged: ['sdk-envelope', 'sdk-update-not-empty'],
    };
  return {
    findings: [...beside(body), ...attributeFindings(inner, pointer, known)],
    judged: ['sdk-envelope', 'sdk-update-not-empty', ...ofAttributes],
  };
}
