/** Reads files of ours: what a person may have saved with any editor. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SuiteFault } from '../errors.ts';
import { decodeText } from '../text/decode.ts';
import { hasCode } from './error-reason.ts';

function textOf(bytes: Uint8Array, file: string): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new SuiteFault(`${file} ${decoded.why}. Save it as UTF-8, or delete it.`);
  return decoded.text;
}

/**
 * The text of a file, with line feeds at the ends of its lines.
 * @throws SuiteFault when it is no text; else the error of the file system
 */
export const readText = async (file: string): Promise<string> => textOf(await readFile(file), file);

/** The same, without waiting. */
export const readTextSync = (file: string): string => textOf(readFileSync(file), file);

/**
 * The text of a file that lines are added to. What a run that was killed left of a line may be no text, and is its reader's affair.
 * @throws SuiteFault when it is UTF-16: with more lines it would be a mixture
 */
export async function readLog(file: string): Promise<string> {
  const bytes = await readFile(file);
  const decoded = decodeText(bytes);
  if (!decoded.ok)
    return bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n');
  if (decoded.encoding === 'UTF-8') return decoded.text;
  throw new SuiteFault(
    `${file} is ${decoded.encoding}, and more is added to it as UTF-8. Save it as UTF-8, or delete it.`,
  );
}

/** What is read of a file; null where there is none. */
export const unlessMissing = <Read>(reading: Promise<Read>): Promise<Read | null> =>
  reading.catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
