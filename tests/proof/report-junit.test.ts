import type { Report } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../support/render/junit.ts';
import {
  hostileReport,
  hostileTexts,
  sampleClause,
  sampleDrift,
  sampleReport,
  violatedReport,
} from './helpers/rendered-reports.ts';
import { elements, parseXml } from './helpers/xml.ts';

const render = (report: Report) => parseXml(renderJunit(report));
const clauseOf = (outcome: Report['clauses'][number]['outcome'], reason?: string): Report =>
  sampleReport({ clauses: [sampleClause({ outcome, ...(reason === undefined ? {} : { reason }) })] });

describe('JUnit', () => {
  test('there is one test case per clause, in a suite per group', () => {
    const xml = render(sampleReport());
    expect(elements(xml, 'testsuite').map(({ attributes }) => attributes['name'])).toEqual(['answer', 'echo']);
    expect(elements(xml, 'testcase').map(({ attributes }) => attributes['name'])).toEqual([
      'update-answers-200',
      'name-comes-back',
      'company-comes-back',
    ]);
    expect(xml.attributes).toMatchObject({ tests: '3', failures: '0', errors: '0', skipped: '1' });
  });

  test.each([
    ['pass', null, {}],
    ['fail', 'failure', { type: 'MUST' }],
    ['inconclusive', 'error', { type: 'inconclusive', message: 'the reason' }],
    ['error', 'error', { type: 'error', message: 'the reason' }],
    ['not-exercised', 'skipped', { message: 'the reason' }],
    ['warn', 'system-out', {}],
    ['accepted', 'system-out', {}],
  ] as const)('the outcome %s has an element of its own', (outcome, name, attributes) => {
    const [testCase] = elements(render(clauseOf(outcome, 'the reason')), 'testcase');
    expect(testCase?.children.map((child) => child.name)).toEqual(name === null ? [] : [name]);
    expect(testCase?.children[0]?.attributes ?? {}).toMatchObject(attributes);
  });

  test('a failure names pointer, expected, actual, curl and replay', () => {
    const [failure] = elements(render(violatedReport()), 'failure');
    expect(failure?.text.split('\n')).toEqual(
      expect.arrayContaining(['where: /contact/name', 'expected: "Ada Lovelace"', 'actual: "ada lovelace"']),
    );
    expect(failure?.text).toMatch(/again: curl .*\nreplay: npm run replay/);
  });

  test('every suite carries the facts of the run', () => {
    const found = elements(render(violatedReport()), 'property').map(({ attributes }) => [
      attributes['name'],
      attributes['value'],
    ]);
    expect(Object.fromEntries(found)).toEqual({
      target: 'mock',
      profile: 'full',
      seed: '42',
      verdict: 'violated',
      exitCode: '2',
      requests: '240 of 300 requests',
    });
  });

  test('red drift is a failure of its own suite, other drift is not', () => {
    const drift = [sampleDrift(), sampleDrift({ red: false, classification: 'additive', fingerprint: 'a' })];
    const xml = render(sampleReport({ verdict: 'violated', exitCode: 2, drift }));
    expect(elements(xml, 'testsuite').map(({ attributes }) => attributes['name'])).toEqual(['answer', 'echo', 'drift']);
    expect(elements(xml, 'failure')).toHaveLength(1);
  });

  test.each([
    ['an error', { verdict: 'error', exitCode: 1 }],
    ['a stale accepted entry', { verdict: 'violated', exitCode: 2 }],
    ['a clause that had to be exercised', { verdict: 'inconclusive', exitCode: 3 }],
    ['no clause at all', { verdict: 'error', exitCode: 1, clauses: [] }],
  ] as const)('%s that no clause shows is shown by the suite run', (_name, change) => {
    const [error] = elements(render(sampleReport({ ...change, reasons: ['because of that'] })), 'error');
    expect(error).toMatchObject({ attributes: { type: change.verdict }, text: 'because of that' });
  });

  test.each(hostileTexts)('a hostile text leaves the XML well-formed (%#)', (text) => {
    expect(elements(render(hostileReport(text)), 'testcase')).toHaveLength(3);
  });

  test.each([
    '<a>',
    '<a></b>',
    '<a>&x;</a>',
    '<a>]]></a>',
    '<a b="<"/>',
    '<a/><b/>',
    '<a>\u0000</a>',
    '<a x="1" x="2"/>',
    '<a>\ufffe</a>',
  ])('the XML reader of these proofs refuses %j', (text) => expect(() => parseXml(text)).toThrow(SyntaxError));
});
