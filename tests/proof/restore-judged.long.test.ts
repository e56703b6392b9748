/** The updates that put the contact back are judged like any other: what they break is red when it is steady. */
import { describe, expect, test } from 'vitest';
import { sentContact } from '../mock/kit.ts';
import type { Call, Variant } from '../mock/types.ts';
import { facts } from '../mock/world.ts';
import { runContract } from '../support/run/run.ts';
import { nothingElse, plainSettings } from './helpers/verdict-data.ts';

const [name, email] = ['Eve Holt', 'Eve.Holt@Example.com'];

/** True for an update that gives the contact its name back. The case that sends it back comes before any other name. */
const givesBack = ({ bytes, world }: Call): boolean => {
  const isName = bytes.includes(`"name":"${name}"`);
  if (!isName && bytes.includes('"name":')) written.add(world);
  return isName && written.has(world);
};
const written = new WeakSet<object>();
const status = (code: number) => ({ status: code, headers: {}, body: { error: 'Not now' } });
const seeded = (variant: Variant, change: object): Variant => ({
  seed: ({ contacts }) => void Object.assign(contacts.get(facts.contactId) ?? {}, change),
  ...variant,
});

async function cameOf(variant: Variant) {
  const report = await runContract({
    settings: plainSettings({ profile: 'smoke' }),
    comparisons: nothingElse,
    signal: new AbortController().signal,
    sleep: () => Promise.resolve(),
    variant,
  });
  return {
    exit: report.exitCode,
    restored: report.sandbox.restored,
    message: report.sandbox.message,
    broken: report.findings.filter(({ outcome }) => outcome === 'fail').map(({ clause }) => clause),
    flaky: report.findings.filter((finding) => finding.flaky).map(({ clause }) => clause),
  };
}

describe('a contact is put back by updates', () => {
  test('of which one is answered with 500 each time: red', async () => {
    const came = await cameOf({ before: (call) => (givesBack(call) ? status(500) : undefined) });
    expect(came).toMatchObject({ exit: 2, restored: false });
    expect(came.broken).toContain('update-answers-200');
  });

  test('of which one is answered with 500 once: not red', async () => {
    let failed = 0;
    const came = await cameOf({ before: (call) => (givesBack(call) && (failed += 1) === 1 ? status(500) : undefined) });
    expect(came).toMatchObject({ exit: 0, restored: true, broken: [] });
    expect(came.flaky).toContain('never-5xx');
  });

  test('to which a target answers 500 from then on: an error, and not red', async () => {
    let isOver = false;
    const came = await cameOf({ before: (call) => ((isOver ||= givesBack(call)) ? status(500) : undefined) });
    expect(came).toMatchObject({ exit: 1, restored: false, broken: [] });
  });

  test('of which one names a record that is refused by now: an error, no red', async () => {
    let isOver = false;
    const came = await cameOf({
      before: (call) => ((isOver ||= givesBack(call)) && call.bytes.includes('"tag_ids"') ? status(422) : undefined),
    });
    expect(came).toMatchObject({ exit: 1, restored: false, broken: [] });
    expect(came.message).toMatch(/could not be put back \(tag_ids\)/);
  });

  test('of which one is answered as sent, and not stored: red', async () => {
    const came = await cameOf({
      write: (call, next) => {
        next();
        if (sentContact(call)?.['name'] === name) Object.assign(call.contact, { name: 'Another Name' });
      },
      show: (call, next) => (sentContact(call)?.['name'] === name ? { ...next(), name } : next()),
    });
    expect(came).toMatchObject({ exit: 2, restored: false });
    expect(came.broken).toContain('update-is-stored');
  });

  test('of which one is answered without a key: red, though all is put back', async () => {
    const came = await cameOf({
      show: (call, next) => {
        const { created_at: _, ...rest } = next();
        return sentContact(call)?.['name'] === name ? rest : next();
      },
    });
    expect(came).toMatchObject({ exit: 2, restored: true, broken: ['answer-nine-keys'] });
  });

  test('of which one is stored in another letter case: not red', async () => {
    const came = await cameOf(
      seeded(
        {
          write: (call, next) => {
            next();
            if (sentContact(call)?.['email'] === email) Object.assign(call.contact, { email: email.toLowerCase() });
          },
        },
        { email },
      ),
    );
    expect(came).toMatchObject({ exit: 0, restored: true, broken: [] });
    expect(came.message).toMatch(/email was put back in another letter case: it held .* and holds/);
  });
});
