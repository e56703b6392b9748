import { describe, expect, test } from 'vitest';
import { code, fence, codeElement, prose, table } from '../support/render/markdown-text.ts';
import { renderMarkdown } from '../support/render/markdown.ts';
import { isUnsafe } from '../support/text/sanitise.ts';
import {
  hostileReport,
  hostileTexts,
  sampleDrift,
  sampleFinding,
  sampleReport,
  violatedReport,
} from './helpers/rendered-reports.ts';

/** The Markdown without what stands in fences and code spans, where nothing is markup. */
const live = (markdown: string): string =>
  markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
const tags = (markdown: string): readonly string[] => [...new Set(live(markdown).match(/<[^>\n]*>?/g) ?? [])].sort();

describe('Markdown', () => {
  test('verdict and why come first', () =>
    expect(renderMarkdown(violatedReport())).toMatch(
      /^# ❌ violated \(exit 2\)\n\nTarget `mock` · profile `full` · seed `42` · 1 pass, 1 fail, .*\n\n- 1 MUST clause failed: name-comes-back\./,
    ));

  test('a finding opens to exchange, curl and replay', () => {
    const text = renderMarkdown(violatedReport({ count: 300 }));
    expect(text).toContain(
      '<details open><summary><b>fail</b> MUST · <code>name-comes-back</code> · <code>/contact/name</code> · 300 times</summary>',
    );
    expect(text).toContain('```sh\nnpm run replay -- update-name --seed 42\n```');
    expect(text).toContain('$NEETOCRM_API_KEY');
  });

  test('every part of a run has a section', () => {
    const text = renderMarkdown(
      sampleReport({
        findings: [sampleFinding({ accepted: { because: 'known', until: '2026-02-01', daysLeft: 1 } })],
        drift: [sampleDrift(), sampleDrift({ fingerprint: 'add', classification: 'additive', red: false })],
        coverage: [
          {
            keyword: 'type',
            pointer: '/contact/name',
            valid: { sent: 2, statuses: { 200: 2 } },
            invalid: { sent: 0, statuses: {} },
          },
        ],
      }),
    );
    expect(text.match(/^## .*/gm)).toEqual([
      '## Causes',
      '## Findings',
      '## Drift',
      '## Accepted',
      '## Not exercised',
      '## Request schema coverage',
      '## Sandbox',
    ]);
    expect(text).toContain('until 2026-02-01, 1 day left');
    expect(text).toContain('| `/contact/name` | type | invalid |');
    expect(text).toContain('NEETOCRM\\_COMPANY\\_ID is not set. | `company-comes-back`');
  });

  test.each(hostileTexts)('a hostile text is inert in every section (%#)', (text) => {
    const markdown = renderMarkdown(hostileReport(text.slice(0, 2_000)));
    const allowed =
      '</b> </code> </details> </sub> </summary> <b> <code> <details open> <details> <sub> <summary>'.split(/ (?=<)/);
    expect(tags(markdown).filter((tag) => !allowed.includes(tag))).toEqual([]);
    expect(markdown.split('\n').filter((line) => isUnsafe(line))).toEqual([]);
    expect(live(markdown).replace(/<code>[^<]*<\/code>/g, '')).not.toMatch(/@(?!&#8203;)|https?:\/\/|\]\(/);
  });

  test.each([
    ['a tag', '<script>', '&lt;script&gt;'],
    ['a mention', '@team', '@&#8203;team'],
    ['a reference', 'see #12', 'see \\#&#8203;12'],
    ['a link', '[a](b)', '\\[a\\]\\(b\\)'],
    ['an entity', '&lt;', '&amp;lt;'],
    ['a list', '- a', '\\- a'],
  ])('%s is prose', (_name, text, shown) => expect(prose(text)).toBe(shown));

  test('fences and spans are longer than the back-ticks in them', () => {
    expect(code('a `` b')).toBe('```a `` b```');
    expect(code('`')).toBe('`` ` ``');
    expect(fence('````')).toBe('`````\n````\n`````');
  });

  test('a bar does not end the cell of a table', () =>
    expect(table(['a'], [[code('x|y')], [prose('x|y')]])).toBe('| a |\n| --- |\n| `x\\|y` |\n| x\\|y |'));

  test('text in HTML is text', () => {
    expect(codeElement('<b> & "q" `c` @me')).toBe('<code>&lt;b&gt; &amp; &quot;q&quot; &#96;c&#96; @&#8203;me</code>');
  });

  test('a report of a thousand causes stays under its limit and says so', () => {
    const findings = Array.from({ length: 1_000 }, (_, at) =>
      sampleFinding({ id: `f${at}`, clause: `clause-${at}`, pointer: `/contact/key${at}` }),
    );
    const text = renderMarkdown({
      ...violatedReport(),
      findings,
      drift: findings.map(({ id }) => sampleDrift({ fingerprint: `d${id}`, red: false })),
    });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(61_440);
    expect(text).toMatch(/_\d+ causes left out to keep this short; all of it is in report\.json\._/);
    expect(text).toMatch(/_\d+ drift entries left out/);
    expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text).toContain('## Sandbox');
  });
});
