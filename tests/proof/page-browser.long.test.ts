/** The page in Chromium, opened from disk: what a person sees, with the script and without. Skipped, by name, where there is no Chromium. */
import type { Report } from '../support/report/types.ts';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import harSchema from '../../schemas/meta/har.schema.json' with { type: 'json' };
import { historyLine } from '../support/drift/index.ts';
import { renderMerged, renderPage } from '../support/page/index.ts';
import { renderCtrf } from '../support/render/ctrf.ts';
import { compile } from '../support/schemas.ts';
import { validate as validateCtrf } from 'ctrf';
import { everywhere } from './helpers/everywhere.ts';
import { hostileTexts, sampleReport } from './helpers/rendered-reports.ts';
import { redOf } from './helpers/red-run.ts';
import { projectRoot } from './helpers/data-files.ts';
import { sampleReport as wholeReport } from './helpers/sample-report.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  process.env['CHROMIUM'] ?? '',
];
const executablePath = places.find((place) => place !== '' && existsSync(place));
const title =
  executablePath === undefined
    ? 'the page in Chromium (skipped: no Chromium here; CHROMIUM names one)'
    : 'the page in Chromium';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = path.join(projectRoot, 'reports', 'page-pictures');

describe.skipIf(executablePath === undefined)(title, () => {
  let browser: Browser;
  let directory = '';
  let real: Report = sampleReport();
  const pages: Record<string, string> = {};

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'page-'));
    await mkdir(pictures, { recursive: true });
    execFileSync(
      process.execPath,
      [
        'tests/support/cli/launch.mjs',
        'contract',
        '--target',
        'mock',
        '--no-env',
        '--har',
        '--report-dir',
        path.join(directory, 'run'),
      ],
      { cwd: projectRoot, stdio: 'ignore' },
    );
    real = JSON.parse(readFileSync(path.join(directory, 'run', 'report.json'), 'utf8')) as Report;
    const nights = Array.from({ length: 30 }, (_, night): Report => ({
      ...(night % 6 === 4 ? { ...real, ...redOf(real) } : real),
      startedAt: new Date(Date.UTC(2026, 0, 1 + night, 2)).toISOString(),
    }));
    const last = nights.at(-2) as Report;
    const made: Record<string, string> = {
      green: readFileSync(path.join(directory, 'run', 'index.html'), 'utf8'),
      red: renderPage({ ...real, ...redOf(real) }),
      nights: renderPage(last, nights.map(historyLine)),
      merged: renderMerged([
        real,
        { ...real, ...redOf(real) },
        { ...sampleReport(), target: { ...real.target, name: 'three' } },
      ]),
      hostile: renderPage(everywhere(wholeReport, hostileTexts.slice(0, -1).join(' '))),
      script: renderPage(everywhere(wholeReport, '<script>alert(1)</script>')),
      attribute: renderPage(everywhere(wholeReport, '"></details><img src=x onerror=alert(1)>')),
    };
    for (const [name, html] of Object.entries(made)) {
      pages[name] = path.join(directory, `${name}.html`);
      await writeFile(pages[name], html);
    }
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await rm(directory, { recursive: true });
  });

  const archive = (): string => readFileSync(path.join(directory, 'run', 'exchanges.har'), 'utf8');

  /** A page from disk, with what it asked for and said besides. */
  async function open(
    name: string,
    options: BrowserContextOptions = {},
    hash = '',
  ): Promise<{ page: Page; odd: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const odd: string[] = [];
    page.on('request', (request) => {
      if (!request.isNavigationRequest()) odd.push(request.url());
    });
    page.on('console', (message) => void odd.push(message.text()));
    page.on('pageerror', (error) => void odd.push(error.message));
    page.on('dialog', (dialog) => void odd.push(dialog.message()));
    await page.goto(pathToFileURL(pages[name] ?? '').href + hash);
    return { page, odd };
  }

  const all = ['green', 'red', 'nights', 'merged', 'hostile', 'script', 'attribute'];

  test.each(all)('%s asks for nothing and says nothing', async (name) => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, odd } = await open(name, { javaScriptEnabled });
      expect(odd).toEqual([]);
      expect(await page.locator('h1').count()).toBe(1);
      if (javaScriptEnabled) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
      await page.context().close();
    }
  });

  test.each([
    ['green', 'light'],
    ['red', 'dark'],
    ['nights', 'light'],
    ['merged', 'light'],
    ['hostile', 'light'],
  ] as const)('%s has no violation of axe, %s', async (name, colorScheme) => {
    // The policy of the page lets no other script in: axe comes around it.
    const { page } = await open(name, { colorScheme, bypassCSP: true });
    await page
      .locator('details')
      .evaluateAll((all) => all.forEach((each) => ((each as HTMLDetailsElement).open = true)));
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 200))
            .join(' | ')}`,
      );
    });
    expect(found).toEqual([]);
    await page.context().close();
  });

  test.each([true, false])(
    'a link to a clause opens what is folded around it (script: %s)',
    async (javaScriptEnabled) => {
      const { page } = await open('green', { javaScriptEnabled }, '#clause-name-comes-back');
      await expect.poll(() => page.locator('[id="clause-name-comes-back"]').isVisible()).toBe(true);
      await page.context().close();
    },
  );

  test('without the script all can be read, and no control is dead', async () => {
    const { page } = await open('red', { javaScriptEnabled: false });
    expect(await page.locator('h1').innerText()).toMatch(/violated/i);
    for (const { id } of redOf(real).clauses.filter(({ outcome }) => outcome === 'fail'))
      expect(await page.locator(`details.clause summary:has-text("${id}")`).first().isVisible()).toBe(true);
    expect(await page.locator('button:visible, input:visible').count()).toBe(0);
    await page.context().close();
  });

  test('the filter leaves what has its words, and the keyboard reaches it', async () => {
    const { page } = await open('green');
    await page.keyboard.press('/');
    await page.keyboard.type('tags empty');
    const shown = page.locator('details.clause:visible');
    await expect.poll(() => shown.count()).toBeLessThan(20);
    expect(await shown.count()).toBeGreaterThan(0);
    expect(await page.locator('#filter-count').innerText()).toMatch(/^\d+ of \d+$/);
    await page.context().close();
  });

  test('a command is copied as it stands', async () => {
    const { page } = await open('red', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('.copy:has-text("Send the case again") button').first().click();
    expect(
      await page.evaluate(() =>
        (navigator as unknown as { clipboard: { readText: () => Promise<string> } }).clipboard.readText(),
      ),
    ).toMatch(/^npm run replay -- /);
    await page.context().close();
  });

  test('on a narrow screen nothing but tables is wider than it', async () => {
    const { page } = await open('nights', { viewport: { width: 390, height: 800 } });
    const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over).toBe(0);
    await page.context().close();
  });

  test('printed, cards are open and controls are gone', async () => {
    const { page } = await open('red', { javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav:visible, button:visible').count()).toBe(0);
    expect(await page.locator('.card .copy').last().isVisible()).toBe(true);
    const pdf = await page.pdf({ format: 'A4', path: path.join(pictures, 'red.pdf') });
    expect(pdf.length).toBeGreaterThan(10_000);
    await page.context().close();
  });

  test('pages of a whole run stay under 300,000 bytes', () => {
    const sizes = ['green', 'red', 'nights', 'merged'].map((name) => readFileSync(pages[name] ?? '').length);
    expect(sizes.filter((size) => size >= 300_000)).toEqual([]);
  });

  test('the archive of a run is whole, without the key and of its format', () => {
    const har = JSON.parse(archive()) as {
      log: { entries: { request: { headers: { name: string; value: string }[] } }[] };
    };
    const validate = compile(harSchema);
    expect(validate(har) ? [] : validate.errors).toEqual([]);
    expect(har.log.entries).toHaveLength(real.requests.sent);
    const keys = har.log.entries.flatMap(({ request }) =>
      request.headers.flatMap(({ name, value }) => (name.toLowerCase() === 'x-api-key' ? [value] : [])),
    );
    expect(keys.length).toBeGreaterThan(200);
    expect(keys.filter((value) => value === '[redacted]').length).toBeGreaterThan(200);
  });

  test("Chrome's own importer takes each exchange of the archive", async () => {
    const page = await browser.newPage();
    await page.goto('devtools://devtools/bundled/devtools_app.html');
    const taken = await page.evaluate(
      `import('devtools://devtools/bundled/models/har/har.js').then(({ HARFormat, Importer }) =>
        Importer.Importer.requestsFromHARLog(new HARFormat.HARRoot(${archive()}).log).map((each) => each.statusCode))`,
    );
    expect(taken).toHaveLength(real.requests.sent);
    await page.close();
  });

  test('the CTRF file of a whole run is valid', () =>
    expect(validateCtrf(JSON.parse(renderCtrf(real))).errors).toEqual([]));
});
