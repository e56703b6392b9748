/** A payload that is made smaller shows the same as the first one: how the promise broke is told by that. */
import { expect, test } from 'vitest';
import { onUpdate, stores } from '../mock/kit.ts';
import { play } from './helpers/servers.ts';

test('what a smaller payload left before is not taken for a lost write', async () => {
  const { report } = await play({
    profile: 'full',
    cases: ['text-name-outer-spaces', 'generated-stored'],
    variant: stores((contact, { bytes }) => {
      const beside = /"name":.*"email":"[^"]*[gk]|"email":"[^"@]*[gk].*"name":/;
      if (beside.test(bytes.toString())) contact.name = contact.name.toUpperCase();
    }, onUpdate),
  });
  const [finding] = report.findings.filter(({ clause }) => clause === 'name-comes-back');
  expect(finding).toMatchObject({ outcome: 'fail', message: 'The value sent for name comes back changed.' });
  expect(finding?.actual).toBe((finding?.expected as string).toUpperCase());
});
