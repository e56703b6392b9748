/** Which schema of `schemas/meta/` every data file of the project is held against. */
import type { Json, JsonObject } from '../../support/text/json.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, violations, type Violation } from '../../support/schemas.ts';

/** Where the project is, with a separator at its end. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A JSON file of the project by its path from the root. */
export const readJson = (path: string): Json => JSON.parse(readFileSync(join(projectRoot, path), 'utf8')) as Json;

/** A schema of `schemas/meta/` by its name. */
export const metaSchema = (name: string): JsonObject => readJson(`schemas/meta/${name}.schema.json`) as JsonObject;

// Compiling takes longer than judging, so each schema is compiled once, when it is first asked for.
const compiled = new Map<string, ReturnType<typeof compile>>();

/** Every violation of a schema of `schemas/meta/` by a value. */
export function metaProblems(name: string, data: unknown): readonly Violation[] {
  const validate = compiled.get(name) ?? compile(metaSchema(name));
  compiled.set(name, validate);
  return violations(validate, data as Json);
}

/** Every JSON file below a folder, with the path from the root and `/` between its parts. */
export const jsonFilesOf = (folder: string): readonly string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .toSorted();

/** The schemas of `schemas/meta/`, by name. */
export const metaNames: readonly string[] = jsonFilesOf('schemas/meta').map((path) =>
  path.replace('schemas/meta/', '').replace('.schema.json', ''),
);

const asTheFile = 'as the file';
const byPath: readonly { readonly pattern: RegExp; readonly schema: string | null }[] = [
  { pattern: /^fixtures\/values\//, schema: 'values' },
  { pattern: /^fixtures\/schema-cases\//, schema: 'schema-cases' },
  { pattern: /^fixtures\/home\//, schema: 'home' },
  { pattern: /^fixtures\/baselines\//, schema: 'baseline' },
  // Verbatim from the page: what they have to be is said by the schemas of the API.
  { pattern: /^fixtures\/documented\/(?:request|response)\.json$/, schema: null },
  { pattern: /^(?:fixtures|fixtures\/documented|schemas)\/([\w-]+)\.json$/, schema: asTheFile },
];

/**
 * The name of the schema of a data file, or null when it has none because it is the page's own.
 *
 * @throws Error when no rule names the file: a data file that nothing checks.
 */
export function metaNameOf(path: string): string | null {
  const rule = byPath.find(({ pattern }) => pattern.test(path));
  if (rule === undefined) {
    throw new Error(`No schema checks ${path}. Add a rule for it to ${import.meta.url} and a schema to schemas/meta/.`);
  }
  return rule.schema === asTheFile ? (rule.pattern.exec(path)?.[1] ?? null) : rule.schema;
}
