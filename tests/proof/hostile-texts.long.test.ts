/** Whatever text a target puts everywhere, what is done with it takes time in proportion to its length. */
import { describe, expect, test } from 'vitest';
import { attributesOf, contactOf, pointerTo } from '../support/endpoint/index.ts';
import { observe } from '../support/observe/index.ts';
import { judgeExchange } from '../support/oracles/index.ts';
import { renderConsole } from '../support/render/console.ts';
import { renderJunit } from '../support/render/junit.ts';
import { renderMarkdown } from '../support/render/markdown.ts';
import { answering, patched } from './helpers/change.ts';
import { growthOf } from './helpers/growth.ts';
import { nameUpdate, read, unknownId } from './helpers/recorded-exchanges.ts';
import { situationOf, type Scene } from './helpers/recording.ts';
import { sampleClause, sampleDrift, sampleFinding, sampleReport } from './helpers/rendered-reports.ts';

/** Eight times the work, less than a third of what a square would take. */
const limit = 64 / 3;
/** Characters: as many as make some milliseconds of work. */
const [judgedShort, judgedLong] = [100_000, 800_000];
const [renderedShort, renderedLong] = [25_000, 200_000];

const parts = [
  'a',
  ' ',
  '\n',
  '\\',
  '"',
  '<',
  '&amp;',
  ']]>',
  '~1',
  '/',
  '%',
  '-_',
  'e\u0301',
  '👩‍👩‍👧',
  'at ',
  'a@',
  '::',
  '0:',
  'Z1T',
];
const textOf = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length));

/** A contact with the text in each attribute that is one, and a refusal with it; headers take what HTTP lets them. */
function scenesOf(text: string): readonly Scene[] {
  const header = { 'x-echo': text.replaceAll(/[^\x20-\x7e]/g, ' ') };
  const filled = (scene: Scene): Scene =>
    attributesOf('text').reduce(
      (changed, { shownAs, name }) =>
        patched(changed, { op: 'replace', path: pointerTo(shownAs ?? name), value: text }),
      answering(scene, { headers: header }),
    );
  const refusal = answering(patched(unknownId, { op: 'add', path: '/error', value: text }), { headers: header });
  return [filled(nameUpdate), filled(read), refusal];
}

/** Records the exchanges, judges them by every oracle and observes them. */
const judging = (part: string, length: number) => {
  const scenes = scenesOf(textOf(part, length));
  return () => {
    const situations = scenes.map(situationOf);
    expect(situations.flatMap(judgeExchange).length).toBeGreaterThan(20);
    const seen = situations.map(({ exchange }) => ({
      case: 'a',
      label: '',
      accepted: contactOf(exchange.response?.parsed) !== null,
      exchange,
    }));
    expect(observe(seen).answers).toBe(scenes.length);
  };
};

/** Renders a report that says it everywhere. */
const rendering = (part: string, length: number) => {
  const text = textOf(part, length);
  const report = sampleReport({
    clauses: [sampleClause({ outcome: 'fail', reason: text })],
    findings: [sampleFinding({ message: text, actual: text, expected: `${text}x`, pointer: `/${text}` })],
    drift: [sampleDrift({ message: text, was: text, is: `${text}x` })],
    reasons: [text],
  });
  return () => {
    for (const rendered of [
      renderJunit(report),
      renderMarkdown(report),
      renderConsole(report, { columns: 100, color: false }),
    ])
      expect(rendered).not.toBe('');
  };
};

describe('many of a text are taken without their square', () => {
  test.each(parts)('judged: %j', (part) => {
    expect(growthOf(judging(part, judgedShort), judging(part, judgedLong), limit)).toBeLessThan(limit);
  });

  test.each(parts)('rendered: %j', (part) => {
    expect(growthOf(rendering(part, renderedShort), rendering(part, renderedLong), limit)).toBeLessThan(limit);
  });
});
