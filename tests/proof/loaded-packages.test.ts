/** What each command loads before its options are read, and what its work loads at once: a heavier package is seen here. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { projectRoot } from './helpers/data-files.ts';

const imported = /^(?:import|export) (?!type\b)(?:[^'";]*? from )?'([^']+)'/gm;

/** The packages that a file loads by itself and by the files that it imports; what is only typed or loaded later does not count. */
function packagesOf(start: string): readonly string[] {
  const files = new Set<string>([path.join(projectRoot, start)]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(imported)) {
      if (name.endsWith('.ts')) files.add(path.resolve(path.dirname(file), name));
      else if (!name.startsWith('.') && !name.startsWith('node:')) packages.add(name);
    }
  }
  return [...packages].sort();
}

const suite = ['dotenv', 'p-retry', 'p-throttle', 'supertest'];
const payloads = ['@faker-js/faker/locale/en', 'fast-check'];
const reports = ['xmlbuilder'];

test.each(
  'baseline-accept contract doctor drift drift-accept drift-patch replay report restore sdk openapi'.split(' '),
)('%s reads its options with the option parser alone', (name) => {
  expect(packagesOf(`tests/support/cli/${name}.ts`)).toEqual(['commander']);
});

test('the configuration is read with no more than the parser of .env', () =>
  expect(packagesOf('tests/support/cli/settings.ts')).toEqual(['commander', 'dotenv']));

test.each([
  ['tasks/contract', [...suite, ...payloads, ...reports, 'vitest/node']],
  ['tasks/replay', [...suite, ...payloads, ...reports, 'vitest/node']],
  ['tasks/doctor', [...suite, ...payloads]],
  ['tasks/restore', [...suite, ...payloads]],
  ['tasks/report', ['dotenv', ...reports]],
  ['tasks/baseline-accept', ['dotenv']],
  ['tasks/drift', ['dotenv']],
  ['tasks/sdk', ['dotenv']],
  ['tasks/drift-accept', ['dotenv']],
  ['tasks/drift-patch', ['dotenv', 'fast-json-patch']],
] as const)('%s loads what it works with', (name, packages) => {
  expect(packagesOf(`tests/support/cli/${name}.ts`)).toEqual([...packages, 'commander'].sort());
});

test('the page loads what renders it, and only a run that makes it does', () =>
  expect(packagesOf('tests/support/page/index.ts')).toEqual(
    ['preact', 'preact-render-to-string', ...packagesOf('tests/support/drift/index.ts')].sort(),
  ));

test('the mock loads its server alone, and only a run that judges it does', () =>
  expect(packagesOf('tests/mock/index.ts')).toEqual(['fastify']));

test('the worker that plays the cases loads no reporter', () =>
  expect(packagesOf('tests/support/play/worker.ts')).toEqual(
    ['p-retry', 'p-throttle', 'supertest', 'vitest', ...payloads].sort(),
  ));

test('every package that runs beside the key is a dependency', () => {
  const files = ['support/cli/tasks/contract', 'support/cli/tasks/drift-patch', 'mock/index'];
  const loaded = files.flatMap((name) => packagesOf(`tests/${name}.ts`));
  const names = loaded.map((each) =>
    each
      .split('/')
      .slice(0, each.startsWith('@') ? 2 : 1)
      .join('/'),
  );
  expect(names.filter((name) => !(name in packageFile.dependencies))).toEqual([]);
});
