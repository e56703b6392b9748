/** `npm run bench`: how fast commands, payloads, requests and whole runs are on this machine, as Markdown tables. Takes about three minutes. */
import os from 'node:os';
import { commandTable } from './commands.ts';
import { payloadTable } from './payloads.ts';
import { requestTable } from './requests.ts';
import { runTable } from './runs.ts';

const machine = `Node.js ${process.version}, ${os.availableParallelism()} × ${os.cpus()[0]?.model ?? 'unknown processor'}, load ${os.loadavg()[0]?.toFixed(1) ?? '?'}`;
process.stdout.write(`${machine}. Medians of rounds that take turns.\n\n`);
for (const part of [commandTable, payloadTable, requestTable, runTable]) process.stdout.write(`${await part()}\n\n`);
