/**
 * Loaded before a command (`--import`): a data file that is no JSON ends the command with a sentence. The modules that are made from
 * these files would end it while they are loaded, before a command could say anything.
 */
import { messageOf } from '../errors.ts';
import './start.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lookedAtOnce } from '../files/sources.ts';
import { decodeText } from '../text/decode.ts';

const folders = ['schemas', 'fixtures'] as const;
/** Files that a command reads by itself, and has a sentence for. */
const readLater = /^fixtures\/(baselines|home)\//;

/** The line of a position that a message of the engine names, as a phrase; empty where it names none. */
function lineOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined || message.includes('line ')
    ? ''
    : `, line ${String(text.slice(0, Number(position)).split('\n').length)}`;
}

/**
 * The data files of a checkout that are no JSON.
 * @param root - its folder
 * @returns a sentence for each; none when all are whole
 */
export function brokenFiles(root: string): readonly string[] {
  const names = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  return names
    .filter((name) => name.endsWith('.json') && !readLater.test(name))
    .toSorted()
    .flatMap((name) => {
      const decoded = decodeText(readFileSync(path.join(root, name)));
      // What imports it reads UTF-8 and nothing else.
      if (!decoded.ok || decoded.encoding !== 'UTF-8')
        return [
          `${name} ${decoded.ok ? `is ${decoded.encoding}` : decoded.why}. Save it as UTF-8, or take it from the repository again.`,
        ];
      const { text } = decoded;
      try {
        JSON.parse(text);
        return [];
      } catch (error) {
        const message = messageOf(error);
        return [
          `${name} is no JSON (${message}${lineOf(message, text)}). Mend it, or take it from the repository again.`,
        ];
      }
    });
}

const broken = lookedAtOnce('data files', () => brokenFiles(fileURLToPath(new URL('../../../', import.meta.url))));
if (broken.length > 0) {
  process.stderr.write(`${broken.join('\n')}\n`);
  process.exit(1);
}
