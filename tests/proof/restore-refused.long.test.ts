/** One attribute that is refused never keeps the others from being put back. */
import { describe, expect, test } from 'vitest';
import { refusal } from '../mock/responses.ts';
import { sentContact, takesText } from '../mock/kit.ts';
import type { Call, Variant, VariantSource } from '../mock/types.ts';
import { facts, otherCompanyId, otherOwnerId } from '../mock/world.ts';
import { restoreOnDemand } from '../support/sandbox/index.ts';
import { limitFor } from '../support/restore/work.ts';
import { startBench } from './helpers/sandbox.ts';

const otherTags = facts.tagIds.slice(2);

/** What came of putting back all that a run has written over; `turn` is called when it has. */
async function played(variantOf: (isOver: () => boolean) => VariantSource, seed: Record<string, unknown> = {}) {
  let isOver = false;
  const variant = variantOf(() => isOver);
  const bench = await startBench(
    typeof variant === 'function'
      ? variant
      : { seed: ({ contacts }) => void Object.assign(contacts.get(facts.contactId) ?? {}, seed), ...variant },
  );
  const { mock, pauses } = bench;
  const before = mock.stored();
  const opening = await bench.opened();
  await bench.write({ name: 'Nora Blix', email: 'nora.blix@example.com', phone_number: '+1 202-555-0177' });
  await bench.write({ tag_ids: otherTags, field_values_attributes: [{ field_id: facts.fieldId, value: 'Another' }] });
  await bench.write({ company_id: otherCompanyId, owner_id: otherOwnerId });
  isOver = true;
  const restored = await opening.restore();
  return { before, after: mock.stored(), restored, pauses, bench };
}

/** The names of what an update sends, before the stand-in has looked at it. */
const namesIn = ({ bytes }: Call): readonly string[] =>
  bytes.length === 0 ? [] : Object.keys((JSON.parse(bytes.toString()) as { readonly contact?: object }).contact ?? {});
const attributes = ['name', 'email', 'phone_number', 'company_id', 'owner_id', 'tag_ids', 'field_values_attributes'];
const responses: readonly (readonly [string, number])[] = [
  ...attributes.map((name) => [name, 422] as const),
  ...[400, 403, 404, 409, 451, 500, 503].map((status) => ['tag_ids', status] as const),
];

describe('where one attribute is refused', () => {
  test.each(responses)('%s with %i, all others are put back', async (name, status) => {
    const { before, after, restored } = await played((isOver) => ({
      before: (call) =>
        isOver() && namesIn(call).includes(name) ? { status, headers: {}, body: { error: 'Not this one' } } : undefined,
    }));
    const kept: Record<string, unknown> = { ...before, updated_at: 0 };
    const stored = name in before ? name : 'field_values';
    expect({ ...after, updated_at: 0, [stored]: kept[stored] }).toEqual(kept);
    expect(restored.ok).toBe(stored === 'field_values');
    expect(Object.keys(restored.byHand ?? {})).toEqual(restored.ok ? [] : [name]);
    expect(restored.cause).not.toBe('target-stores-otherwise');
  });

  test.each([1, 2, 3])('and more than %i together, all are put back', async (most) => {
    const { before, after, restored } = await played((isOver) => ({
      before: (call) =>
        isOver() && namesIn(call).length > most ? { status: 422, headers: {}, body: { error: 'Too many' } } : undefined,
    }));
    expect({ ...after, updated_at: 0 }).toEqual({ ...before, updated_at: 0 });
    expect(restored).toMatchObject({ ok: true, byHand: null });
  });
});

describe('a tag that went away in mid-run', () => {
  const refuses =
    (gone: readonly string[]) =>
    (isOver: () => boolean): Variant => ({
      validate: (call, next) => {
        const ids = sentContact(call)?.['tag_ids'];
        if (isOver() && Array.isArray(ids) && ids.some((id) => gone.includes(id as string)))
          throw refusal(422, 'No such tag.');
        return next();
      },
    });

  test('is told, and the rest of the tags is put back with everything else', async () => {
    const [first = '', second = ''] = facts.tagIds;
    const { before, after, restored } = await played(refuses([second]));
    expect({ ...after, updated_at: 0 }).toEqual({ ...before, updated_at: 0, tag_ids: [first] });
    expect(restored).toMatchObject({ ok: false, cause: 'not-reachable', byHand: null, asGoodAsItGets: true });
    expect(restored.attributes['tag_ids']).toBe(`put back but for ${second}: the update was answered with 422`);
  });

  test('is told beside others of many', async () => {
    const gone = [facts.tagIds[1] ?? '', facts.tagIds[2] ?? ''];
    const { after, restored } = await played(refuses(gone), { tag_ids: facts.tagIds });
    expect(after.tag_ids).toEqual([facts.tagIds[0], facts.tagIds[3]]);
    expect(restored.message).toContain(`tag_ids was put back but for ${gone.join(', ')}`);
  });

  test('leaves none where it was the only one', async () => {
    const gone = facts.tagIds.slice(0, 1);
    const { after } = await played(refuses(gone), { tag_ids: gone });
    expect(after.tag_ids).toEqual([]);
  });
});

describe('of many tags every second one went away in mid-run', () => {
  const many = Array.from({ length: 32 }, (_, nth) => `d41f0b7e-52c8-4e1a-9b36-7c0de5a8f3${String(10 + nth)}`);
  const gone = many.filter((_, nth) => nth % 2 === 1);
  const left = many.filter((id) => !gone.includes(id));
  const variant = (isOver: () => boolean): Variant => ({
    seed: ({ contacts, tags }) => {
      for (const id of many) (tags as Map<string, string>).set(id, id);
      Object.assign(contacts.get(facts.contactId) ?? {}, { tag_ids: many });
    },
    validate: (call, next) => {
      const ids = sentContact(call)?.['tag_ids'];
      if (isOver() && Array.isArray(ids) && ids.some((id) => gone.includes(id as string)))
        throw refusal(422, 'No such tag.');
      return next();
    },
  });

  test('those that were never tried are not called gone, and are tried next', async () => {
    const { restored, bench } = await played(variant);
    expect(restored).toMatchObject({ ok: false, asGoodAsItGets: false });
    expect(restored.message).toContain('no requests were left to try');
    expect(restored.gone['tag_ids']?.every((id) => gone.includes(id))).toBe(true);
    let turns = 0;
    let last = await restoreOnDemand(bench.options, null);
    while (last.kind === 'restored' && !last.restored.asGoodAsItGets && (turns += 1) < 9)
      last = await restoreOnDemand(bench.options, null);
    expect(bench.mock.stored().tag_ids).toEqual(left);
    expect(last).toMatchObject({ kind: 'restored', restored: { gone: { tag_ids: gone } } });
    expect(await restoreOnDemand(bench.options, null)).toMatchObject({ kind: 'nothing' });
  });
});

describe('another notation of the same value', () => {
  test.each<readonly [string, 'email' | 'phone_number' | 'name', string, (text: string) => string, RegExp]>([
    ['letter case', 'email', 'Eve.Holt@Example.com', (text) => text.toLowerCase(), /in another letter case/],
    ['punctuation', 'phone_number', '+1 (202) 555-0143', (text) => text.replace(/[ ()-]/g, ''), /punctuation/],
    ['normal form', 'name', 'Zoë Holt'.normalize('NFD'), (text) => text.normalize('NFC'), /Unicode normal form/],
  ])('in %s is told and is no fault', async (_what, name, value, change, told) => {
    const { restored, after } = await played((isOver) => takesText(name, (text) => (isOver() ? change(text) : text)), {
      [name]: value,
    });
    expect(after[name]).toBe(change(value));
    expect(restored).toMatchObject({ ok: true, byHand: null });
    expect(restored.attributes[name]).toMatch(told);
    expect(restored.message).toMatch(told);
  });
});

test('what nobody has seen in the end is not called something else', async () => {
  const { restored } = await played((isOver) => ({
    before: () =>
      isOver() ? { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Maintenance</p>' } : undefined,
  }));
  expect(restored).toMatchObject({ ok: false, cause: 'not-reachable', elsewise: {} });
  expect(restored.message).not.toContain('something else');
});

test.each([1, 7, 40])('each of %i attributes fits into a restore alone', (count) => {
  const state = Object.fromEntries(Array.from({ length: count }, (_, nth) => [`attribute_${String(nth)}`, 'x']));
  const wanted = { how: 'get', state, blind: [], field: null } as const;
  // Halving sends fewer than two updates per attribute; the first of all and two reads come before and after it.
  expect(limitFor(wanted)).toBeGreaterThanOrEqual(2 * count + 3);
});
