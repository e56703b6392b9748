/** The same verdict from any folder: names as Windows, CI servers and people make them. */
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { plainPlace } from '../support/run/plain-place.ts';
import { checkOut, type Checkout } from './attributes/checkout.ts';

const top = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'odd-')));
const checkouts: Checkout[] = [];
afterAll(async () => {
  for (const checkout of checkouts) await checkout.dispose();
  rmSync(top, { recursive: true, force: true });
});

test.each([
  ['My Files (x86)/crm (live)_feature%2Ftags@2'],
  ['[team] {crm}'],
  ['#1 of *all*'],
  [".hidden/it's + 1!"],
  ['Ünïcode & $HOME'],
])('a run in the folder %j comes to its verdict', async (name) => {
  const checkout = await checkOut((schemas) => schemas, name);
  checkouts.push(checkout);
  const argv = ['--no-env', '--target', 'mock', '--baseline', 'none', '--case', 'name-alone'];
  const { code, stdout } = await checkout.run('tests/support/cli/contract.ts', argv);
  expect([code, stdout.split(' · ')[0]]).toEqual([0, 'CONFORMANT (exit 0)']);
  expect(existsSync(path.join(checkout.directory, 'reports', 'report.json'))).toBe(true);
});

describe('the way to a folder', () => {
  test.each([['crm'], ['My Files'], ['a@2+b!,c=d~e-f_g.h'], ['.dot'], ['a%2Fb']])('%j is itself', (name) => {
    const directory = path.join(top, name);
    expect(plainPlace(directory)).toMatchObject({ directory, isLink: false });
  });

  test.each([['(a)'], ['[a]'], ['{a}'], ['a*'], ['a#'], ['a?'], ["a'"], ['é']])('%j is a link', (name) => {
    const directory = path.join(top, name);
    const place = plainPlace(directory);
    expect(place).toMatchObject({ isLink: true, directory: expect.stringMatching(/^[\w./:\\-]+$/) as string });
    place.leave();
    expect(existsSync(path.dirname(place.directory))).toBe(false);
  });

  test('leads to what is in it, and takes nothing of it away', () => {
    const directory = mkdtempSync(path.join(top, 'a#'));
    writeFileSync(path.join(directory, 'file'), '');
    const place = plainPlace(directory);
    expect(existsSync(path.join(place.directory, 'file'))).toBe(true);
    place.leave();
    place.leave();
    expect(existsSync(path.join(directory, 'file'))).toBe(true);
  });
});
