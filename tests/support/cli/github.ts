/** What a run tells GitHub Actions: annotations beside the job, and its part of the job's summary. */
import { messageOf } from '../errors.ts';
import { appendFile } from 'node:fs/promises';
import { githubStep } from '../config/index.ts';
import { newsOf, type HistoryLine } from '../drift/index.ts';
import { annotationsOf } from '../render/annotations.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { Report } from '../report/types.ts';
import type { CommandIo } from './program.ts';

/** A step may write so much of a summary; the rest of the mebibyte is for who else writes in it. */
const summaryBytes = 900_000;

/**
 * Tells GitHub about a run; does nothing elsewhere.
 * @param io.commands where the annotations go; a command without it gives none
 */
export async function tellGithub(report: Report, history: readonly HistoryLine[], io: CommandIo): Promise<void> {
  const step = githubStep();
  if (step === null || io.commands === undefined) return;
  const news = newsOf(report, history);
  for (const line of annotationsOf(report, news)) io.commands.write(`${line}\n`);
  if (step.summaryFile === null) return;
  const text = renderMarkdown(report, { maxBytes: summaryBytes, news });
  // A summary that cannot be written makes no verdict: it is told, and the report is there.
  await appendFile(step.summaryFile, `${text}\n`).catch((error: unknown) => {
    io.stderr.write(`The job summary could not be written: ${messageOf(error)}\n`);
  });
}
