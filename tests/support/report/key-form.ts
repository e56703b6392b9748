/** Which form of the key a request carried, in the words of a shell: the record shows none of them. */
import type { Exchange } from '../client/exchange.ts';
import { badCredentials, doors, doorWithKey, nearKeys, type KeyTransform } from '../fixtures.ts';
import { keyVariable } from './curl.ts';

/**
 * What takes the place of the key on a command line. A key with a character more, or with spaces around it, is recorded with
 * these beside the mark of the key, so that the key itself is right there.
 */
const forms: Readonly<Partial<Record<KeyTransform, string>>> = {
  // Without the character that was changed: the one in its place is recorded.
  'last-changed': '${NEETOCRM_API_KEY%?}',
  'first-changed': '${NEETOCRM_API_KEY#?}',
  'last-cut': '${NEETOCRM_API_KEY%?}',
  'first-cut': '${NEETOCRM_API_KEY#?}',
  twice: '${NEETOCRM_API_KEY}${NEETOCRM_API_KEY}',
  'first-half': '$(printf %s "$NEETOCRM_API_KEY" | cut -c 1-$(( (${#NEETOCRM_API_KEY} + 1) / 2 )))',
  'other-case': '$(printf %s "$NEETOCRM_API_KEY" | tr a-zA-Z A-Za-z)',
};

const byCase = new Map([
  ...badCredentials.map(({ id, transform }) => [`key-${id}`, transform] as const),
  ...nearKeys.flatMap((key) => doors.map((door) => [doorWithKey(door, key), key.transform] as const)),
]);

/**
 * The key of an exchange as `curlOf` takes it. The cases of `fixtures/credentials.json` send their key in the one request that
 * the case is about; every other request carries the valid key.
 */
export function keyFormOf({ case: id, purpose }: Pick<Exchange, 'case' | 'purpose'>): string {
  const transform = purpose === 'case' ? byCase.get(id) : undefined;
  return (transform === undefined ? undefined : forms[transform]) ?? keyVariable;
}
