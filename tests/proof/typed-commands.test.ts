/** Commands as they are typed where the package is installed. */
import { expect, test } from 'vitest';
import { asTyped } from '../support/text/typed-commands.ts';

const name = 'npx --no-install -- neetocrm-contact-update-contract';

test.each([
  ['npm run replay -- tags-all --seed 1', `${name} replay tags-all --seed 1`],
  ['Type `npm run drift:accept -- x`, or `npm run doctor`.', `Type \`${name} drift:accept x\`, or \`${name} doctor\`.`],
  ['nothing to type', 'nothing to type'],
])('%j is %j', (text, typed) => expect(asTyped(text, true)).toBe(typed));

test('in a checkout a text stays as it is', () => expect(asTyped('npm run doctor', false)).toBe('npm run doctor'));
