/** What the contact holds is sent back first, and that is a case: judged like any update, read, and followed by the claim. */
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { bodyOf, refusal } from '../mock/answers.ts';
import { sentContact } from '../mock/kit.ts';
import type { Call, Variant } from '../mock/types.ts';
import { facts } from '../mock/world.ts';
import { claimIn, markOf } from '../support/endpoint/index.ts';
import { runContract } from '../support/run/run.ts';
import { filesOf } from '../support/sandbox/index.ts';
import { startBench, type Bench } from './helpers/sandbox.ts';
import { play } from './helpers/servers.ts';
import { nothingElse } from './helpers/verdict-data.ts';

const stored = { name: 'Eve Holt', email: 'eve.holt@example.com' };
const isStored = (call: Call): boolean => sentContact(call)?.['name'] === stored.name;
