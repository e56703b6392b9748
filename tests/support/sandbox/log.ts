/**
 * The log beside a journal: what the suite is about to send is on the disk before it is sent, and what a response showed follows. By it a
 * later run tells what the suite wrote from what somebody else has written since.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { RequestSpec } from '../client/exchange.ts';
import { type Client, secretsOf } from '../client/index.ts';
import { sentAttributes } from '../endpoint/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import { SuiteFault } from '../errors.ts';
import { flushDirectory } from '../files/directory.ts';
import { fill } from '../files/write-all.ts';
import { readLog, unlessMissing } from '../files/read.ts';
import { whyOf } from '../files/error-reason.ts';
import { textOfBody } from '../text/bytes.ts';
import { isObject, own, type Json, type JsonObject } from '../text/json.ts';
import { shownBy } from '../restore/contact-client.ts';

/** What was about to be sent, or what a response showed. */
export type LogEntry =
  /** `sent` is null for a body of another form, which is kept as it is. */
  | {
      readonly type: 'sending';
      readonly request: string;
      readonly sent: JsonObject | null;
      readonly body: string | null;
    }
  /** The state is empty where the response shows nothing of the contact. */
  | { readonly type: 'answered'; readonly request: string; readonly state: ContactState };

const mode = 0o600;

/** Makes an empty log, in the place of one that was left behind. It is on the disk before the journal is. */
export async function createLog(file: string): Promise<void> {
  try {
    const handle = await open(file, 'w', mode);
    await handle.close();
    await flushDirectory(path.dirname(file));
  } catch (cause) {
    throw cannot(file, cause);
  }
}

const cannot = (file: string, cause: unknown): SuiteFault =>
  new SuiteFault(
    `${file} cannot be written: ${whyOf(cause)}. It says what the suite writes to the contact, so nothing more was sent. Make room, or its directory writable.`,
    { cause },
  );

/** Adds to a log that is there: one that was deleted belongs to a contact that has been put back. */
async function append(file: string, line: string, write: (handle: FileHandle, bytes: Buffer) => Promise<unknown>) {
  const handle = await open(file, constants.O_RDWR | constants.O_APPEND);
  try {
    await write(handle, Buffer.from(line));
  } finally {
    await handle.close();
  }
}

interface Logging {
  /** The log; null where none is kept. */
  readonly file: string | null;
  readonly apiKey: string;
  readonly contactId: string;
  /** False for a restore: what it is shown may be what somebody else wrote. */
  readonly isShown?: boolean;
  /** True where sending matters more than the log: putting back what the contact held. */
  readonly isLenient?: boolean;
}

/** A body of another form: as text, and in hexadecimal where no text says what its bytes are. */
function loggedBody(body: RequestSpec['body']): JsonObject {
  const { text, hex } = textOfBody(body);
  return { body: text ?? '', ...(hex === null ? {} : { bodyHex: hex }) };
}

/**
 * A client that logs what it sends before it does, and what comes of it afterwards.
 * @throws SuiteFault from `send` when the log does not take it; then nothing was sent
 */
export function loggedBy<Sender extends Pick<Client, 'send'>>(client: Sender, logging: () => Logging): Sender {
  const send: Client['send'] = async (spec, about) => {
    const { file, apiKey, contactId, isShown = true, isLenient = false } = logging();
    if (file === null) return client.send(spec, about);
    const line = (entry: JsonObject): string => `${secretsOf(apiKey).redact(JSON.stringify(entry))}\n`;
    const [at, request] = [new Date().toISOString(), randomUUID().slice(0, 8)];
    const sent = sentAttributes(spec.body);
    if (spec.method !== 'GET')
      await append(
        file,
        line({ at, request, sending: sent, ...(sent === null ? loggedBody(spec.body) : {}) }),
        fill,
      ).catch((cause: unknown) => {
        if (!isLenient) throw cannot(file, cause);
      });
    const exchange = await client.send(spec, about);
    const shown = (isShown ? shownBy(exchange, contactId) : null) ?? {};
    // What was not answered may have been carried out. Nothing else is lost without this line.
    if (exchange.response !== null)
      await append(file, line({ at: new Date().toISOString(), request, shown }), (handle, bytes) =>
        handle.write(bytes),
      ).catch(() => undefined);
    return exchange;
  };
  return { ...client, send };
}

/** One line of a log; null for one that was cut short, whose request was never sent. */
function entryOf(line: string): LogEntry | null {
  try {
    const value = JSON.parse(line) as Json;
    if (!isObject(value)) return null;
    const [sending, shown, body] = [own(value, 'sending'), own(value, 'shown'), own(value, 'body')];
    const named = own(value, 'request');
    const request = typeof named === 'string' ? named : '';
    if (isObject(shown)) return { type: 'answered', request, state: shown };
    if (sending === undefined) return null;
    return {
      type: 'sending',
      request,
      sent: isObject(sending) ? sending : null,
      body: typeof body === 'string' ? body : null,
    };
  } catch {
    return null;
  }
}

/** Reads a log; null where none is: runs of 0.2.0 and before kept none. */
export async function readEntries(file: string): Promise<readonly LogEntry[] | null> {
  const text = await unlessMissing(readLog(file));
  return text?.split('\n').flatMap((line) => entryOf(line) ?? []) ?? null;
}
