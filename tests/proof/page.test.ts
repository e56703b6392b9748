/** The page, from data: what is in it without a browser. */
import type { Report } from '../support/report/types.ts';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { historyLine } from '../support/drift/index.ts';
import { renderMerged, renderPage } from '../support/page/index.ts';
import { isUnsafe } from '../support/text/sanitise.ts';
import { nights, textOf } from './helpers/page-text.ts';
import { everywhere } from './helpers/everywhere.ts';
import {
  hostileReport,
  hostileTexts,
  sampleClause,
  sampleFinding,
  sampleReport,
  violatedReport,
} from './helpers/rendered-reports.ts';
import { sampleReport as wholeReport } from './helpers/sample-report.ts';
import { runnerCommands } from './helpers/runner-commands.ts';

/** The names of the elements that a page opens, and of their attributes, but for those that are ours by their text. */
const tagsOf = (html: string): readonly string[] =>
  [
    ...html
      .replace(/<(style|script)>.*?<\/\1>/gs, '<$1></$1>')
      .matchAll(/<([a-z!][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/gi),
  ].map(([, name = '']) => name);

const ours = new Set(
  'html head meta title style body a nav ul li main section h1 h2 h3 h4 span p div svg rect i b small dl dt dd details summary code pre button form label input fieldset legend output table caption thead tbody tr th td time wbr mark article progress footer script q'.split(
    ' ',
  ),
);

describe('the page', () => {
  test('has the verdict and every broken clause in its text', () => {
    const clauses = [
      sampleClause(),
      sampleClause({ id: 'update-is-stored', outcome: 'fail', statement: 'An update is stored.' }),
      sampleClause({ id: 'tags-come-back', outcome: 'fail', statement: 'The tags come back.' }),
    ];
    const text = textOf(renderPage({ ...violatedReport(), clauses, seed: 4711 }));
    for (const part of [
      'violated',
      'exit 2',
      'mock',
      '4711',
      'update-is-stored',
      'An update is stored.',
      'tags-come-back',
    ])
      expect(text).toContain(part);
  });

  test('has language, title, one heading of the first rank and landmarks', () => {
    const html = renderPage(violatedReport());
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toMatch(/<title>violated: mock/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/<a class="skip" href="#main">.*<nav .*<main id="main".*<footer>/s);
  });

  test('lets in its own style and script alone, by their hashes', () => {
    const html = renderPage(violatedReport());
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const hash = (name: string): string => {
      const [, text = ''] = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(html) ?? [];
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash('style')}`,
      `script-src ${hash('script')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html).not.toMatch(/ (style|on[a-z]+|src|srcset|action)=/);
    expect(html.match(/<(script|style)/g)).toHaveLength(2);
  });

  test('leads to clauses and causes by links that can be written by hand', () => {
    const report = violatedReport();
    const html = renderPage(report);
    const [, fingerprint = ''] = /id="cause-([0-9a-f]{10})"/.exec(html) ?? [];
    expect(html).toContain(`href="#cause-${fingerprint}"`);
    expect(report.clauses.filter(({ id }) => !html.includes(`id="clause-${id}"`))).toEqual([]);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const links = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('marks the characters in which two texts differ, in both columns', () => {
    const html = renderPage(violatedReport({ expected: 'Ada Lovelace', actual: 'Ada lovelace' }));
    expect(html).toMatch(/Expected.*"?Ada <mark>L<\/mark>ovelace.*Actual.*Ada <mark>l<\/mark>ovelace/s);
  });

  test('marks the line of the response that a cause is about', () =>
    expect(renderPage(violatedReport())).toMatch(
      /<mark class="line"> *&quot;name&quot;: &quot;ada lovelace&quot;,\n<\/mark>/,
    ));

  test('says what weakens the verdict', () => {
    const report = sampleReport({
      partial: true,
      baseline: null,
      requests: { sent: 9, retried: 2, throttled: 1, budget: 9 },
    });
    const text = textOf(renderPage(report));
    expect(text).toMatch(/What weakens it.*mock of this suite.*Only a part.*1 clause not exercised.*sent again/s);
  });

  test('names what is left of a contact that was not put back', () => {
    const { sandbox } = sampleReport();
    const text = textOf(
      renderPage(sampleReport({ verdict: 'error', exitCode: 1, sandbox: { ...sandbox, restored: false } })),
    );
    expect(text).toMatch(/The sandbox contact was not put back.*put back by hand:.*name = "Sandbox Contact"/s);
  });

  test('has a grid of the last thirty runs, in which old lines count too', () => {
    const reports = nights(40, (night) => (night % 7 === 3 ? violatedReport() : sampleReport()));
    const lines = reports
      .map(historyLine)
      .map(({ open: _open, causes: _causes, ...old }, at) => (at < 30 ? old : historyLine(reports[at] as Report)));
    const html = renderPage(reports.at(-1) as Report, lines);
    const [, row = ''] = /<tr data-clause="name-comes-back">(.*?)<\/tr>/.exec(html) ?? [];
    expect(row.match(/<td class="[pf]">[✓✗]<\/td>/g)).toHaveLength(30);
    expect(row.match(/✗/g)).toHaveLength(5);
  });
});

describe.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))(
  'the text %s',
  (_name, text) => {
    const { findings, drift, clauses } = hostileReport(text);
    const report: Report = {
      ...everywhere(wholeReport, text),
      findings,
      drift,
      clauses: clauses.map((clause) => ({ ...clause, id: text, cases: { [text]: 'fail' } })),
      cases: [{ id: text, title: text, group: text, outcome: 'fail', requests: 1, ms: 1 }],
    };

    test('stays a text in every field of the page', () => {
      const html = renderPage(report, [historyLine(report)]) + renderMerged([report, report]);
      expect([...new Set(tagsOf(html))].filter((name) => !ours.has(name) && name !== '!doctype')).toEqual([]);
      // After every tag of ours is taken away, no sign is left that begins one.
      const left = html
        .replace(/<(style|script)>.*?<\/\1>/gs, '')
        .replace(/<!doctype html>|<\/?[a-z][a-z0-9]*(\s+[a-zA-Z-]+(="[^"<]*")?)*\s*\/?>/gi, '');
      expect(left).not.toContain('<');
      expect(html.match(/<script>/g)).toHaveLength(2);
      expect(Array.from(html).filter((character) => character !== '\n' && isUnsafe(character))).toEqual([]);
      expect(runnerCommands(html)).toEqual([]);
      expect(Buffer.byteLength(html)).toBeLessThan(600_000);
    });
  },
);

test('a red report with much evidence stays under 300,000 bytes, and says so', () => {
  const many = Array.from({ length: 400 }, (_, at) => at);
  const body = JSON.stringify({ contact: Object.fromEntries(many.map((at) => [`key-${String(at)}`, 'x'.repeat(60)])) });
  const findings = many.slice(0, 40).map((at) =>
    sampleFinding({
      id: `f${String(at)}`,
      clause: `clause-${String(at)}`,
      pointer: `/contact/key-${String(at)}`,
      message: 'm'.repeat(5_000),
      actual: `${String(at)} ${'y'.repeat(5_000)}`,
      response: { status: 200, headers: {}, body, ms: 1 },
      curl: 'c'.repeat(3_000),
    }),
  );
  const clauses = many
    .slice(0, 110)
    .map((at) =>
      sampleClause({ id: `clause-${String(at)}`, outcome: at < 40 ? 'fail' : 'pass', statement: 's'.repeat(150) }),
    );
  const cases = many.map((at) => ({
    id: `case-${String(at)}`,
    title: 't'.repeat(80),
    group: 'g',
    outcome: 'pass' as const,
    requests: 2,
    ms: at,
  }));
  const reports = nights(30, () => ({ ...violatedReport(), findings, clauses, cases }));
  const html = renderPage(reports.at(-1) as Report, reports.map(historyLine));
  expect(Buffer.byteLength(html)).toBeLessThan(300_000);
  const text = textOf(html);
  expect(text).toContain('Evidence was shortened to keep this page small');
  expect(clauses.filter(({ id }) => !text.includes(id))).toEqual([]);
});
