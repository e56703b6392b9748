/** The request of a finding as a command line: whole where it fits, else with its body shortened and said so. */
import type { ReportFinding } from './types.ts';
import { curlFromFile, keyVariable } from './curl.ts';
import { inShort, placeInRequest } from './excerpt.ts';
import { keyFormOf } from './key-form.ts';
import { sanitise } from '../text/sanitise.ts';
import { rowsOf, truncate } from './text.ts';

export interface AgainOptions {
  /** Columns that a line may take. */
  readonly columns: number;
  /** Rows at most, wrapped lines counted as the rows they take. */
  readonly rows: number;
}

/**
 * The command line of a finding that was seen in an exchange; no lines for one that was not. A body that does not fit is
 * named as a file, which the next line shows around the attribute that the finding is about and the last says where to get: a
 * shortened line cannot be run by mistake, which would write something else.
 */
export function againLines(finding: ReportFinding, { columns, rows }: AgainOptions): readonly string[] {
  const { curl, request } = finding;
  const whole = curl === null ? null : sanitise(curl);
  if (whole !== null && rowsOf(whole, columns) <= rows) return [whole];
  const body = request?.body ?? '';
  const ways = whole === null ? 'too long for the report, the replay sends it' : `whole: ${selectorOf(finding)}`;
  if (request === null || body === '') {
    if (whole === null) return [];
    return [truncate(whole, columns * Math.max(1, rows - 1)), truncate(`cut here; ${ways}`, columns)];
  }
  const form = keyFormOf({ case: finding.case, purpose: 'case' });
  const key = curl?.includes(form) === false ? keyVariable : form;
  const command = sanitise(curlFromFile({ request: { ...request, path: '' } }, 'body.json', key));
  const label = 'body.json, shortened: ';
  return [
    truncate(command, columns * Math.max(1, rows - 2)),
    label + inShort(body, placeInRequest(body, finding.pointer), columns - label.length),
    truncate(ways, columns),
  ];
}

const selectorOf = ({ id }: ReportFinding): string =>
  `jq -r '.findings[] | select(.id == "${sanitise(id)}") | .curl' report.json`;
