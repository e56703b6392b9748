/** What is wrong with the schemas and the data files, before anything is sent: every command that sends asks here. */
import type { Settings } from '../config/types.ts';
import type { JsonObject } from '../text/json.ts';
import attributesFile from '../../../schemas/contact-update.attributes.json' with { type: 'json' };
import smokeFloor from '../../../fixtures/smoke-floor.json' with { type: 'json' };
import attributesSchema from '../../../schemas/meta/attributes.schema.json' with { type: 'json' };
import { isClauseId } from '../catalogue.ts';
import { endpoint, isObject, listAt, type Endpoint } from '../endpoint/index.ts';
import { messageOf, SuiteFault } from '../errors.ts';
import { lookedAtOnce } from '../files/sources.ts';
import { memo } from '../memo.ts';
import { configuredFaults, keywordFaults, payloadFaults } from '../payloads/index.ts';
import {
  compile,
  errorSchema,
  notASchema,
  requestSchema,
  responseSchema,
  trustSchemas,
  violations,
} from '../schemas.ts';

const attributesName = 'schemas/contact-update.attributes.json';
const floorName = 'fixtures/smoke-floor.json';

/** The schemas and the data file that a run is made from. */
export interface Sources {
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly error: JsonObject;
  readonly attributes: JsonObject;
  /** What smoke has to judge. */
  readonly floor: JsonObject;
  /** What the two schemas of the contact and the data file come to together. */
  readonly endpoint: Endpoint;
}

const named = ({ request, response, error }: Sources) =>
  [
    ['schemas/contact-update.request.schema.json', request],
    ['schemas/contact-update.response.schema.json', response],
    ['schemas/error.schema.json', error],
  ] as const;

/** Schemas that are none: a keyword with a value that it cannot have. */
const invalid = (sources: Sources): readonly string[] =>
  named(sources).flatMap(([file, schema]) => {
    const wrong = notASchema(schema);
    return wrong === null
      ? []
      : [`${file} is no JSON Schema: ${wrong.instancePath} ${wrong.message ?? 'is not valid'}. Mend it there.`];
  });

/** Schemas that ajv refuses in its strict mode: an unknown keyword or format, a keyword without its type. */
const uncompiled = (sources: Sources): readonly string[] =>
  named(sources).flatMap(([file, schema]) => {
    try {
      compile(schema);
      return [];
    } catch (error) {
      return [`${file} cannot be used: ${messageOf(error)}. Mend it.`];
    }
  });

/** Where the data file is not what its own schema says. */
const malformed = ({ attributes }: Sources): readonly string[] =>
  violations(compile(attributesSchema), attributes)
    .slice(0, 1)
    .map(({ pointer, message, params }) => {
      const key = params['additionalProperty'];
      const about = typeof key === 'string' ? ` (${key})` : '';
      return `${attributesName} cannot be used: ${pointer === '' ? 'it' : pointer} ${message}${about}. What may stand there is said in schemas/meta/attributes.schema.json.`;
    });

const clauseKeys = ['clause', 'shape', 'unknown', 'malformed', 'replaces', 'clears', 'once'] as const;

/** Clauses that the data file names and the catalogue does not have. */
function unknownClauses({ attributes: file }: Sources): readonly string[] {
  const partOf = (key: string): JsonObject => (isObject(file[key]) ? file[key] : {});
  const rows = Object.values(partOf('attributes')).filter(isObject);
  const ids = [
    ...rows.flatMap((row) => clauseKeys.map((key) => row[key])),
    ...Object.values(partOf('general')),
    ...Object.values(partOf('formats')),
  ];
  return [...new Set(ids)]
    .filter((id) => typeof id === 'string')
    .filter((id) => !isClauseId(id))
    .map(
      (id) =>
        `${attributesName} names the clause ${id}, which schemas/clauses.json does not have. Add it there, or name another.`,
    );
}

/** Clauses that the floor of smoke names and the catalogue does not have: nothing would ever judge them. */
function unknownInFloor({ floor }: Sources): readonly string[] {
  const ids = listAt(floor, 'clauses');
  return ids.length === 0
    ? [`${floorName} names no clause that smoke has to judge. Say so under "clauses".`]
    : ids
        .filter((id) => typeof id !== 'string' || !isClauseId(id))
        .map(
          (id) =>
            `${floorName} names the clause ${typeof id === 'string' ? id : JSON.stringify(id)}, which schemas/clauses.json does not have. Name another, or take it out.`,
        );
}

/** What is wrong, one stage after the other: what one stage finds would only be said again by the next. */
const stages: readonly ((sources: Sources) => readonly string[])[] = [
  invalid,
  ({ request }) => keywordFaults(request),
  uncompiled,
  malformed,
  unknownClauses,
  unknownInFloor,
  ({ endpoint: { faults } }) => faults,
  ({ endpoint: described }) => payloadFaults(described),
];

/** What is wrong with some schemas and their data file, as sentences that say what to do; none when all is well. */
export const faultsIn: (sources: Sources) => readonly string[] = memo((sources) => {
  for (const stage of stages) {
    const faults = stage(sources);
    if (faults.length > 0) return faults;
  }
  return [];
});

const ours: Sources = {
  request: requestSchema,
  response: responseSchema,
  error: errorSchema,
  attributes: attributesFile,
  floor: smokeFloor,
  endpoint,
};

/**
 * What no run could send, judge or put back, decided from the schemas and the data file alone.
 * @returns sentences that say what to do; none when all is well
 */
export function schemaFaults(): readonly string[] {
  const faults = lookedAtOnce('schemas', () => faultsIn(ours));
  if (faults.length === 0) trustSchemas();
  return faults;
}

const refuse = (faults: readonly string[]): void => {
  if (faults.length > 0) throw new SuiteFault(faults.join('\n'));
};

/**
 * Refuses to go on with schemas from which no run can be made.
 * @throws SuiteFault with every sentence of {@link schemaFaults}
 */
export const assertSchemas = (): void => refuse(schemaFaults());

/**
 * Refuses to go on with records or values that the request schema does not allow.
 * @throws SuiteFault with a sentence for each
 */
export const assertConfigured = (settings: Settings): void => refuse(configuredFaults(settings));
