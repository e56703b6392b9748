/** The order of the keys of an object is the server's: what it shows is the same value. */
import { expect, test } from 'vitest';
import type { Variant } from '../mock/index.ts';
import { stores } from '../mock/kit.ts';
import { play, trippedBy } from './helpers/servers.ts';

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
};

/** Whatever is sent under a key of its own is stored and shown, its keys in another order. */
const storesTurned = (key: string): Variant => ({
  ...stores((contact, call) => {
    const { [key]: value } = (call.body as { readonly contact: Record<string, unknown> }).contact;
    if (value !== undefined) contact.extras[key] = turned(value);
  }),
  show: (call, next) => ({ ...next(), ...call.contact.extras }),
});

test.each([
  ['field_values', 'attribute-custom-fields'],
  ['notes_attributes', 'attribute-nested-destroy'],
])('%s is written, also where its keys come in another order', async (key, id) => {
  const { report } = await play({ variant: storesTurned(key), id: key, profile: 'full', cases: [id], haste: 20 });
  expect(trippedBy(report)).toContain('unknown-attributes-not-written');
});
