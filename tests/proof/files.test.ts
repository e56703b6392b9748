/** Files are written whole and read back, or not at all, and where they cannot be written nothing is sent. */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, symlink, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startMock } from '../mock/index.ts';
import { run } from '../support/cli/contract.ts';
import { makeDirectory, whyNoFile, whyNoFiles } from '../support/files/directory.ts';
import type { Disk } from '../support/files/write-all.ts';
import { appendLine, writeNew, writeWhole } from '../support/files/write.ts';
import { writeReport } from '../support/render/write.ts';
import { tryPlaces } from '../support/run/places.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { sandboxEnvironment, sandboxSettings } from './helpers/sandbox.ts';
import { plainSettings } from './helpers/verdict-data.ts';
import { ioIn, temporaryFolder } from './helpers/afterwards.ts';

let directory = '';
beforeEach(() => {
  directory = temporaryFolder('files');
});
afterEach(() => vi.unstubAllEnvs());
const at = (...names: readonly string[]): string => path.join(directory, ...names);
const advice = 'Make room.';

type Write = (handle: FileHandle, bytes: Buffer, offset: number, length: number) => Promise<number>;

const halfOf = async (handle: FileHandle, bytes: Buffer, offset: number, length: number): Promise<number> => {
  const half = Math.floor(length / 2);
  await handle.write(bytes, offset, half);
  return half;
};

/** A disk on which a write does something else than it should. */
const diskWith = (write: Write): Disk => ({
  open: async (...how) => {
    const handle = await open(...how);
    const replaced = async (bytes: Buffer, offset: number, length: number) => ({
      bytesWritten: await write(handle, bytes, offset, length),
      buffer: bytes,
    });
    return new Proxy(handle, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name === 'write') return replaced;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  },
});

const shorts: readonly (readonly [string, () => Disk, RegExp])[] = [
  [
    'that takes nothing more after a part',
    () => {
      let calls = 0;
      return diskWith((...how) => ((calls += 1) === 1 ? halfOf(...how) : Promise.resolve(0)));
    },
    /only \d+ of \d+ bytes were taken/,
  ],
  [
    'that takes a part and says all',
    () => diskWith(async (handle, bytes, offset, length) => (await halfOf(handle, bytes, offset, length), length)),
    /only \d+ of \d+ bytes were taken/,
  ],
  [
    'that is full after a part',
    () => {
      let calls = 0;
      const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return diskWith((...how) => ((calls += 1) === 1 ? halfOf(...how) : Promise.reject(full)));
    },
    /no space is left on the disk \(ENOSPC\)/,
  ],
  [
    'that changes a byte',
    () =>
      diskWith(async (handle, bytes, offset, length) => {
        await handle.write(Buffer.from(bytes.map((byte, index) => (index === 3 ? byte ^ 1 : byte))), offset, length);
        return length;
      }),
    /what was read back is not what was written/,
  ],
];

describe('a disk', () => {
  test.each(shorts)('%s leaves a file as it was, and nothing beside it', async (_what, disk, why) => {
    await writeFile(at('report.json'), 'good');
    const written = writeWhole(at('report.json'), 'x'.repeat(100), { advice, disk: disk() });
    await expect(written).rejects.toThrow(why);
    await expect(written).rejects.toThrow(/report\.json could not be written: .* still there\. Make room\.$/);
    expect(await readFile(at('report.json'), 'utf8')).toBe('good');
    expect(await readdir(directory)).toEqual(['report.json']);
  });

  test.each(shorts)('%s makes no file that was not there', async (_what, disk, why) => {
    await expect(writeWhole(at('new'), 'x'.repeat(100), { advice, disk: disk() })).rejects.toThrow(why);
    await expect(writeNew(at('lock'), 'x'.repeat(100), 0o600, disk())).rejects.toThrow();
    expect(await readdir(directory)).toEqual([]);
  });

  test.each(shorts)('%s leaves a history without a part of a line', async (_what, disk) => {
    await writeFile(at('history.jsonl'), '{"a":1}\n');
    await expect(appendLine(at('history.jsonl'), 'x'.repeat(100), disk())).rejects.toThrow();
    expect(await readFile(at('history.jsonl'), 'utf8')).toBe('{"a":1}\n');
  });

  test.each(shorts)('%s is found by the probe of a directory', async (_what, disk, why) => {
    expect(await whyNoFiles(at('reports'), undefined, disk())).toMatch(why);
    expect(await readdir(at('reports'))).toEqual([]);
  });
});

describe('a file', () => {
  test('keeps its permissions and the link that leads to it', async () => {
    await writeFile(at('kept'), 'before', { mode: 0o640 });
    await symlink(at('kept'), at('link'));
    await writeWhole(at('link'), 'after', { advice });
    expect(await readFile(at('kept'), 'utf8')).toBe('after');
    const handle = await open(at('kept'));
    expect((await handle.stat()).mode & 0o777).toBe(0o640);
    await handle.close();
  });

  test('whose last line was cut short gets its next line on a line of its own', async () => {
    await writeFile(at('history.jsonl'), '{"a":1}\n{"b"');
    await appendLine(at('history.jsonl'), '{"c":1}');
    expect(await readFile(at('history.jsonl'), 'utf8')).toBe('{"a":1}\n{"b"\n{"c":1}\n');
  });

  test('that is a device takes lines and needs no directory', async () => {
    expect(await whyNoFile('/dev/null')).toBeNull();
    await expect(appendLine('/dev/null', '{}')).resolves.toBeUndefined();
  });

  test('that is there already is left alone by who wants it new', async () => {
    await writeFile(at('lock'), 'theirs');
    expect(await writeNew(at('lock'), 'ours', 0o600)).toBe(false);
    expect(await readFile(at('lock'), 'utf8')).toBe('theirs');
  });
});

describe('a directory', () => {
  test('is made with those above it', async () => {
    await makeDirectory(at('a', 'b', 'c'));
    expect(await whyNoFiles(at('a', 'b', 'c'))).toBeNull();
    expect(await readdir(at('a', 'b', 'c'))).toEqual([]);
  });

  test.skipIf(!existsSync('/proc/self'))('below /proc ends in an error, not never', async () => {
    await expect(makeDirectory('/proc/contract/suite')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('below a file is told by what stands in its path', async () => {
    await writeFile(at('file'), '');
    expect(await whyNoFiles(at('file', 'below'))).toBe('a file stands in its path (ENOTDIR)');
  });
});

describe('report files', () => {
  test('of which one cannot be written all say so', async () => {
    await mkdir(at('report.json'));
    const { problems } = await writeReport({ ...sampleReport, verdict: 'conformant', exitCode: 0 }, directory);
    expect(problems).toEqual([expect.stringMatching(/report\.json could not be written: a directory has its name/)]);
    expect(await readFile(at('summary.md'), 'utf8')).toMatch(/error \(exit 1\)[^]*could not be written/);
    expect(await readFile(at('junit.xml'), 'utf8')).toContain('could not be written');
    expect(await readdir(directory)).toEqual(['ctrf.json', 'junit.xml', 'report.json', 'summary.md']);
  });
});

describe('where a run cannot write', () => {
  const places: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'its report directory',
      ['--report-dir', 'file/reports'],
      /^The report directory .* cannot be written to: a file stands/m,
    ],
    ['its report', ['--report-dir', 'taken'], /report\.json cannot be written: a directory has its name/],
    [
      'its history',
      ['--report-dir', 'r', '--history', 'file/h.jsonl'],
      /^The history could not be written to .*: a file stands/m,
    ],
  ];

  test.each(places)('%s, nothing is sent and the exit code is 1', async (_what, argv, sentence) => {
    await writeFile(at('file'), '');
    await mkdir(at('taken', 'report.json'), { recursive: true });
    const mock = await startMock({});
    for (const [name, value] of Object.entries(sandboxEnvironment(mock.baseUrl))) vi.stubEnv(name, value);
    const { said, io } = ioIn(directory, new Date());
    expect(await run(['--profile', 'smoke', ...argv], io)).toBe(1);
    expect(mock.hits()).toBe(0);
    await mock.close();
    expect(said.err).toMatch(sentence);
    expect(said.err).toMatch(/Nothing was sent\.\n$/);
    expect(said.out).not.toContain('CONFORMANT');
  });

  test('the journal of a live target is told, and the mock needs none', async () => {
    await writeFile(at('.journal'), '');
    const live = sandboxSettings('http://127.0.0.1:9/api/external/v1', { reportDir: at('reports') });
    expect(await tryPlaces(live, directory)).toEqual({
      report: null,
      history: null,
      journals: expect.stringMatching(/^The journal directory .* cannot be written to: a file/) as string,
    });
    expect(await tryPlaces(plainSettings({ reportDir: at('reports') }), directory)).toMatchObject({ journals: null });
  });
});
