/** The request of a finding as a command line: whole where it fits, else with its body shortened and said so. */
import type { ReportFinding } from '../report/types.ts';
import { curlFromFile, keyFormOf, keyVariable } from '../report/curl.ts';
import { inShort, placeInRequest } from '../report/excerpt.ts';
import { sanitise } from '../text/sanitise.ts';
import { pasteable, type PastedLine } from '../text/shell-lines.ts';
import { truncate, widthOf } from '../text/lines.ts';

interface AgainOptions {
  /** Columns that a line may take. */
  readonly columns: number;
  /** Rows at most, wrapped lines counted as the rows they take. */
  readonly rows: number;
  /** Where the whole command line is; that of a finding in `report.json` unless said. */
  readonly whole?: string;
}

/**
 * The command line of a finding that was seen in an exchange, in lines that can be pasted; none for one that was not. A body that
 * does not fit is named as a file, which the next line shows around the attribute that the finding is about and the last says
 * where to get: a shortened line cannot be run by mistake, which would write something else.
 */
export function againLines(
  finding: Pick<ReportFinding, 'curl' | 'request' | 'case' | 'pointer' | 'id'>,
  { columns, rows, whole: place }: AgainOptions,
): readonly PastedLine[] {
  const { curl, request } = finding;
  const whole = curl === null ? null : pasteable(sanitise(curl), columns);
  const fits = (lines: readonly PastedLine[]): boolean =>
    lines.length <= rows && lines.every(({ text }) => widthOf(text) <= columns);
  if (whole !== null && fits(whole)) return whole;
  const said = (text: string): PastedLine => ({ text: truncate(text, columns), flush: false });
  const body = request?.body ?? '';
  const ways =
    curl === null ? 'too long for the report, the replay sends it' : `whole: ${place ?? selectorOf(finding)}`;
  if (request === null || body === '')
    return whole === null ? [] : [...whole.slice(0, Math.max(1, rows - 1)), said(ways)];
  const form = keyFormOf({ case: finding.case, purpose: 'case' });
  const key = curl?.includes(form) === false ? keyVariable : form;
  const command = sanitise(curlFromFile({ request: { ...request, path: '' } }, 'body.json', key));
  const label = 'body.json, shortened: ';
  const pasted = pasteable(command, columns);
  return [
    ...(pasted.length + 2 <= Math.max(rows, 6) ? pasted : []),
    said(label + inShort(body, placeInRequest(body, finding.pointer), columns - label.length)),
    said(ways),
  ];
}

const selectorOf = ({ id }: Pick<ReportFinding, 'id'>): string =>
  `jq -r '.findings[] | select(.id == "${sanitise(id)}") | .curl' report.json`;
