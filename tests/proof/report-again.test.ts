import type { ReportFinding, ReportRequest } from '../support/report/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { expect, test } from 'vitest';
import { curlOf } from '../support/report/curl.ts';
import { paintOf } from '../support/report/paint.ts';
import { findingScreen } from '../support/report/screen.ts';
import { sampleClause, sampleFinding } from './helpers/rendered-reports.ts';

const screen = (change: Partial<ReportFinding> = {}): readonly string[] =>
  findingScreen({ finding: sampleFinding(change), alsoFor: [] }, sampleClause(), {
    columns: 100,
    paint: paintOf(false),
  });
const sending = (value: Json, change: Partial<ReportFinding> = {}): readonly string[] => {
  const body = JSON.stringify({ contact: { email: 'ada@example.com', ...(value as JsonObject) } });
  const request = { ...(sampleFinding().request as ReportRequest), body };
  return screen({ request, curl: curlOf({ request: { ...request, path: '' } }), ...change });
};
const seven = { name: 'Ada', note: 'x'.repeat(300) };

test('a curl of seven attributes is printed whole, the excerpts give way', () => {
  const line = sending(seven).find((each) => each.includes('curl'));
  expect(line).toContain(
    `--data-binary '{"contact":{"email":"ada@example.com","name":"Ada","note":"${'x'.repeat(300)}"}}'`,
  );
  expect(sending(seven).join('\n')).toContain('{ "contact": { "name": "ada lovelace", … } }');
});

test('a body too long for the screen is named, and shown around its place', () => {
  const lines = sending({ before: 'x'.repeat(3_000), name: `Ada ${'y'.repeat(3_000)}` });
  const at = lines.findIndex((line) => line.includes('curl --include'));
  expect(lines.slice(at, at + 3).map((line) => line.slice(12).trimEnd())).toEqual([
    expect.stringMatching(/^curl --include --request PATCH 'https:.*\$NEETOCRM_API_KEY".* --data-binary @body\.json$/),
    expect.stringMatching(/^body\.json, shortened: \{ "contact": \{ "name": "Ada y+…, … \} \}$/),
    `whole: jq -r '.findings[] | select(.id == "f1a2b3c4") | .curl' report.json`,
  ]);
});

test('a body too long for any command line still has its request shown', () => {
  const text = sending({ name: 'y'.repeat(20_000) }).join('\n');
  expect(text).toContain('--data-binary @body.json');
  expect(text).toContain('too long for the report, the replay sends it');
});

test('a shortened curl keeps the form of the key that the case sent', () => {
  const curl = `curl "X-Api-Key: \${NEETOCRM_API_KEY%?}" ${'x'.repeat(3_000)}`;
  expect(sending(seven, { case: 'key-last-character-cut', curl }).join('\n')).toContain('${NEETOCRM_API_KEY%?}');
});

test('a curl that is long without its body is cut in the open', () => {
  const request = { ...(sampleFinding().request as ReportRequest), body: null };
  const text = screen({ request, curl: `curl ${'x'.repeat(9_000)}` }).join('\n');
  expect(text).toMatch(/x… *\n *cut here; whole: jq -r/);
});
