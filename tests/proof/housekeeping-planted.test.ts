import { describe, expect, test } from 'vitest';
import { importProblems } from './helpers/import-rules.ts';
import {
  commandProblems,
  lengthProblems,
  lockProblems,
  titleProblems,
  variableProblems,
  variablesIn,
  wordProblems,
} from './helpers/repository-rules.ts';
import { factsOf } from './helpers/source-facts.ts';

const importsOf = (file: string, text: string): readonly string[] => importProblems([factsOf(file, text)]);
const titlesOf = (text: string, file = 'tests/proof/x.test.ts'): readonly string[] =>
  titleProblems([factsOf(file, text)]);
const pure = 'tests/support/oracles/x.ts';

describe('planted imports', () => {
  test.each([
    ['a room behind the door', 'tests/contract/x.test.ts', `import { a } from '../support/oracles/echo.ts';`],
    ['a package in a contract test', 'tests/contract/x.test.ts', `import request from 'supertest';`],
    [
      'a schema in a contract test',
      'tests/contract/x.test.ts',
      `import s from '../../schemas/clauses.json' with { type: 'json' };`,
    ],
    ['the file system', pure, `import { readFileSync } from 'node:fs';`],
    ['the file system without prefix', pure, `import fs from 'fs/promises';`],
    ['a child process by export', 'tests/support/drift/x.ts', `export { exec } from 'node:child_process';`],
    ['the network on demand', 'tests/support/payloads/x.ts', `const net = await import('node:net');`],
    ['a computed import', pure, `const it = await import(name);`],
    ['require', pure, `const http = require('node:http');`],
    ['the clock', 'tests/support/report/x.ts', `const now = Date.now();`],
    ['the clock as a date', 'tests/support/report/x.ts', `const now = new Date();`],
    ['the clock behind globalThis', pure, `const now = globalThis.Date.now();`],
    ['chance', 'tests/support/payloads/x.ts', `const dice = Math['random']();`],
    ['the console', 'tests/support/drift/x.ts', `console.log('x');`],
    ['the environment in a pure room', pure, `const key = process.env['KEY'];`],
    ['the environment taken apart', 'tests/support/cli/x.ts', `const { env } = process;`],
    ['the environment in the mock', 'tests/mock/x.ts', `const key = process.env.KEY;`],
    [
      'a helper of ours in the mock',
      'tests/mock/mutants/x.ts',
      `import type { Exchange } from '../../support/types.ts';`,
    ],
    ['a fixture in the mock', 'tests/mock/x.ts', `import page from '../../fixtures/page.json' with { type: 'json' };`],
    ['supertest outside of the client', 'tests/support/sandbox/x.ts', `import request from 'supertest';`],
    ['fetch outside of the client', 'tests/support/cli/x.ts', `await fetch('http://127.0.0.1');`],
    ['http outside of the client', 'tests/support/target/x.ts', `import { request } from 'node:http';`],
  ])('%s is found', (_name, file, text) => {
    expect(importsOf(file, text)[0]).toContain(file);
  });

  test('a pure room that reaches the file system through a neighbour is found', () => {
    const files = [
      factsOf(pure, `import { a } from '../a.ts';`),
      factsOf('tests/support/a.ts', `import { readFileSync } from 'node:fs';`),
    ];
    expect(importProblems(files)).toEqual([
      `${pure} reaches node:fs through tests/support/a.ts: this room does no I/O.`,
    ]);
  });

  test.each([
    [
      'the door',
      'tests/contract/x.test.ts',
      `import { test } from 'vitest'; import { a } from '../support/index.ts'; import { rows } from './rows.ts';`,
    ],
    ['a hash', pure, `import { createHash } from 'node:crypto';`],
    [
      'a type of an impure module',
      pure,
      `import type { Server } from 'node:http'; import { type Client } from '../client/index.ts';`,
    ],
    ['a date that is given', pure, `const at = new Date(text);`],
    ['the environment in config', 'tests/support/config/x.ts', `const key = process.env['KEY'];`],
    [
      'supertest in the client',
      'tests/support/client/x.ts',
      `import request from 'supertest'; import http from 'node:http';`,
    ],
    ['whether a text is an address', 'tests/support/sandbox/x.ts', `import { isIP } from 'node:net';`],
    [
      'the clock in the reporter',
      'tests/support/report/reporter.ts',
      `import fs from 'node:fs'; const now = Date.now();`,
    ],
    ['fastify in the mock', 'tests/mock/x.ts', `import fastify from 'fastify'; import { a } from './a.ts';`],
    ['a function of ours that is called require', pure, `const require = (key) => key; require(name);`],
    ['a word in a comment', pure, `// process.env and Date.now() belong elsewhere\nconst text = "import 'node:fs'";`],
  ])('%s is allowed', (_name, file, text) => {
    expect(importsOf(file, text)).toEqual([]);
  });
});

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
  ])('%s is reported', (_name, text, sentence) => {
    expect(titlesOf(text).join('\n')).toMatch(sentence);
  });

  test('a row of a table of cases has a title like any other', () => {
    expect(titlesOf(`const rows = [{ slug: 'a', title: '${long}' }];`, 'tests/contract/rows.ts')).toHaveLength(1);
  });

  test('a pattern with the method test is no test', () => {
    expect(titlesOf(`/a/.test('${long}'); pattern.test('${long}');`)).toEqual([]);
  });

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

  test('a long file wants a reason, and a reason wants a long file', () => {
    const files = [
      { file: 'a.ts', text: 'x\n'.repeat(251) },
      { file: 'b.ts', text: 'x\n'.repeat(250) },
      { file: 'c.json', text: 'x\n'.repeat(999) },
    ];
    expect(lengthProblems(files, { 'b.ts': 'none' })).toEqual([
      expect.stringContaining('a.ts has 251'),
      expect.stringContaining('names b.ts'),
    ]);
    expect(lengthProblems(files, { 'a.ts': 'a table' })).toEqual([]);
  });
});
