import type { Report, ReportFinding } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { renderConsole } from '../support/report/console.ts';
import { paintOf } from '../support/report/paint.ts';
import { clearLine, logLine, progressLine, rewriteLine } from '../support/report/progress.ts';
import { isUnsafe } from '../support/text/sanitise.ts';
import { findingScreen } from '../support/report/screen.ts';
import { rowsOf } from '../support/report/text.ts';
import {
  hostileTexts,
  sampleClause,
  sampleDrift,
  sampleFinding,
  sampleReport,
  violatedReport,
} from './helpers/rendered-reports.ts';

const render = (report: Report): string => renderConsole(report, { columns: 100, color: false });
const linesOf = (report: Report): readonly string[] => render(report).trimEnd().split('\n');
const place = (text: string, ...parts: readonly string[]): readonly number[] => parts.map((part) => text.indexOf(part));
const screen = (change: Partial<ReportFinding> = {}): readonly string[] =>
  findingScreen({ finding: sampleFinding(change), alsoFor: [] }, sampleClause(), {
    columns: 100,
    paint: paintOf(false),
  });

describe('console', () => {
  test('the verdict is the first and the last line', () => {
    const lines = linesOf(violatedReport());
    expect(lines[0]).toBe(
      'VIOLATED (exit 2) · target mock · profile full · seed 42 · 1 pass, 1 fail, 0 warn, 0 inconclusive, 0 not exercised · 1 MUST clause failed: name-comes-back.',
    );
    expect(lines.at(-1)).toBe(lines[0]);
  });

  test('each clause group has a row of counts', () => {
    expect(
      linesOf(sampleReport())
        .slice(3, 6)
        .map((line) => line.split(/\s{2,}/)),
    ).toEqual([
      ['group', 'pass', 'fail', 'warn', 'inconclusive', 'not exercised'],
      ['answer', '1', '0', '0', '0', '0'],
      ['echo', '1', '0', '0', '0', '1'],
    ]);
  });

  test('a clause that was not exercised names the variable it wants', () => {
    expect(render(sampleReport())).toContain('NEETOCRM_COMPANY_ID is not set: company-comes-back');
  });

  test('a screen shows promise, place, values, exchange and both ways back', () => {
    const text = screen().join('\n');
    expect(text).toMatch(/FAIL {2}MUST {2}name-comes-back/);
    expect(
      place(
        text,
        'The name that was sent',
        '/contact/name',
        '"Ada Lovelace"',
        '"ada lovelace"',
        'PATCH https',
        '200 ·',
        'curl',
        'npm run replay',
      ),
    ).not.toContain(-1);
  });

  test('300 cases of one cause are one screen with a count', () => {
    const cases = Array.from({ length: 300 }, (_, at) => `case-${at}`);
    const text = render(violatedReport({ count: 300, cases }));
    expect(text).toContain('name-comes-back  300 times');
    expect(text).toContain('case-0, case-1, case-2, case-3 and 296 more');
    expect(text.match(/▌/g)).toHaveLength(1);
  });

  test.each<[string, Partial<ReportFinding>]>([
    ['a plain one', {}],
    ['a long message', { message: 'word '.repeat(400) }],
    ['a long pointer', { pointer: `/contact/${'x'.repeat(4_000)}` }],
    ['long values', { expected: 'a'.repeat(5_000), actual: 'b'.repeat(5_000) }],
    ['a long curl', { curl: `curl ${'x'.repeat(9_000)}` }],
    [
      'a large answer',
      {
        response: { status: 200, headers: {}, ms: 1, body: JSON.stringify(Array.from({ length: 500 }, () => 'item')) },
        pointer: '',
      },
    ],
    [
      'everything at once',
      {
        message: 'w '.repeat(999),
        curl: 'c'.repeat(4_000),
        expected: 'a'.repeat(5_000),
        actual: `${'a'.repeat(4_000)}é`,
        flaky: true,
        cases: hostileTexts,
        accepted: { because: 'b '.repeat(300), until: '2026-02-01', daysLeft: 3 },
      },
    ],
  ])('%s fits on one screen of 24 rows', (_name, change) => {
    expect(screen(change).reduce((sum, line) => sum + rowsOf(line, 100), 0)).toBeLessThanOrEqual(24);
  });

  test('red comes before warnings, warnings before notes', () => {
    const findings = (['note', 'warning', 'red'] as const).map((severity) =>
      sampleFinding({ id: severity, severity, clause: `c-${severity}` }),
    );
    const at = place(render(sampleReport({ findings })), 'c-red', 'c-warning', 'c-note');
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  test('clauses that share a reason to be inconclusive share a screen', () => {
    const findings = ['a', 'b', 'c'].map((clause) =>
      sampleFinding({
        id: clause,
        clause,
        outcome: 'inconclusive',
        severity: 'warning',
        message: 'The sandbox is down.',
      }),
    );
    const text = render(sampleReport({ findings }));
    expect(text.match(/▌/g)).toHaveLength(1);
    expect(text).toContain('2 clauses: b, c');
  });

  test('more findings than screens are listed by line', () => {
    const findings = Array.from({ length: 40 }, (_, at) => sampleFinding({ id: `f${at}`, clause: `clause-${at}` }));
    expect(render(sampleReport({ findings }))).toContain('15 more findings, in full in report.json');
  });

  test('flaky, further attempt and accepted are said', () => {
    const text = render(
      violatedReport({
        flaky: true,
        confirmation: {
          request: { method: 'PATCH', url: 'u', headers: {}, body: null },
          response: { status: 204, headers: {}, body: '', ms: 1 },
        },
        accepted: { because: 'known since the rewrite', until: '2026-02-01', daysLeft: 12 },
      }),
    );
    expect(
      place(text, 'flaky: it did not show', 'further attempt answered 204', 'until 2026-02-01, 12 days left: known'),
    ).not.toContain(-1);
  });

  test('red drift is explained first, additive drift is one line each', () => {
    const drift = [
      sampleDrift({ fingerprint: 'add', classification: 'additive', red: false, message: 'A new key.' }),
      sampleDrift({ fingerprint: 'red' }),
    ];
    const text = renderConsole(sampleReport({ drift }), {
      columns: 100,
      color: false,
      explainDrift: (each) => `explained ${each.fingerprint}\u001b[2J\n`,
    });
    expect(text).toContain('explained red\\u001b[2J');
    expect(text).not.toContain('explained add');
    expect(text.indexOf('A new key.')).toBeGreaterThan(text.indexOf('explained red'));
  });

  test('a sandbox not restored is in the headline, its state to put back below', () => {
    const sandbox = {
      snapshot: { how: 'GET', state: { name: 'Before' } },
      restored: false,
      attributes: { name: 'lost' },
      message: 'The target answered 500.',
    };
    const text = render(sampleReport({ sandbox }));
    expect(text.split('\n')[0]).toContain('SANDBOX NOT RESTORED');
    expect(text).toContain('put back by hand:\n    name = "Before"');
  });

  test.each(hostileTexts)('a hostile text never reaches the terminal (%#)', (text) => {
    const report = sampleReport({
      target: { name: text, kind: 'live', baseUrl: text },
      reasons: [text, text],
      acceptedProblems: [text],
      clauses: [sampleClause({ outcome: 'not-exercised', reason: text, statement: text })],
      findings: [
        sampleFinding({
          message: text,
          actual: text,
          pointer: `/${text}`,
          curl: text,
          replay: text,
          cases: [text],
          response: { status: 200, headers: { 'content-type': text }, body: text, ms: 1 },
        }),
      ],
      drift: [
        sampleDrift({ message: text, pointer: text }),
        sampleDrift({ classification: 'additive', red: false, message: text }),
      ],
      sandbox: {
        snapshot: { how: text, state: { [text]: text } },
        restored: false,
        attributes: { [text]: text },
        message: text,
      },
    });
    expect(linesOf(report).filter((line) => isUnsafe(line))).toEqual([]);
    const coloured = renderConsole(report, { columns: 60, color: true });
    expect(
      paintOf(true)
        .strip(coloured)
        .split('\n')
        .filter((line) => isUnsafe(line)),
    ).toEqual([]);
  });

  test('colours are codes that reset themselves, or nothing', () => {
    const [first = ''] = renderConsole(violatedReport(), { columns: 100, color: true }).split('\n');
    expect([first.startsWith('\u001b[31m\u001b[1mVIOLATED'), first.endsWith('\u001b[22m\u001b[39m')]).toEqual([
      true,
      true,
    ]);
    expect(render(violatedReport())).not.toContain('\u001b');
  });
});

describe('progress', () => {
  const state = { sent: 34, budget: 300, groupsDone: 3, groups: 11, current: 'echo', elapsedMs: 12_400 };

  test('a line tells requests of the budget and clause groups done', () => {
    expect(progressLine(state)).toBe('requests 34 of 300 · clause groups 3 of 11 · echo · 12 s');
  });

  test('a rewritten line clears itself and never wraps', () => {
    const line = rewriteLine({ ...state, current: 'x\u001b[2J'.repeat(40) }, 40);
    expect(line.startsWith(clearLine)).toBe(true);
    expect(line.slice(clearLine.length)).toHaveLength(39);
    expect(isUnsafe(line.slice(clearLine.length))).toBe(false);
  });

  test.each([
    ['the first state', null, true],
    ['one more request', { ...state, sent: 33 }, false],
    ['another tenth of the budget', { ...state, sent: 29 }, true],
    ['another group', { ...state, groupsDone: 2 }, true],
    ['half a minute', { ...state, elapsedMs: -18_000 }, true],
  ])('a log learns of %s only when it matters', (_name, last, logged) => {
    expect(logLine(state, last) !== null).toBe(logged);
  });
});
