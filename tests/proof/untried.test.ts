/** A record of which only one is known: a run sends it as the contact holds it, and says that this proves nothing. */
import { describe, expect, test } from 'vitest';
import type { Variant } from '../mock/index.ts';
import { loses } from '../mock/kit.ts';
import { otherCompanyId } from '../mock/world.ts';
import { play } from './helpers/servers.ts';

describe('a run that sends the company alone', () => {
  const losing: Variant = loses(['company_id']);
  const other = { NEETOCRM_COMPANY_ID: otherCompanyId };
  const reason = expect.stringMatching(/company_id .* NEETOCRM_COMPANY_ID/) as string;
  test.each<{
    readonly what: string;
    readonly variant: Variant;
    readonly env: Readonly<Record<string, string>>;
    readonly cases: readonly string[];
    readonly clause: object;
    readonly exitCode: number;
  }>([
    {
      what: 'as it is held',
      variant: {},
      env: {},
      cases: [],
      clause: { outcome: 'not-exercised', reason },
      exitCode: 0,
    },
    {
      what: 'as it is held to a server that never stores one',
      variant: losing,
      env: {},
      cases: [],
      clause: { outcome: 'not-exercised', reason },
      exitCode: 0,
    },
    { what: 'as another one', variant: {}, env: other, cases: [], clause: { outcome: 'pass' }, exitCode: 0 },
    {
      what: 'as another one to a server that never stores one',
      variant: losing,
      env: other,
      cases: [],
      clause: { outcome: 'fail' },
      exitCode: 2,
    },
    {
      what: 'after it was taken away',
      variant: {},
      env: {},
      cases: ['company-and-owner-null'],
      clause: { outcome: 'pass' },
      exitCode: 0,
    },
  ])('$what, judges it so', async ({ variant, env, cases, clause, exitCode }) => {
    const { report } = await play({ variant, env, profile: 'full', cases: [...cases, 'company-id-alone'] });
    expect(report.clauses.find(({ id }) => id === 'company-comes-back')).toMatchObject(clause);
    expect({ exitCode: report.exitCode, reasons: report.reasons.length }).toEqual({
      exitCode,
      reasons: exitCode === 0 ? 0 : 1,
    });
  });
});
