/** Files of ours are read in whatever Unicode form an editor or a shell saved them, or named with what to do. */
import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { run } from '../support/cli/contract.ts';
import { brokenFiles } from '../support/cli/whole-files.ts';
import { loadSettings, readEnvironment } from '../support/config/index.ts';
import { readAccepted, readBaseline, readHistory } from '../support/run/baseline.ts';
import { readJournalFile } from '../support/sandbox/journal.ts';
import { readHome } from '../support/sandbox/home.ts';
import { decodeText } from '../support/text/decode.ts';
import { ioIn, temporaryFolder } from './helpers/afterwards.ts';

const folder = temporaryFolder('own-files');
afterAll(() => vi.unstubAllEnvs());

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const forms: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 LE with a mark', (text) => le(`\uFEFF${text}`)],
  ['UTF-16 BE with a mark', (text) => swapped(le(`\uFEFF${text}`))],
  ['UTF-16 LE without a mark', le],
  ['UTF-16 BE without a mark', (text) => swapped(le(text))],
];
const ends: readonly (readonly [string, string])[] = [
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
];
const every = forms.flatMap(([form, encode]) =>
  ends.map(([name, end]) => [form, name, (text: string) => encode(text.replaceAll('\n', end))] as const),
);

const dotenv = '# für Zoë\nNEETOCRM_SUBDOMAIN=acme\nNEETOCRM_API_KEY="k9Qz7Lw2Xv4tB8"\nCONTRACT_SEED=7\n';

/** A new folder with one file. */
function folderWith(name: string, bytes: Buffer): string {
  const directory = mkdtempSync(path.join(folder, 'of-'));
  mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
  writeFileSync(path.join(directory, name), bytes);
  return directory;
}

describe('a .env', () => {
  test.each(every)('in %s with %s at the ends of lines is read', (_form, _end, encode) => {
    expect(readEnvironment(folderWith('.env', encode(dotenv)))).toMatchObject({
      dotenv: { NEETOCRM_SUBDOMAIN: 'acme', NEETOCRM_API_KEY: 'k9Qz7Lw2Xv4tB8', CONTRACT_SEED: '7' },
      notes: [],
    });
  });

  test.each([
    ['Latin 1', Buffer.from(dotenv, 'latin1')],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x4e, 0, 0, 0])],
    ['UTF-16 that is cut short', le(`\uFEFF${dotenv}`).subarray(0, 33)],
    ['UTF-8 with a line in UTF-16', Buffer.concat([Buffer.from(dotenv), le('NEETOCRM_SANDBOX=true\n')])],
    ['no text', Buffer.from([1, 0, 2, 3, 0, 0, 4])],
  ])('in %s ends a run before anything is sent', async (_what, bytes) => {
    const { said, io } = ioIn(folderWith('.env', bytes));
    expect([await run([], io), said.out]).toEqual([1, '']);
    expect(said.err).toMatch(/^\S+\.env [^\n]*\. Save it as UTF-8, or delete it\.\n$/);
  });

  test.each([
    ['nothing', ''],
    ['other things', 'DATABASE_URL=x\n'],
    ['comments', '# NEETOCRM_API_KEY=\n'],
  ])('with %s is told to set nothing', (_what, text) => {
    const cwd = folderWith('.env', Buffer.from(text));
    const { dotenv: set, notes } = readEnvironment(cwd);
    const loaded = loadSettings({ flags: {}, environment: {}, dotenv: set, notes, cwd, now: new Date(0), ci: true });
    expect(loaded).toMatchObject({ notes: [expect.stringMatching(/\.env sets no variable of this suite/)] });
  });
});

describe('a file of a run', () => {
  const utf8 = every.filter(([form]) => form.startsWith('UTF-8'));
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

  test.each(every)('in %s with %s is read, if a person may have saved it', async (_form, _end, encode) => {
    const records = { broken: {}, answers: {}, suite: {}, shape: {}, target: { name: 'é' } };
    const pinned = { schemaVersion: 1, profile: 'full', held: [], headers: [], ...records };
    const baseline = folderWith('b.json', encode(json(pinned)));
    expect(await readBaseline(path.join(baseline, 'b.json'))).toEqual(pinned);
    const accepted = folderWith('fixtures/accepted-drift.json', encode(json({ entries: [] })));
    expect(await readAccepted(accepted)).toMatchObject({ entries: [] });
    const home = folderWith('acme.json', encode(json({ contact: { name: 'Zoë' } })));
    expect(await readHome(home, 'acme')).toMatchObject({ state: { name: 'Zoë' } });
    const journal = path.join(folderWith('j.json', encode('{}\n')), 'j.json');
    expect(await readJournalFile(journal)).toMatchObject({
      message: expect.stringMatching(/of this version/) as string,
    });
  });

  test.each(utf8)('that lines are added to is read in %s with %s', async (_form, _end, encode) => {
    const line = { at: '2026-01-01T00:00:00.000Z', target: 'é', fingerprints: ['a-0123456789'], clauses: {} };
    const file = path.join(
      folderWith('h.jsonl', encode(`${JSON.stringify(line)}\n${JSON.stringify(line)}\n`)),
      'h.jsonl',
    );
    expect(await readHistory(file)).toHaveLength(2);
  });

  test('that lines are added to is refused in UTF-16', async () => {
    const file = path.join(folderWith('h.jsonl', le('\uFEFF{}\n')), 'h.jsonl');
    await expect(readHistory(file)).rejects.toThrow(/h\.jsonl is UTF-16, and more is added to it as UTF-8\. Save it/);
  });

  test('that is no text is refused with what to do', async () => {
    const file = path.join(folderWith('b.json', Buffer.from('{"schemaVersion":1,"a":"\xe9"}', 'latin1')), 'b.json');
    await expect(readBaseline(file)).rejects.toThrow(/b\.json is not UTF-8.*Save it as UTF-8/);
    expect(await readJournalFile(file)).toMatchObject({
      kind: 'damaged',
      message: expect.stringMatching(/Save it as/) as string,
    });
  });
});

test.each(forms)('a data file in %s is taken or named', (form, encode) => {
  const root = folderWith('schemas/a.json', encode('{"a": "é"}\n'));
  mkdirSync(path.join(root, 'fixtures'));
  expect(brokenFiles(root)).toEqual(
    form.startsWith('UTF-8') ? [] : [expect.stringMatching(/^schemas\/a\.json is UTF-16\. Save it as UTF-8/)],
  );
});

test('text without a Latin letter is UTF-16 only by its mark', () => {
  expect(decodeText(le('\uFEFF日本語\n'))).toMatchObject({ ok: true, text: '日本語\n' });
  expect(decodeText(Buffer.from('日本語\n'))).toMatchObject({ ok: true, encoding: 'UTF-8' });
});
