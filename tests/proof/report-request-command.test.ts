import type { ReportFinding, ReportRequest } from '../support/report/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { expect, test } from 'vitest';
import { curlOf } from '../support/report/curl.ts';
import { againLines } from '../support/render/request-command.ts';
import { pasteable } from '../support/text/shell-lines.ts';
import { execFileSync } from 'node:child_process';
import { sampleFinding } from './helpers/rendered-reports.ts';

const screen = (change: Partial<ReportFinding> = {}): readonly string[] =>
  againLines(sampleFinding(change), { columns: 98, rows: 12 }).map(({ text, flush }) => (flush ? text : `  ${text}`));
const sending = (value: Json, change: Partial<ReportFinding> = {}): readonly string[] => {
  const body = JSON.stringify({ contact: { email: 'ada@example.com', ...(value as JsonObject) } });
  const request = { ...(sampleFinding().request as ReportRequest), body };
  return screen({ request, curl: curlOf({ request: { ...request, path: '' } }), ...change });
};
const seven = { name: 'Ada', note: 'x'.repeat(300) };

/** What a shell makes of a command whose program only prints its arguments. */
const argumentsOf = (command: string): string =>
  execFileSync('sh', ['-c', `show() { printf '%s\\n' "$@"; }\n${command.replace(/^\s*curl/, 'show')}`], {
    encoding: 'utf8',
    env: { NEETOCRM_API_KEY: 'the key' },
  });

test.each([
  ['a plain body', { name: 'Ada' }],
  ['a long body', seven],
  [
    'quotes and backslashes',
    { name: `it's ${"'".repeat(70)} \\" ${'\\'.repeat(60)} $HOME \`id\` ${'a b '.repeat(30)}` },
  ],
  ['emoji', { name: '👩‍👩‍👧‍👦'.repeat(40) }],
])('a wrapped curl with %s is the same command when it is pasted', (_name, value) => {
  const request = { ...(sampleFinding().request as ReportRequest), body: JSON.stringify({ contact: value }) };
  const curl = curlOf({ request: { ...request, path: '' } }) ?? '';
  const lines = pasteable(curl, 60).map(({ text, flush }) => (flush ? text : `  ${text}`));
  expect(argumentsOf(lines.join('\n'))).toBe(argumentsOf(curl));
});

test('a curl of seven attributes is printed whole, in lines that fit', () => {
  const lines = sending(seven);
  expect(lines.join('').replaceAll("'\\'", '')).toContain('x'.repeat(300));
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines.slice(0, -1).filter((line) => !line.endsWith('\\'))).toEqual([]);
});

test('a body too long for the card is named, and shown around its place', () => {
  const lines = sending({ before: 'x'.repeat(3_000), name: `Ada ${'y'.repeat(3_000)}` });
  const at = lines.findIndex((line) => line.includes('body.json, shortened'));
  expect(lines.slice(at - 1).map((line) => line.trim())).toEqual([
    expect.stringMatching(/--data-binary @body\.json$/),
    expect.stringMatching(/^body\.json, shortened: \{ "contact": \{ "name": "Ada y+…, … \} \}$/),
    `whole: jq -r '.findings[] | select(.id == "f1a2b3c4") | .curl' report.json`,
  ]);
});

test('a body too long for any command line still has its request shown', () => {
  const text = sending({ name: 'y'.repeat(20_000) }).join('\n');
  expect(text).toContain('--data-binary @body.json');
  expect(text).toContain('too long for the report, the replay sends it');
});

test('a shortened curl keeps the form of the key that the case sent', () => {
  const curl = `curl "X-Api-Key: \${NEETOCRM_API_KEY%?}" ${'x'.repeat(3_000)}`;
  expect(sending(seven, { case: 'key-last-character-cut', curl }).join('\n')).toContain('${NEETOCRM_API_KEY%?}');
});

test('a curl that is long without its body is cut in the open', () => {
  const request = { ...(sampleFinding().request as ReportRequest), body: null };
  const text = screen({ request, curl: `curl ${'x'.repeat(9_000)}` }).join('\n');
  expect(text).toMatch(/whole: jq -r/);
});
