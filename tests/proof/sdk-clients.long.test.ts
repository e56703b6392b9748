/** Real clients in three languages against the command as a user runs it: each right once, and wrong in many ways. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { clients, isInstalled, runSdk } from './helpers/sdk-run.ts';

const languages = [
  { language: 'Python (urllib)', program: 'python3', args: [path.join(clients, 'client.py')], needs: 'python3' },
  { language: 'a shell (curl)', program: 'sh', args: [path.join(clients, 'client.sh')], needs: 'curl' },
  {
    language: 'Node.js (fetch)',
    program: process.execPath,
    args: [path.join(clients, 'client.mjs')],
    needs: process.execPath,
  },
] as const;

/** Each mistake with the promise that it breaks, and the exit code. */
const mistakes: readonly (readonly [string, string, number])[] = [
  ['put', 'sdk-method-patch', 2],
  ['spelling', 'sdk-attributes-documented', 2],
  ['typo', 'sdk-attributes-documented', 2],
  ['tags', 'sdk-attributes-documented', 2],
  ['unwrapped', 'sdk-envelope', 2],
  ['null', 'sdk-attribute-types', 2],
  ['number', 'sdk-attribute-types', 2],
  ['form', 'sdk-body-json', 2],
  ['media', 'sdk-media-type-json', 2],
  ['bearer', 'sdk-key-nowhere-else', 2],
  ['query', 'sdk-key-nowhere-else', 2],
  ['twice', 'sdk-body-keys-once', 2],
  ['latin', 'sdk-body-json', 2],
  ['no-key', 'sdk-key-valid', 0],
];

describe.each(languages)('a client in $language', ({ program, args, needs }) => {
  const missing = isInstalled(needs) ? null : `${needs} is not installed`;

  test('is conformant when it is right', async ({ skip }) => {
    skip(missing !== null, missing ?? '');
    const { exit, output, report } = await runSdk(['--', program, ...args, 'right']);
    expect(report?.causes).toEqual([]);
    expect(output).toMatch(/\nCONFORMANT \(exit 0\) · [23] requests · the command ended with 0\n$/);
    expect(exit).toBe(0);
  });

  test.for(mistakes)('is told %s as %s', async ([mistake, clause, code], { skip }) => {
    skip(missing !== null, missing ?? '');
    const { exit, report } = await runSdk(['--', program, ...args, mistake]);
    expect(report?.causes.map((cause) => [cause.clause, cause.count])).toEqual([[clause, 1]]);
    expect(exit).toBe(code);
  });

  test('is red for what tests do on purpose only with strict', async ({ skip }) => {
    skip(missing !== null, missing ?? '');
    const { exit } = await runSdk(['--strict', '--', program, ...args, 'no-key']);
    expect(exit).toBe(2);
  });
});
