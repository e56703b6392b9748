import type { Report } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { renderConsole } from '../support/render/console.ts';
import { isUnsafe } from '../support/text/sanitise.ts';
import {
  hostileReport,
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
describe('console', () => {
  test('the verdict is first, never broken within a word, and last', () => {
    const lines = linesOf(violatedReport());
    expect(lines.slice(0, 2)).toEqual([
      'VIOLATED (exit 2) · target mock · profile full · seed 42 · 1 pass, 1 fail, 0 warn, 0 inconclusive, 0',
      'not exercised · 1 MUST clause failed: name-comes-back.',
    ]);
    expect(lines.at(-1)).toBe('VIOLATED (exit 2) · 1 cause');
  });

  test('verdict and cards come before the table of groups', () => {
    const at = place(render(violatedReport()), 'VIOLATED', '▌ FAIL', 'group ');
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  test('a target out of reach is told by its reason alone', () => {
    const report = sampleReport({
      verdict: 'inconclusive',
      exitCode: 3,
      reasons: ['The key is refused (401): look at NEETOCRM_API_KEY.'],
      clauses: [sampleClause({ outcome: 'not-exercised', reason: 'x' }), sampleClause({ outcome: 'inconclusive' })],
    });
    const text = render(report);
    expect(text).toContain('look at NEETOCRM_API_KEY');
    expect(text.trimEnd().split('\n').length).toBeLessThan(7);
    expect(text).not.toMatch(/▌|group/);
  });

  test('a new key is told once, and not at all when the baseline has it', () => {
    const added = sampleDrift({ classification: 'additive', red: false, message: 'A new key.', against: 'documented' });
    const drift = [added, { ...added, fingerprint: 'other' }];
    expect(render(sampleReport({ drift })).match(/A new key/g)).toHaveLength(1);
    const baseline = { suite: '0', profile: 'full', accepted: '2026-01-01' } as const;
    expect(render(sampleReport({ drift, baseline }))).not.toContain('A new key');
  });

  test('each clause group has a row of counts', () =>
    expect(
      linesOf(sampleReport())
        .slice(4, 7)
        .map((line) => line.split(/\s{2,}/)),
    ).toEqual([
      ['group', 'pass', 'fail', 'warn', 'inconclusive', 'not exercised'],
      ['answer', '1', '0', '0', '0', '0'],
      ['echo', '1', '0', '0', '0', '1'],
    ]));

  test('a clause that was not exercised names the variable it wants', () =>
    expect(render(sampleReport())).toContain('NEETOCRM_COMPANY_ID is not set: company-comes-back'));

  test('red comes before warnings', () => {
    const findings = (['warning', 'red'] as const).map((severity) =>
      sampleFinding({
        id: severity,
        severity,
        outcome: severity === 'red' ? 'fail' : 'warn',
        clause: `c-${severity}`,
        pointer: `/contact/${severity}`,
      }),
    );
    const at = place(render(sampleReport({ findings })), 'c-red', 'c-warning');
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  test('clauses that share a reason to be inconclusive share an entry', () => {
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
    expect(text).toContain('INCONCLUSIVE  a, b, c');
  });

  test('more causes than cards are listed by line', () => {
    const findings = Array.from({ length: 40 }, (_, at) =>
      sampleFinding({ id: `f${at}`, clause: `clause-${at}`, pointer: `/contact/key${at}` }),
    );
    expect(render(sampleReport({ findings }))).toContain('30 more causes, in full in report.json');
  });

  test('flaky and a further attempt are said', () => {
    const text = render(
      violatedReport({
        flaky: true,
        confirmation: {
          request: { method: 'PATCH', url: 'u', headers: {}, body: null },
          response: { status: 204, headers: {}, body: '', ms: 1 },
        },
      }),
    ).replace(/\s+/g, ' ');
    expect(place(text, 'flaky: not in each further attempt', 'confirmed by a further attempt (204)')).not.toContain(-1);
  });

  test('what was accepted is no card, and has a line with its end', () => {
    const text = render(
      violatedReport({ accepted: { because: 'known since the rewrite', until: '2026-02-01', daysLeft: 12 } }),
    );
    expect(text).not.toContain('▌');
    expect(text).toContain('until 2026-02-01, 12 days left: known');
  });

  test('a drift without a finding has a card with was, is and SDK', () => {
    const drift = [
      sampleDrift({ fingerprint: 'add', classification: 'additive', red: false, message: 'A new key.' }),
      sampleDrift({ fingerprint: 'red', is: 'absent' }),
    ];
    const text = render(sampleReport({ drift }));
    expect(text).toMatch(/▌ CHANGED {2}breaking .*\n {2}what {7}\/contact\/email string → absent\n/);
    expect(place(text, 'A typed client reads email.', 'npm run baseline:accept')).not.toContain(-1);
    expect(text.indexOf('A new key.')).toBeGreaterThan(text.indexOf('▌'));
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
    const report = hostileReport(text);
    expect(linesOf(report).filter((line) => isUnsafe(line))).toEqual([]);
    const coloured = renderConsole(report, { columns: 60, color: true });
    // eslint-disable-next-line no-control-regex -- takes away what the colours add
    const plain = coloured.replace(/\u001b\[\d+m/g, '');
    expect(plain.split('\n').filter((line) => isUnsafe(line))).toEqual([]);
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
