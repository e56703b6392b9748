import { describe, expect, test } from 'vitest';
import {
  commandProblems,
  lockProblems,
  titleProblems,
  variableProblems,
  variablesIn,
  wordProblems,
} from './helpers/repository-rules.ts';
import { factsOf } from './helpers/source-facts.ts';

const titlesOf = (text: string, file = 'tests/proof/x.test.ts'): readonly string[] =>
  titleProblems([factsOf(file, text)]);

describe('planted titles', () => {
  const long = 'x'.repeat(71);

  test.each([
    ['a long title', `test('${long}', () => {});`, /71 characters/],
    ['a wish', `test('it sh' + 'x', f); it.skip('a tag should go', () => {});`, /says "should"/],
    ['a long title of a table', `test.each([1])('${long}', () => {});`, /71 characters/],
    ['a long title of a tagged table', `test.each\`a\`('${long}', () => {});`, /71 characters/],
    ['a long title of a case', `contractCase('slug', '${long}', {}, f);`, /71 characters/],
    ['a title that stands twice', `test('a', f); describe('b', () => { test('a', f); });`, /"a" stands 2 times/],
    [
      'a slug that stands twice',
      `contractCase('s', 'a', {}, f); contractCase('s', 'b', {}, f);`,
      /slug "s" stands 2 times/,
    ],
    ['an empty title', `test('', f);`, /empty/],
  ])('%s is reported', (_name, text, sentence) => expect(titlesOf(text).join('\n')).toMatch(sentence));

  test('a row of a table of cases has a title like any other', () =>
    expect(titlesOf(`const rows = [{ slug: 'a', title: '${long}' }];`, 'tests/contract/rows.ts')).toHaveLength(1));

  test('a pattern with the method test is no test', () =>
    expect(titlesOf(`/a/.test('${long}'); pattern.test('${long}');`)).toEqual([]));

  test('a title in two files is reported with both', () => {
    const files = ['a.ts', 'b.ts'].map((file) => factsOf(file, `test('same', f);`));
    expect(titleProblems(files)).toEqual(['the title "same" stands 2 times: a.ts, b.ts.']);
  });
});

describe('planted texts', () => {
  test('a command that does not exist is reported once', () => {
    const readme = { file: 'README.md', text: '`npm run contract`, `npm test`, `npm run gone -- x` and npm run gone' };
    expect(commandProblems(readme, ['contract', 'test'])).toEqual([
      'README.md names the command "gone", package.json does not.',
    ]);
    expect(commandProblems(readme, ['contract', 'gone'])).toEqual([
      'README.md names the command "test", package.json does not.',
    ]);
  });

  test('a variable that one list lacks is reported for that list', () => {
    const names = variablesIn(
      'Set `NEETOCRM_TAG_IDS=a,b` or CONTRACT_SEED; NEETOCRM_ alone is none, nor is $NEETOCRM_TAG_IDS twice.',
    );
    expect(names).toEqual(['NEETOCRM_TAG_IDS', 'CONTRACT_SEED']);
    expect(variableProblems({ a: names, b: ['CONTRACT_SEED'] })).toEqual(['b does not name NEETOCRM_TAG_IDS.']);
  });

  test.each([
    ['DESIGN', '.md'],
    ['ISSUE', ' #4'],
    ['/wo', 'rk/main'],
    ['Sub', 'agent'],
  ])('the words %s%s are reported with their line', (first, second) => {
    expect(wordProblems([{ file: 'a.md', text: `one\ntwo ${first}${second}` }])).toHaveLength(1);
    expect(wordProblems([{ file: 'a.md', text: `one\ntwo ${first} ${second}` }])).toEqual([]);
  });

  test('an address in the lock file is reported', () => {
    const text = '{\n  "node_modules/a": {\n    "resolved": "https://registry.example/a.tgz"\n  }\n}';
    expect(lockProblems({ file: 'package-lock.json', text })).toEqual([expect.stringContaining('package-lock.json:3')]);
  });
});
