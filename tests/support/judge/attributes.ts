/** The attributes of an update against the request schema, at any depth. */
import type { SdkClauseId } from '../catalogue.ts';
import { endpoint } from '../endpoint/index.ts';
import { partsOf, propertiesOf, typesOf } from '../endpoint/schema.ts';
import { validateRequest, violations, type Violation } from '../schemas.ts';
import { isObject, type Json, type JsonObject, own, segmentsOf, typeOf, valueAt } from '../text/json.ts';
import { findingAt, nameAt, patternAt, pointerBelow, shortened } from './finding.ts';
import { identifierFindings, isMalformedIdentifier } from './identifiers.ts';
import { folded, nearestName } from './nearest.ts';
import type { Findings, Known, SdkFinding } from './types.ts';

/** The promises that are judged of attributes. */
export const ofAttributes: readonly SdkClauseId[] = [
  'sdk-attributes-documented',
  'sdk-attributes-whole',
  'sdk-attribute-types',
  'sdk-identifiers-known',
];

const { requestSchema, envelope } = endpoint;
const container: JsonObject = propertiesOf(requestSchema)[envelope] ?? {};

/** The schema of what stands at some keys below the envelope, with what it refers to. */
function schemasAt(segments: readonly string[]): readonly JsonObject[] {
  return segments.reduce<readonly JsonObject[]>(
    (schemas, segment) =>
      schemas.flatMap((schema) => {
        const items = own(schema, 'items');
        const next = /^\d+$/.test(segment) && isObject(items) ? items : propertiesOf(schema)[segment];
        return next === undefined ? [] : partsOf(next, requestSchema);
      }),
    partsOf(container, requestSchema),
  );
}

const namesAt = (segments: readonly string[]): readonly string[] => [
  ...new Set(schemasAt(segments).flatMap((schema) => Object.keys(propertiesOf(schema)))),
];

interface Judged {
  /** The attributes as they were sent. */
  readonly attributes: JsonObject;
  /** Where they stand in the body that was sent. */
  readonly pointer: string;
}

/** What the attributes hold at some keys; null where nothing stands there. */
const sentAt = ({ attributes }: Judged, segments: readonly string[]): Json =>
  valueAt(attributes, pointerBelow('', segments)) ?? null;

/** A name that is not documented, with the nearest one that is. */
function unknown(judged: Judged, segments: readonly string[], name: string): SdkFinding {
  const names = namesAt(segments);
  const nearest = nearestName(name, names);
  const path = [...segments, name];
  const place = pointerBelow(judged.pointer, path);
  const shown = name.slice(0, 60);
  if (segments.length === 0 && folded(name) === folded(envelope))
    return findingAt(place, 'sdk-envelope', 'twice', `The envelope ${envelope} stands within the envelope.`, {
      expected: 'attributes',
      actual: shortened(sentAt(judged, path)),
    });
  const undocumented = (kind: string, message: string, rest: Partial<SdkFinding>): SdkFinding =>
    findingAt(place, 'sdk-attributes-documented', kind, message, { actual: shown, ...rest });
  if (segments.length === 0 && endpoint.responseKeys.includes(name))
    // Whoever sends a response back sends all of its keys: that is one cause.
    return undocumented(
      'response key',
      `"${shown}" is a key of the response, and no attribute of an update${nearest === null ? '' : `; ${nearest.name} is`}.`,
      {
        subject: nearest === null ? shown : `${shown} (${nearest.name})`,
        expected: nearest?.name ?? 'an attribute of an update',
      },
    );
  const kind = `unknown ${patternAt([...segments, shown])}`;
  if (nearest === null)
    return undocumented(
      kind,
      `"${shown}" is not documented, and no documented name is near. Documented are ${names.join(', ')}.`,
      { expected: 'a documented name', strange: true },
    );
  return nearest.same
    ? // The names of one client are written in one way: that is one cause.
      undocumented('spelling', `"${shown}" is not documented; ${nearest.name} is.`, {
        subject: `${shown} (${nearest.name})`,
        expected: nearest.name,
      })
    : undocumented(kind, `"${shown}" is not documented. The nearest documented name is ${nearest.name}.`, {
        expected: nearest.name,
      });
}

/** A value of another type than the documented one. Null is a cause of its own: clients write it for what was never set. */
function wrongType({ pointer }: Judged, segments: readonly string[], value: Json): SdkFinding {
  const types = [...new Set(schemasAt(segments).flatMap((schema) => [...typesOf(schema, requestSchema)]))];
  const name = nameAt(segments);
  const what = /^\d+$/.test(segments.at(-1) ?? '') ? `An element of ${name}` : name;
  const expected = types.join(' or ');
  const finding = (kind: string, message: string, rest: Partial<SdkFinding> = {}): SdkFinding =>
    findingAt(pointerBelow(pointer, segments), 'sdk-attribute-types', kind, message, {
      expected,
      actual: shortened(value),
      ...rest,
    });
  return value === null
    ? finding(
        'null',
        `${what} is null, and null is documented for no attribute: a server may take it for "clear this". Leave out what is not to change.`,
        { subject: name },
      )
    : finding(
        `${typeOf(value)} ${patternAt(segments)}`,
        `${what} is of the type ${typeOf(value)}; documented is ${expected}.`,
      );
}

/** Any other keyword that a value breaks. */
const wrongForm = ({ pointer }: Judged, segments: readonly string[], { keyword, message }: Violation, value: Json) =>
  findingAt(
    pointerBelow(pointer, segments),
    'sdk-attribute-types',
    `${keyword} ${patternAt(segments)}`,
    `${segments.join('.')} ${message}.`,
    { expected: message, actual: shortened(value) },
  );

const missing = ({ pointer }: Judged, segments: readonly string[], name: string, value: Json): SdkFinding =>
  findingAt(
    pointerBelow(pointer, segments),
    'sdk-attributes-whole',
    `missing ${patternAt([...segments, name])}`,
    `${nameAt(segments)} lacks ${name}.`,
    { expected: name, actual: shortened(value) },
  );

/** True where a key that is missing stands beside it under a name that is nearly the same: that is told, and nothing else. */
const isMisnamed = (value: Json, name: string, names: readonly string[]): boolean =>
  isObject(value) && Object.keys(value).some((key) => !names.includes(key) && nearestName(key, names)?.name === name);

function findingOf(judged: Judged, violation: Violation): readonly SdkFinding[] {
  const segments = segmentsOf(violation.pointer).slice(1);
  const value = sentAt(judged, segments);
  switch (violation.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = violation.params['additionalProperty'] ?? violation.params['unevaluatedProperty'];
      return typeof name === 'string' ? [unknown(judged, segments, name)] : [];
    }
    case 'required': {
      const name = String(violation.params['missingProperty']);
      return isMisnamed(value, name, namesAt(segments)) ? [] : [missing(judged, segments, name, value)];
    }
    case 'type':
      return [wrongType(judged, segments, value)];
    case 'anyOf':
    case 'oneOf':
    case 'allOf':
    case 'if':
      // What they are made of is told by itself, unless that is all there is.
      return [];
    default:
      return isMalformedIdentifier(segments, value, violation.keyword)
        ? []
        : [wrongForm(judged, segments, violation, value)];
  }
}

/**
 * What is wrong with attributes.
 * @param attributes the object that holds them
 * @param pointer where it stands in the body that was sent
 */
export function attributeFindings(attributes: JsonObject, pointer: string, known: Known): Findings {
  const judged = { attributes, pointer };
  const broken = violations(validateRequest, { [envelope]: attributes });
  const told = broken.flatMap((violation) => findingOf(judged, violation));
  const open = broken.length > 0 && told.length === 0 ? broken.filter(({ keyword }) => /Of$|^if$/.test(keyword)) : [];
  return [
    ...told,
    ...open.map((violation) => {
      const segments = segmentsOf(violation.pointer).slice(1);
      return wrongForm(judged, segments, violation, sentAt(judged, segments));
    }),
    ...identifierFindings(attributes, pointer, known),
  ];
}
