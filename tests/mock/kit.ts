/** Building blocks of variants. Each counts as having acted only when it really made a difference. */
import { isDeepStrictEqual } from 'node:util';

import type { MockResponse, Call, Changes, Contact, Shown, Variant } from './types.ts';

type When = (call: Call) => boolean;
const always: When = () => true;
export const onUpdate: When = (call) => call.action === 'update';
export const onRead: When = (call) => call.action === 'read';

/** Gives `value`, and counts. */
export function act<T>(call: Call, value: T): T {
  call.acted();
  return value;
}

/** Gives `after`, and counts when it differs from `before`. */
export function changed<T>(call: Call, before: T, after: T): T {
  if (!isDeepStrictEqual(before, after)) call.acted();
  return after;
}

/** The shown contact is changed by `change`, which gets a copy. */
export const shows = (change: (shown: Shown, call: Call) => Shown, when: When = always): Variant => ({
  show: (call, next) => {
    const shown = next();
    return when(call) ? changed(call, shown, change(structuredClone(shown), call)) : shown;
  },
});

/** One key of the shown contact is changed. */
export const showsKey = (key: string, change: (value: unknown, call: Call) => unknown, when: When = always): Variant =>
  shows((shown, call) => ({ ...shown, [key]: change(shown[key], call) }), when);

/** One text of the shown contact is changed. */
export const showsText = (key: string, change: (text: string, call: Call) => unknown, when: When = always): Variant =>
  showsKey(key, (value, call) => (typeof value === 'string' ? change(value, call) : value), when);

/** The changes are altered between the check and the write. `change` gets a copy. */
export const takes = (change: (changes: Changes, call: Call) => Changes, when: When = always): Variant => ({
  validate: (call, next) => {
    const changes = next();
    return when(call) ? changed(call, changes, change(structuredClone(changes), call)) : changes;
  },
});

type Text = 'name' | 'email' | 'phone_number';
/** A text that was sent is altered before it is stored. */
export const takesText = (
  attribute: Text,
  change: (text: string, call: Call) => string,
  when: When = always,
): Variant =>
  takes((changes, call) => {
    const sent = changes[attribute];
    return sent === undefined ? changes : { ...changes, [attribute]: change(sent, call) };
  }, when);

/** Attributes that were sent are lost on the way to the store. */
export const loses = (attributes: readonly (keyof Changes)[], when: When = always): Variant =>
  takes(
    (changes) =>
      Object.fromEntries(Object.entries(changes).filter(([key]) => !attributes.includes(key as keyof Changes))),
    when,
  );

/** After the write, the stored contact is changed by `change`, in place. */
export const stores = (change: (contact: Contact, call: Call) => void, when: When = always): Variant => ({
  write: (call, next) => {
    next();
    if (!when(call)) return;
    const before = structuredClone(call.contact);
    change(call.contact, call);
    changed(call, before, structuredClone(call.contact));
  },
});

/** The response to an accepted update is changed. */
export const responses = (
  change: (response: MockResponse, call: Call) => MockResponse | Promise<MockResponse>,
  when: When = onUpdate,
): Variant => ({
  accept: (call, next) => {
    const response = next();
    return when(call) ? act(call, change(response, call)) : response;
  },
});

/** A refusal is changed. */
export const refuses = (
  change: (response: MockResponse, call: Call) => MockResponse,
  when: (response: MockResponse, call: Call) => boolean = () => true,
): Variant => ({
  respond: (call, response) =>
    response.status >= 400 && when(response, call)
      ? changed(call, response, change(structuredClone(response), call))
      : response,
});

/** The object under `contact` of the parsed body, when there is one. */
export function sentContact(call: Call): Record<string, unknown> | undefined {
  const { body } = call;
  if (typeof body !== 'object' || body === null || !('contact' in body)) return undefined;
  const { contact } = body;
  return typeof contact === 'object' && contact !== null ? (contact as Record<string, unknown>) : undefined;
}

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** A whole HTTP/1.1 response as bytes, with headers exactly as given. */
export function wire(status: string, headers: readonly string[], body: Buffer | string): Buffer {
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(body),
  ]);
}
