/** Another spelling of an id that finds another contact is one broken promise, and no confusion about the contact. */
import { expect, test } from 'vitest';
import { mutants } from '../mock/mutants/index.ts';
import { play } from './helpers/servers.ts';

const findings = [{ outcome: 'fail', clause: 'answer-about-addressed-contact', pointer: '/contact/id' }];

test.each([
  { id: 'braces-find-the-neighbour', by: 'id-braces' },
  { id: 'capitals-find-the-neighbour', by: 'id-upper-case' },
])('a spelling that finds the neighbour is all that is found: $id', async ({ id, by }) => {
  const variant = mutants.find((mutant) => mutant.id === id)?.variant ?? {};
  const cases = ['name-alone', 'id-upper-case', 'id-braces', 'id-no-hyphens', 'tags-replaced', 'updated-at-moves'];
  const { report, mutations } = await play({ variant, id, profile: 'full', cases, haste: 20 });
  expect(mutations).toBe(1);
  expect(report.findings.filter(({ severity }) => severity !== 'note')).toMatchObject(
    findings.map((each) => ({ ...each, cases: [by] })),
  );
});
