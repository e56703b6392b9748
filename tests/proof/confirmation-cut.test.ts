/** What further looks show although they come to nothing: a fault of the suite, and what needs no other look. */
import { expect, test } from 'vitest';
import type { Call, VariantSource } from '../mock/types.ts';
import { json } from '../mock/responses.ts';
import { contractCase, declaredCases, type CaseOptions } from '../support/cases/cases.ts';
import { Stopped } from '../support/cases/stopped.ts';
import type { ContractContext } from '../support/cases/context.ts';
import { reportCase } from '../support/play/report-case.ts';
import { play } from './helpers/servers.ts';
import { openSession } from './helpers/session.ts';

const wrongName: VariantSource = {
  show: (call, next) => (call.action === 'update' ? { ...next(), name: 'Worse' } : next()),
};
const options: CaseOptions = { profile: 'full', judges: ['name-comes-back'] };

/** Plays one case that is declared for it against a server that shows another name than it was sent. */
async function playOne(id: string, run: (contract: ContractContext, turn: number) => Promise<void>) {
  const { play: session, close } = await openSession(id, wrongName);
  let turn = 0;
  contractCase(id, id, options, (contract) => run(contract, (turn += 1)));
  const definition = declaredCases().find((each) => each.id === id);
  if (definition === undefined) throw new Error(`There is no case ${id}.`);
  const { findings } = await reportCase(session, definition, true);
  await close();
  return findings.map(({ outcome, clause, looked }) => `${outcome} ${clause} ${looked?.state ?? '-'}`);
}

test('a case that throws in a further look is a fault of the suite', async () => {
  const findings = await playOne('throws-later', async (contract, turn) => {
    if (turn > 1) throw new TypeError('A fault of the suite.');
    await contract.update({ name: 'Bad' });
  });
  expect(findings).toContain('error name-comes-back -');
  expect(findings).toContain('fail name-comes-back open');
});

test('a case that cannot be played again leaves open what it found', async () => {
  const findings = await playOne('stops-later', async (contract, turn) => {
    if (turn > 1) throw new Stopped('unavailable', 'Nothing more is sent.');
    await contract.update({ name: 'Bad' });
  });
  expect(findings).toContain('fail name-comes-back open');
});

const isOfPhone = ({ action, body }: Call): boolean =>
  action === 'update' && Object.keys((body as { readonly contact: object }).contact).join() === 'phone_number';

/** Shows another phone number each time, and the key in the third response; nobody is there so many requests later. */
const leaksOnce =
  (later: number): VariantSource =>
  () => {
    let count = 0;
    let leaked = Number.POSITIVE_INFINITY;
    return {
      before: ({ nth }) => (nth > leaked + later ? json(401, { error: 'no' }) : undefined),
      show: (call, next) => (isOfPhone(call) ? { ...next(), phone_number: '+12025550100' } : next()),
      respond: (call, response) => {
        if (!isOfPhone(call) || (count += 1) !== 3) return response;
        call.acted();
        leaked = call.nth;
        return { ...response, headers: { ...response.headers, 'X-Debug': call.facts.apiKey } };
      },
    };
  };

test.each([
  ['before the control of its look', 0],
  ['after it', 3],
])('a leak that a further look shows is told although nobody is there %s', async (_what, later) => {
  const { report } = await play({
    variant: leaksOnce(later),
    profile: 'full',
    cases: ['phone-number-alone'],
    haste: 20,
    lateAfter: 1,
    patience: 300,
  });
  expect(report.exitCode).toBe(2);
  expect(report.findings.filter(({ outcome }) => outcome === 'fail').map(({ clause }) => clause)).toEqual([
    'answer-never-carries-key',
  ]);
});
