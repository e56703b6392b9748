/** What the contact holds is sent back before anything else is written: what the target refuses could not be put back. */
import { describe, expect, test } from 'vitest';
import { refusal } from '../mock/responses.ts';
import type { Contact, Variant } from '../mock/types.ts';
import { facts } from '../mock/world.ts';
import { doubtful } from '../support/endpoint/index.ts';
import { runContract } from '../support/run/run.ts';
import { nothingElse, plainSettings } from './helpers/verdict-data.ts';

const unknown = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';
const stored = { name: 'Eve Holt', email: 'eve.holt@example.com', phone_number: '+1 202-555-0143' };
const settings = {
  companyId: facts.companyId,
  ownerId: facts.ownerId,
  tagIds: facts.tagIds,
  fieldId: null,
  fieldValue: null,
  foreignContactId: null,
};

describe('a stored value that a target might not take back', () => {
  test.each<readonly [string, Record<string, unknown>, readonly string[]]>([
    ['nothing of plain values', {}, []],
    ['an empty phone number', { phone_number: '' }, ['phone_number']],
    ['a name that is not ASCII', { name: 'Zoë' }, ['name']],
    ['a long name', { name: 'E'.repeat(300) }, ['name']],
    ['an email that is none', { email: 'eve at home' }, ['email']],
    ['a tag that the configuration does not name', { tag_ids: [facts.tagIds[0], unknown] }, ['tag_ids']],
    ['a company that the configuration does not name', { company_id: unknown }, ['company_id']],
    ['no tags', { tag_ids: [] }, []],
  ])('is found: %s', (_what, change, names) => {
    const state = {
      ...stored,
      company_id: facts.companyId,
      owner_id: facts.ownerId,
      tag_ids: facts.tagIds.slice(0, 2),
      ...change,
    };
    expect(Object.keys(doubtful(state as never, settings))).toEqual(names);
  });

  test('is not sent where it is not written: one that no variable is for', () =>
    expect(doubtful({ ...stored, company_id: unknown }, { ...settings, companyId: null })).toEqual({}));
});

/** A server that holds something from the start, and refuses some updates. */
const holds = (change: Partial<Contact>, refuses: (sent: Record<string, unknown>) => boolean): Variant => ({
  seed: ({ contacts }) => void Object.assign(contacts.get(facts.contactId) as Contact, change),
  validate: (call, next) => {
    const { contact } = call.body as { readonly contact?: unknown };
    if (typeof contact === 'object' && contact !== null && refuses(contact as Record<string, unknown>))
      throw refusal(422, 'Not allowed.');
    return next();
  },
});

async function cameOf(variant: Variant, profile: 'smoke' | 'full' = 'smoke') {
  const sent: Record<string, unknown>[] = [];
  const recorded: Variant = {
    ...variant,
    validate: (call, next) => {
      const { contact } = call.body as { readonly contact?: unknown };
      if (typeof contact === 'object' && contact !== null) sent.push(contact as Record<string, unknown>);
      return variant.validate?.(call, next) ?? next();
    },
  };
  const report = await runContract({
    settings: plainSettings({ profile }),
    comparisons: nothingElse,
    signal: new AbortController().signal,
    variant: recorded,
  });
  return { report, sent };
}

describe('a run', () => {
  test.each<readonly [string, Partial<Contact>, keyof Contact, 'smoke' | 'full']>([
    ['an empty phone number', { phone_number: '' }, 'phone_number', 'smoke'],
    ['an empty phone number, in the profile full', { phone_number: '' }, 'phone_number', 'full'],
    ['a name of 300 characters', { name: 'E'.repeat(300) }, 'name', 'smoke'],
    ['an email that is none', { email: 'eve at home' }, 'email', 'smoke'],
  ])('never writes over %s that the target refuses', async (_what, change, name, profile) => {
    const value = change[name];
    const { report, sent } = await cameOf(
      holds(change, (attributes) => attributes[name] === value),
      profile,
    );
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, sandbox: { restored: true } });
    expect(report.reasons.join(' ')).toMatch(
      /The contact holds a value of \w+( \w+)? that the target does not take back/,
    );
    const values = sent.filter((attributes) => name in attributes).map((attributes) => attributes[name]);
    expect([...new Set(values)]).toEqual([value]);
    expect(report.findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  test('sends doubtful values one by one where they are refused together', async () => {
    const { report, sent } = await cameOf(
      holds({ name: 'Zoë', phone_number: '' }, ({ phone_number: phone }) => phone === ''),
    );
    // Before them, an update that changes nothing reads what is shown as empty.
    expect(sent.slice(1, 8)).toMatchObject([
      { name: 'Zoë', phone_number: '' },
      { name: 'Zoë' },
      { email: 'eve.holt@example.com' },
      { phone_number: '' },
      { company_id: facts.companyId },
      { owner_id: facts.ownerId },
      { tag_ids: facts.tagIds.slice(0, 2) },
    ]);
    expect(sent.slice(1, 8).map((attributes) => Object.keys(attributes).length)).toEqual([6, 1, 1, 1, 1, 1, 1]);
    expect(report).toMatchObject({ exitCode: 3, sandbox: { restored: true } });
    expect(sent.some(({ name }) => name !== undefined && name !== 'Zoë')).toBe(true);
  });

  test('goes on as ever where doubtful values are taken back', async () => {
    const { report, sent } = await cameOf(holds({ name: 'Zoë' }, () => false));
    expect(sent[0]).toMatchObject({ name: 'Zoë' });
    expect(report).toMatchObject({ exitCode: 0, sandbox: { restored: true } });
  });

  test('leaves alone a tag set of which one is gone', async () => {
    const { report } = await cameOf(
      holds(
        { tag_ids: [facts.tagIds[0] as string, unknown] },
        ({ tag_ids: ids }) => Array.isArray(ids) && ids.includes(unknown),
      ),
    );
    expect(report).toMatchObject({ exitCode: 3, sandbox: { restored: true } });
    expect(report.reasons.join(' ')).toContain('a value of tags that the target does not take back');
  });

  test('leaves alone what the target fails on when it is sent back', async () => {
    const variant = holds({ owner_id: unknown }, () => false);
    const fails: Variant = {
      ...variant,
      validate: (call, next) => {
        const { contact } = call.body as { readonly contact?: { readonly owner_id?: unknown } };
        if (contact?.owner_id === unknown) throw refusal(500, 'Foreign key violation');
        return next();
      },
    };
    const { report, sent } = await cameOf(fails);
    expect(report).toMatchObject({
      exitCode: 3,
      sandbox: { restored: true, attributes: { owner_id: 'not written, unchanged' } },
    });
    expect(sent.some(({ owner_id: owner }) => owner !== undefined && owner !== unknown)).toBe(false);
  });

  test('does not call restored what was not written and changed all the same', async () => {
    const variant = holds({ phone_number: '' }, ({ phone_number: phone }) => phone === '');
    const { report } = await cameOf({
      ...variant,
      write: (call, next) => {
        next();
        call.contact.phone_number = '+1 202-555-0111';
      },
    });
    expect(report.sandbox).toMatchObject({
      restored: false,
      attributes: { phone_number: expect.stringContaining('changed all the same') as string },
      message: expect.stringContaining('Put it back by hand: {"phone_number":""}') as string,
    });
  });

  test('sends nothing more to a contact with plain values', async () => {
    const { report } = await cameOf({});
    expect(report.requests).toMatchObject({ confirming: 0 });
  });
});
