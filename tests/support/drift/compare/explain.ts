/** One screen per drift: what changed, since when, who breaks, how to see it, and the two ways out. */
import type { ReportDrift } from '../../report/types.ts';
import type { Json } from '../../text/json.ts';
import { truncate, wrap } from '../../text/lines.ts';
import { sanitise } from '../../text/sanitise.ts';
import { documented } from './documented.ts';
import { attributeOf } from './entry.ts';
import { ruleOf } from './rules.ts';

interface ExplainOptions {
  /** Width of the screen in characters; 40 at least. */
  readonly columns: number;
}

const oneLine = (text: string, width: number): string => truncate(sanitise(text.replaceAll('\n', ' ')), width);

const show = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const date = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

function sinceWhen(drift: ReportDrift): string {
  const { firstSeen, lastGood } = drift.sightings;
  const first = firstSeen === '' ? 'this run' : date(firstSeen);
  return `${first}; last good run: ${lastGood === null ? 'none on record' : date(lastGood)}`;
}

function documentedOrNot(drift: ReportDrift): string {
  const node = drift.pointer === '' ? undefined : documented().get(drift.pointer);
  if (node === undefined) return drift.pointer === '' ? 'not about one attribute' : 'no document names it';
  const types = [...node.types].sort().join(' or ');
  return `yes: ${types}${node.required ? ', in every response' : ''}`;
}

function requestLines(drift: ReportDrift, width: number): readonly string[] {
  const example = drift.example;
  if (example === null) return ['  request   any accepted update shows it'];
  const { request, response } = example;
  const line = `${request.method} ${request.url}${request.body === null ? '' : ` ${request.body}`}`;
  return [
    `  request   ${oneLine(line, width - 12)}`,
    ...(response === null ? [] : [`  response  ${oneLine(`${response.status} ${response.body}`, width - 12)}`]),
    ...(example.curl === null ? [] : [`  curl      ${sanitise(example.curl.replaceAll('\n', ' '))}`]),
    ...(example.replay === null ? [] : [`  replay    ${sanitise(example.replay)}`]),
  ];
}

function waysOut(drift: ReportDrift): readonly string[] {
  if (drift.classification === 'additive' && drift.schemaPatch.length === 0) return [];
  const accept = `npm run drift:accept -- ${drift.fingerprint} --because "…" --until YYYY-MM-DD`;
  const patch =
    drift.schemaPatch.length > 0
      ? [
          `  intended  npm run drift:patch -- ${drift.fingerprint}   applies to schemas/contact-update.response.schema.json:`,
          ...drift.schemaPatch.map((operation) => `            ${sanitise(JSON.stringify(operation))}`),
        ]
      : drift.against === 'baseline'
        ? ['  intended  npm run baseline:accept   (there is no patch for it)']
        : [];
  return [...patch, ...(drift.classification === 'additive' ? [] : [`  tolerated ${accept}`])];
}

/**
 * The text for one drift, about one screen. Nothing that came from a target can control the terminal.
 * Lines that are meant to be copied (curl, commands, the patch) are never broken.
 */
export function explain(drift: ReportDrift, { columns }: ExplainOptions): string {
  const width = Math.max(40, columns);
  const state =
    drift.accepted === null ? (drift.red ? ', red' : '') : `, accepted, ${drift.accepted.daysLeft} days left`;
  const head = `${drift.classification.toUpperCase()}${state}  `;
  const where = drift.pointer === '' ? 'the response as a whole' : `${drift.pointer}  (${attributeOf(drift.pointer)})`;
  const { seen, of } = drift.sightings;
  const clause = drift.clause === null ? 'none' : drift.clause;
  const field = (name: string, text: string): readonly string[] =>
    wrap(sanitise(text), width - 12).map((line, index) => `  ${(index === 0 ? name : '').padEnd(9)} ${line}`);
  return [
    ...wrap(sanitise(drift.message), width - head.length).map((line, at) => `${at === 0 ? head : '  '}${line}`),
    `  was       ${oneLine(show(drift.was), width - 12)}`,
    `  is        ${oneLine(show(drift.is), width - 12)}`,
    ...field('where', where),
    ...field('since', sinceWhen(drift)),
    ...field('how often', `${seen} of ${of} responses or cases that could show it`),
    ...field(
      'promised',
      `${documentedOrNot(drift)}; clause: ${clause}; against the ${drift.against === 'baseline' ? 'baseline' : 'documents'}`,
    ),
    ...field('class', `${drift.classification} (${drift.rule}, ${ruleOf(drift.rule).direction})`),
    ...field('SDK', drift.sdkImpact),
    ...requestLines(drift, width),
    ...waysOut(drift),
    ...(drift.accepted === null ? [] : field('because', `${drift.accepted.because} (until ${drift.accepted.until})`)),
  ].join('\n');
}
