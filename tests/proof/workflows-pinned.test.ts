/** What workflows and action take from others: by commit, and of a version whose runtime is in use. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './helpers/repository-files.ts';

const folder = path.join(root, '.github/workflows');
const texts = [...readdirSync(folder).map((name) => path.join(folder, name)), path.join(root, 'action.yml')].map(
  (file) => ({ text: readFileSync(file, 'utf8') }),
);

/** The oldest major whose runtime GitHub has not retired. */
const oldest: Readonly<Record<string, number>> = {
  checkout: 7,
  'setup-node': 7,
  'upload-artifact': 7,
  'download-artifact': 8,
  cache: 5,
};

/** What is wrong with a line that uses something of others; null when nothing is. */
function fault(line: string): string | null {
  const [, used = ''] = /\buses: (.*)$/.exec(line) ?? [];
  if (/^\.\/\w*$/.test(used)) return null;
  const [, name = '', major] = /^actions\/([a-z-]+)(?:\/[a-z]+)?@[0-9a-f]{40} # v(\d+)\.\d+\.\d+$/.exec(used) ?? [];
  if (major === undefined) return `${used}: no commit with its version behind it`;
  return Number(major) >= (oldest[name] ?? Infinity) ? null : `${used}: too old, or of nobody known`;
}

const commit = '0'.repeat(40);

describe('what workflows use', () => {
  test('is pinned by a commit of a version in use', () => {
    const lines = texts.flatMap(({ text }) => text.split('\n').filter((line) => /^\s*(- )?uses: /.test(line)));
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.flatMap((line) => fault(line) ?? [])).toEqual([]);
  });

  test.each([
    ['a tag', 'uses: actions/checkout@v7'],
    ['a commit without its version', `uses: actions/checkout@${commit}`],
    ['an older major', `uses: actions/checkout@${commit} # v6.1.0`],
    ['an older major of a part', `uses: actions/cache/save@${commit} # v4.2.0`],
    ['what somebody else offers', `uses: someone/checkout@${commit} # v7.0.0`],
    ['an action that is not in the table', `uses: actions/github-script@${commit} # v9.0.0`],
  ])('is refused as %s', (_what, line) => expect(fault(line)).not.toBeNull());

  test('is the same commit wherever it has the same version', () => {
    const pins = texts.flatMap(({ text }) =>
      [...text.matchAll(/actions\/([a-z-]+)(?:\/[a-z]+)?@([0-9a-f]{40}) # (v\S+)/g)].map(
        ([, name, at, version]) => [`${name} ${version}`, at] as const,
      ),
    );
    expect(new Set(pins.map(([version, at]) => `${version} ${at}`)).size).toBe(
      new Set(pins.map(([version]) => version)).size,
    );
    expect(pins.length).toBeGreaterThan(15);
  });
});

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

test('no package cache is read or written beside a secret', () => {
  const jobs = texts.flatMap(({ text }) =>
    Object.values(
      (parse(text) as { readonly jobs?: Readonly<Record<string, { readonly steps: readonly Step[] }>> }).jobs ?? {},
    ),
  );
  const secret = jobs.filter((job) => /secrets\./.test(JSON.stringify(job)));
  expect(secret.length).toBeGreaterThan(1);
  const setups = secret.flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@')));
  expect(setups.map((step) => [step.with?.['package-manager-cache'], step.with?.['cache']])).toEqual(
    setups.map(() => [false, undefined]),
  );
});
