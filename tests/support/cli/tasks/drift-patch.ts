/** How a drift becomes documented. */
import type { Report, ReportDrift } from '../../report/types.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import path from 'node:path';
import jsonPatch from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import { InputError, messageOf } from '../../errors.ts';
import { sampleOf } from '../../observe/index.ts';
import { compile, violations } from '../../schemas.ts';
import { loadReport, readText, writeJson, writeTable } from '../report-files.ts';
import type { ReportPlace } from '../report-files.ts';
import type { CommandIo } from '../program.ts';

const schemaName = 'contact-update.response';

type SchemaCase = JsonObject & { readonly description: string; readonly data: Json; readonly valid: boolean };

/**
 * The schema with the patch of a drift.
 * @throws InputError when the patch does not apply, or the result is no valid schema
 */
function patched(schema: JsonObject, drift: ReportDrift): JsonObject {
  const advice = 'The schema has changed since that run. Run `npm run contract` again.';
  let result: JsonObject;
  try {
    const copy = structuredClone(schema);
    result = jsonPatch.applyPatch(copy, drift.schemaPatch as unknown as Operation[], true).newDocument;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new InputError(`The patch of ${drift.fingerprint} does not apply (${reason}). ${advice}`);
  }
  try {
    compile(result);
  } catch (error) {
    throw new InputError(`With the patch the schema does not compile: ${messageOf(error)}`);
  }
  return result;
}

/** A case that the patched schema accepts: a response of the shape that was seen, without a value of the workspace. */
function caseOf(report: Report, drift: ReportDrift, schema: JsonObject): SchemaCase {
  const types = typeof drift.is === 'string' ? drift.is.split(' or ') : [];
  const type = drift.rule === 'null-gained' ? 'null' : types[0];
  const data = sampleOf(report.observed.shape, '', type === undefined ? null : { pointer: drift.pointer, type });
  const broken = violations(compile(schema), data)[0];
  if (broken !== undefined) {
    throw new InputError(
      `The patch alone does not make the responses of that run valid: ${broken.pointer} ${broken.message}. ` +
        'Apply the drift at that pointer first, or change the schema by hand.',
    );
  }
  return { description: `${drift.message} (${drift.rule} ${drift.fingerprint})`, data, valid: true };
}

export async function patch(what: readonly string[], place: ReportPlace, io: CommandIo): Promise<number> {
  const fingerprint = what[0];
  if (fingerprint === undefined || what.length > 1)
    throw new InputError('Name one fingerprint: npm run drift:patch -- FINGERPRINT');
  const report = await loadReport(place, io.cwd);
  const drift = report.drift.find((item) => item.fingerprint === fingerprint);
  if (drift === undefined) {
    const known = report.drift.filter((item) => item.schemaPatch.length > 0).map((item) => item.fingerprint);
    const has = known.length === 0 ? 'It has none with a patch.' : `With a patch it has: ${known.join(', ')}.`;
    throw new InputError(`The report has no drift ${fingerprint}. ${has}`);
  }
  if (drift.schemaPatch.length === 0) {
    throw new InputError(
      `There is no patch for this (${drift.rule}). If it is intended, change by hand what the schema says of it, and run npm run baseline:accept.`,
    );
  }
  const schemaFile = path.join(io.cwd, 'schemas', `${schemaName}.schema.json`);
  const casesFile = path.join(io.cwd, 'fixtures', 'schema-cases', `${schemaName}.json`);
  const schemaText = await readText(schemaFile, 'Run the command in the checkout of the suite.');
  const schema = patched(JSON.parse(schemaText) as JsonObject, drift);
  const cases = JSON.parse(
    await readText(casesFile, 'Run the command in the checkout of the suite.'),
  ) as readonly SchemaCase[];
  const added = caseOf(report, drift, schema);
  const next = [...cases.filter((item) => item.description !== added.description), added];
  const validate = compile(schema);
  const contradicted = next.filter((item) => (violations(validate, item.data).length === 0) !== item.valid);
  await writeJson(schemaFile, schema);
  try {
    await writeTable(casesFile, next);
  } catch (error) {
    await writeJson(schemaFile, JSON.parse(schemaText));
    throw error;
  }
  io.stdout.write(
    `${drift.message}\n${drift.schemaPatch.map((operation) => `  ${JSON.stringify(operation)}\n`).join('')}`,
  );
  io.stdout.write(`written: ${schemaFile}\nwritten: ${casesFile}\n`);
  io.stdout.write('Left to you:\n');
  for (const item of contradicted)
    io.stdout.write(`  the case "${item.description}" in ${casesFile} says the opposite now: keep one of them\n`);
  const clause = drift.clause === null ? '' : ` ${drift.clause}`;
  io.stdout.write(
    `  what is promised: the clauses judge as before (npm run explain --${clause})\n` +
      '  the baseline pins what it pinned: npm run baseline:accept after a run that is as it should be\n' +
      `To undo: git checkout -- ${schemaFile} ${casesFile}\n`,
  );
  return 0;
}
