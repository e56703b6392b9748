/** Text of a target never reaches a console as a line that a CI runner obeys. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { explain } from '../support/drift/index.ts';
import { renderConsole } from '../support/render/console.ts';
import { renderJunit } from '../support/render/junit.ts';
import { renderMarkdown } from '../support/render/markdown.ts';
import { writeReport } from '../support/render/write.ts';
import { neutral, neutralLines } from '../support/text/commands.ts';
import { sanitise, sanitiseBlock } from '../support/text/sanitise.ts';
import { renderPage } from '../support/page/index.ts';
import { everywhere } from './helpers/everywhere.ts';
import { runnerCommands } from './helpers/runner-commands.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const commands: readonly string[] = [
  '::error::x',
  '::error file=a.ts,line=1::x',
  ' \t ::add-mask::conformant',
  '\u00a0\u3000::stop-commands::x',
  'a\n::error::x',
  'a\r::error::x',
  'a\r\n  ::set-output name=a::x',
  'a\u2028::error::x',
  'a\u0085::error::x',
  '\u200d::error::x',
  ':\u200d:error::x',
  '\ufeff::error::x',
  '##[error]x',
  'a ##[add-mask]x',
  '###[error]x',
  '#\u200d#[error]x',
  '{"a": "##[group]x"}',
  '##vso[task.complete result=Succeeded;]x',
  '##teamcity[buildStatus]',
  `${'word '.repeat(30)}::error::x ::error::y ##[error]z`,
  '::ERROR::x',
  '::::x',
];

test('the parser of the proof finds each of them', () => {
  expect(commands.filter((text) => runnerCommands(text).length === 0)).toEqual([]);
  expect(runnerCommands('a::b::c\n# [x]\n: :a::b\nhttp://[::1]/::')).toEqual([]);
});

describe.each(commands)('%j', (text) => {
  test('is neutral as a word, as lines and made visible', () => {
    const out = [
      neutral(text),
      neutralLines(text),
      neutralLines(neutralLines(text)),
      sanitise(text),
      sanitiseBlock(text),
    ];
    expect(out.map((each) => runnerCommands(each))).toEqual(out.map(() => []));
    const broken = sanitise(text).split(/[\s]+/).join('\n');
    expect(runnerCommands(broken)).toEqual([]);
  });

  test('is the same value in a text of JSON', () =>
    expect(JSON.parse(neutralLines(JSON.stringify({ a: [text], [text]: '\\' }, null, 2)))).toEqual({
      a: [text],
      [text]: '\\',
    }));

  test('anywhere in a report is in no rendering of it', async () => {
    const report = everywhere(sampleReport, text);
    const directory = temporaryFolder('ci');
    await writeReport(report, directory);
    const files = await Promise.all(
      (await readdir(directory)).map((name) => readFile(path.join(directory, name), 'utf8')),
    );
    const out = [
      renderConsole(report, { columns: 100, color: false }),
      ...report.drift.map((each) => neutralLines(explain(each, { columns: 60 }))),
      renderConsole(report, { columns: 100, color: false, verbose: true }),
      renderConsole(report, { columns: 40, color: true, maxCards: 0 }),
      renderMarkdown(report),
      renderJunit(report),
      renderPage(report),
      ...files,
    ];
    expect(files.length).toBe(4);
    expect(out.flatMap((each) => runnerCommands(each))).toEqual([]);
  });
});
