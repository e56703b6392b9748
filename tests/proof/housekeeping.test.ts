import { describe, expect, test } from 'vitest';
import { variables } from '../support/config/index.ts';
import { repositoryFiles } from './helpers/repository-files.ts';
import {
  commandProblems,
  lockProblems,
  titleProblems,
  variableProblems,
  variablesIn,
  wordProblems,
} from './helpers/repository-rules.ts';
import type { TextFile } from './helpers/repository-rules.ts';
import { factsOf } from './helpers/source-facts.ts';

const files = repositoryFiles();
const sources = files.filter(({ file }) => /^tests\/.*\.ts$/.test(file)).map(({ file, text }) => factsOf(file, text));

/** A file that has to be there. */
function fileNamed(name: string): TextFile {
  const found = files.find(({ file }) => file === name);
  if (found === undefined) throw new Error(`${name} is missing. Write it.`);
  return found;
}

const scriptsOf = (text: string): readonly string[] =>
  Object.keys((JSON.parse(text) as { readonly scripts: Readonly<Record<string, string>> }).scripts);

describe('the repository', () => {
  test('test titles are unique, short and free of wishes', () => {
    expect(sources.flatMap(({ titles }) => titles).length).toBeGreaterThan(50);
    expect(titleProblems(sources)).toEqual([]);
  });

  test.each(['README.md', 'CONTRIBUTING.md'])('the npm commands in %s exist', (name) => {
    expect(commandProblems(fileNamed(name), scriptsOf(fileNamed('package.json').text))).toEqual([]);
  });

  test('README, .env.example and configuration know the same variables', () => {
    const lists = {
      'README.md': variablesIn(fileNamed('README.md').text),
      '.env.example': variablesIn(fileNamed('.env.example').text),
      'tests/support/config/variables.ts': variables.map(({ name }) => name),
    };
    expect(variableProblems(lists)).toEqual([]);
  });

  test('no text speaks of what a reader cannot see', () => expect(wordProblems(files)).toEqual([]));

  test('the lock file holds no addresses', () => expect(lockProblems(fileNamed('package-lock.json'))).toEqual([]));
});
