/** The floor of a larger profile, played. */
import { expect, test } from 'vitest';
import { play } from './helpers/servers.ts';

test('the floor of full is not reached with 60 requests', async () => {
  const { report } = await play({ profile: 'full', budget: 60 });
  expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
  expect(report.reasons.join('\n')).toMatch(/cut short of its floor, not judged: .*foreign-id-refused/);
});
