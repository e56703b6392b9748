/** The files of a run beside `report.json`: those that need the report alone, and those that need what was before it. */
import type { Report } from '../report/types.ts';
import { newsOf, type HistoryLine } from '../drift/index.ts';
import { renderCtrf } from '../render/ctrf.ts';
import { renderJunit } from '../render/junit.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { Renderer } from '../render/write.ts';

/** The page of a run. What makes it is loaded only here, when it is made. */
const pageOf = async (report: Report, history: readonly HistoryLine[]): Promise<string> =>
  (await import('../page/index.ts')).renderPage(report, history);

/**
 * What is rendered of a run.
 * @param history the lines of the history, oldest first; that of the run itself may be among them
 */
export const renderingsWith = (history: readonly HistoryLine[]): readonly Renderer[] => [
  ['junit.xml', renderJunit],
  ['summary.md', (report) => renderMarkdown(report, { news: newsOf(report, history) })],
  ['ctrf.json', renderCtrf],
  ['index.html', (report) => pageOf(report, history)],
];

/** The names of all files of a run. */
export const writtenFiles: readonly string[] = [...renderingsWith([]).map(([name]) => name), 'report.json'];
