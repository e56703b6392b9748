/** A command that meets a limit on the size of files. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './helpers/repository-files.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const directory = temporaryFolder('files');
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
