/**
 * `npm run proof:said`: writes `tests/proof/said.json`, the words of the oracles, anew. Read the difference before it is committed:
 * it is what users are going to be told.
 */
import { fileURLToPath } from 'node:url';
import writeFileAtomic from 'write-file-atomic';
import { whatIsSaid } from '../helpers/said.ts';

const file = fileURLToPath(new URL('../said.json', import.meta.url));
await writeFileAtomic(file, `${JSON.stringify(whatIsSaid(), null, 1)}\n`);
process.stdout.write(`written: ${file}\n`);
