/** The files that a run of the stand-in leaves. */
import path from 'node:path';
import { makeDirectory, whyNoFiles } from '../files/directory.ts';
import { writeWhole } from '../files/write.ts';
import { neutralLines } from '../text/commands.ts';
import { journalLine } from './control.ts';
import type { Recorded } from '../judge/record.ts';
import type { SdkReport } from '../judge/report.ts';
import { renderSdk } from '../judge/console.ts';

const advice = 'Name another with --report-dir, or make room.';

/** Why a directory takes no report, as a sentence; null when it does. */
export async function reportFault(directory: string): Promise<string | null> {
  const why = await whyNoFiles(directory);
  return why === null ? null : `The report directory ${directory} cannot be written to: ${why}. ${advice}`;
}

/** A fence longer than any in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}${fence}\n`;
};

/** The summary for a pull request: what a terminal would show. */
const markdownOf = (report: SdkReport): string =>
  `# SDK: ${report.verdict.toUpperCase()} (exit ${report.exitCode})\n\n${fenced(renderSdk(report, { columns: 110, color: false }))}`;

/**
 * Writes `sdk-journal.jsonl`, `sdk-summary.md` and, last, `sdk-report.json`, each whole or not at all.
 * @throws SuiteFault with a sentence when one of them cannot be written
 */
export async function writeSdk(report: SdkReport, records: readonly Recorded[], directory: string): Promise<void> {
  await makeDirectory(directory);
  const files: readonly (readonly [string, string])[] = [
    ['sdk-journal.jsonl', records.map((each) => `${journalLine(each)}\n`).join('')],
    ['sdk-summary.md', markdownOf(report)],
    ['sdk-report.json', `${JSON.stringify(report, null, 2)}\n`],
  ];
  for (const [name, text] of files) await writeWhole(path.join(directory, name), neutralLines(text), { advice });
}
