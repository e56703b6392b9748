/** The profile nightly plays every row of `fixtures/`. */
import { expect, test } from 'vitest';
import { doors } from '../support/fixtures.ts';
import { play } from './helpers/servers.ts';

test('nightly plays every row that configuration and target allow', async () => {
  const { report } = await play({ profile: 'nightly' });
  expect(report).toMatchObject({ verdict: 'conformant', partial: false });
  // The stand-in sets no cookies that could be sent back.
  const withCookies = doors.filter(({ cookies }) => cookies !== undefined).length;
  expect(report.rows?.filter(({ rows, played }) => played < rows)).toEqual([
    { table: 'doors', rows: doors.length, played: doors.length - withCookies },
  ]);
});
