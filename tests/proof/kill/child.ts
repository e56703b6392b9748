/** A run that is there to be killed: opens the sandbox, writes to the contact as fast as it can, puts it back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openKillable, killableClient, loggingClient, write } from './settings.ts';

const [baseUrl = '', directory = '', updates = '20'] = process.argv.slice(2);
const client = killableClient(baseUrl);
process.stdout.write('begun\n');
const opening = await openKillable(baseUrl, directory, client);
if (opening.kind === 'open') {
  const logging = loggingClient(client, opening.log);
  for (let nth = 0; nth < Number(updates); nth += 1) {
    await write(logging, nth);
    await sleep(2);
  }
  await opening.restore();
}
client.close();
process.stdout.write(`${opening.kind}\n`);
