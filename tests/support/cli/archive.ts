/** Every exchange of a run as `exchanges.har`, for `--har`. */
import type { Exchange } from '../client/exchange.ts';
import type { Report } from '../report/types.ts';
import path from 'node:path';
import { makeDirectory } from '../files/directory.ts';
import { writeWhole } from '../files/write.ts';
import type { CaseReport } from '../play/plan.ts';
import { harOf } from '../report/har.ts';
import { reportAdvice } from '../render/write.ts';
import { neutralLines } from '../text/commands.ts';

/** What a run is given, so that its exchanges are kept, and what writes them. */
export interface Archive {
  readonly onCase: (report: CaseReport) => void;
  readonly onExchange: (exchange: Exchange) => void;
  /** Writes the file whole or not at all, and gives its name. @throws SuiteFault when it cannot be written */
  readonly write: (report: Report, directory: string) => Promise<string>;
}

export const archiveName = 'exchanges.har';

/** Keeps the exchanges of one run, as they were recorded: the key is in none of them. */
export function openArchive(): Archive {
  const exchanges: Exchange[] = [];
  return {
    onCase: (report) => exchanges.push(...(report.exchanges ?? [])),
    onExchange: (exchange) => exchanges.push(exchange),
    write: async (report, directory) => {
      const file = path.join(directory, archiveName);
      await makeDirectory(directory);
      const archive = harOf(report, exchanges, report.requests.sent);
      await writeWhole(file, `${neutralLines(JSON.stringify(archive, null, 1))}\n`, { advice: reportAdvice });
      return file;
    },
  };
}
