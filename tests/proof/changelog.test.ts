/** A pinned version freezes the contract: what a version adds to it stands in its changelog. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import catalogue from '../../schemas/clauses.json' with { type: 'json' };
import { root } from './helpers/repository-files.ts';

/** What stands under `### Contract` of each version, the newest first. */
const versions = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    version: text.split('\n', 1)[0] ?? '',
    contract: /^### Contract\n([\s\S]*?)(?=^### )/m.exec(text)?.[1] ?? '',
  }));
const all = Object.entries(catalogue.clauses).map(([id, { since }]) => ({ id, since }));

describe('the changelog', () => {
  test('begins with the version of the package', () => expect(versions[0]?.version).toBe(packageFile.version));

  test('has the version since which a clause is there', () => {
    const known = new Set(versions.map(({ version }) => version));
    expect(all.filter(({ since }) => !known.has(since))).toEqual([]);
  });

  test.each(versions.slice(0, -1))('names under Contract what $version adds', ({ version, contract }) => {
    const added = all.filter(({ since }) => since === version).map(({ id }) => id);
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((id) => !contract.includes(`\`${id}\``))).toEqual([]);
  });

  test('is of the version that recipes tell to pin', () => {
    const told = ['README.md', '.github/workflows/release-gate.yml'].flatMap((name) => [
      ...readFileSync(path.join(root, name), 'utf8').matchAll(
        /(?:release-gate\.yml@|\/download\/|@COMMIT # )v([\d.]+\d)|-([\d.]+\d)\.tgz/g,
      ),
    ]);
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(told.map(([, tag, file]) => tag ?? file))).toEqual(new Set([packageFile.version]));
  });

  test('names no clause that is not there', () => {
    const rows = [...(versions[0]?.contract ?? '').matchAll(/^\| (?:new|stricter|milder)[^|]*\|(.*)\|$/gm)];
    const named = rows.flatMap(([, ids = '']) => [...ids.matchAll(/`([\w-]+)`/g)].map(([, id]) => id));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((id) => !all.some((clause) => clause.id === id))).toEqual([]);
  });
});
