/**
 * `npm run proof:said`: writes `tests/proof/said.json`, the words of the oracles, and `tests/proof/model-said.json`, those of the model,
 * anew. Read the difference before it is committed: it is what users are going to be told.
 */
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../support/files/write.ts';
import { inRows } from '../helpers/rows.ts';
import { whatIsSaid } from '../helpers/said.ts';
import { whatTheModelSays } from '../helpers/model-conversations.ts';

for (const [name, words] of [
  ['said', whatIsSaid()],
  ['model-said', whatTheModelSays()],
] as const) {
  const file = fileURLToPath(new URL(`../${name}.json`, import.meta.url));
  await writeWhole(file, `${inRows(words)}\n`, { advice: 'Make room.' });
  process.stdout.write(`written: ${file}\n`);
}
