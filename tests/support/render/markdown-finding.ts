/** One finding as a block of Markdown that opens when it is clicked. */
import type { ReportClause } from '../report/types.ts';
import { excerpt, requestExcerpt } from '../report/excerpt.ts';
import { code, codeElement, details, fence, prose } from './markdown-text.ts';
import type { RankedFinding } from './rank.ts';
import { nameOf, untilOf } from './summary.ts';
import { pairLines } from './expected-actual.ts';
import { plural, some, truncate } from '../text/lines.ts';

const size = { maxLines: 20, columns: 160 };

/** The block of one finding. `open` is for the first: what matters most needs no click. */
export function findingBlock(
  { finding, alsoFor }: RankedFinding,
  clause: ReportClause | undefined,
  open: boolean,
): string {
  const lines = pairLines(finding.expected, finding.actual, 300);
  const pair = lines.length === 0 ? [] : [lines.map(([label, text]) => `- ${label} ${code(text)}`).join('\n')];
  const cases = finding.cases.length === 0 ? [finding.case] : finding.cases;
  const body = [
    ...(clause === undefined ? [] : [`> ${prose(clause.statement)} _(${prose(truncate(clause.source, 200))})_`]),
    prose(truncate(finding.message, 1_000)),
    ...pair,
    `Case ${some(cases.map(code), 6)} · ${plural(finding.count, 'occurrence')} · first seen ${prose(finding.firstSeen)}`,
    ...(alsoFor.length === 0 ? [] : [`Also for ${some(alsoFor.map(code), 20)}`]),
    ...(finding.flaky ? ['Flaky: it did not show in each further attempt.'] : []),
    ...(finding.accepted === null
      ? []
      : [
          `Accepted ${prose(untilOf(finding.accepted))}: ${prose(truncate(`${finding.accepted.because} ${finding.accepted.link ?? ''}`, 500))}`,
        ]),
    ...exchangeBlocks(finding),
    ...(finding.curl === null || finding.curl.length > 4_000 ? [] : [fence(finding.curl, 'sh')]),
    ...(finding.replay === null ? [] : [fence(truncate(finding.replay, 1_000), 'sh')]),
  ];
  const where = finding.pointer === '' ? '' : ` · ${codeElement(truncate(finding.pointer, 200))}`;
  const count = finding.count > 1 ? ` · ${finding.count} times` : '';
  const level = clause === undefined ? '' : ` ${clause.level}`;
  return details(
    `<b>${nameOf(finding.outcome)}</b>${level} · ${codeElement(finding.clause)}${where}${count}`,
    body.join('\n\n'),
    open,
  );
}

function exchangeBlocks({ request, response, confirmation, pointer }: RankedFinding['finding']): readonly string[] {
  if (request === null) return [];
  const sent = requestExcerpt(request, pointer, size);
  const got =
    response === null
      ? ['no whole response']
      : [
          `${response.status} ${response.headers['content-type'] ?? ''}`.trimEnd(),
          ...excerpt(response.body, pointer, size),
        ];
  const again =
    confirmation === null
      ? []
      : [
          `Further attempt: ${confirmation.response === null ? 'no whole response' : `status ${confirmation.response.status}`}.`,
        ];
  return [fence([truncate(`${request.method} ${request.url}`, 500), ...sent, '', ...got].join('\n')), ...again];
}
