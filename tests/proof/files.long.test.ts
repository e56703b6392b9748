/** A command that meets a limit on the size of files. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './helpers/repository-files.ts';
import { sampleReport } from './helpers/sample-report.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'files-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));
const at = (...names: readonly string[]): string => path.join(directory, ...names);

describe('report files', () => {
  test('larger than a limit on file sizes are exit 1, and what was there stays', async () => {
    await writeFile(at('report.json'), JSON.stringify(sampleReport));
    await writeFile(at('summary.md'), 'good');
    const report = `"${process.execPath}" tests/support/cli/launch.mjs report`;
    // What a start keeps is there before the limit is.
    const command = `${report} --help > /dev/null; ulimit -f 1; exec ${report} --report "${at('report.json')}"`;
    const code = await new Promise((resolve) => {
      execFile('bash', ['-c', command], { cwd: root }, (error, _stdout, stderr) =>
        resolve(`${String(error?.code)} ${stderr}`),
      );
    });
    expect(code).toMatch(/^1 .*(junit\.xml|summary\.md) could not be written: .*limit on file sizes allows \(EFBIG\)/);
    expect(await readFile(at('summary.md'), 'utf8')).toBe('good');
  });
});
