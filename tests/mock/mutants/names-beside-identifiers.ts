/** The name beside an identifier is stale, or of another record. */
import { changed, onRead, onUpdate, shows } from '../kit.ts';
import type { Call, Shown, Variant } from '../types.ts';
import { otherCompanyId, otherOwnerId } from '../world.ts';
import { drifts, group, violates } from './define.ts';

type Key = 'company' | 'owner';
const rename = (shown: Shown, key: Key, name: (call: Shown) => unknown): Shown => {
  const record = shown[key] as Shown | null;
  return record === null || record['id'] === null ? shown : { ...shown, [key]: { ...record, name: name(shown) } };
};
const named = (key: Key, name: (shown: Shown) => unknown, when?: (call: Call) => boolean): Variant =>
  shows((shown) => rename(shown, key, name), when);

/** The contact begins with another company and another owner than those that are configured. */
const seed: Variant['seed'] = ({ contacts }) => {
  for (const contact of contacts.values())
    if (contact.company_id !== null) Object.assign(contact, { company_id: otherCompanyId, owner_id: otherOwnerId });
};
/** A response to an update shows the name of the record that the contact held before it. */
const stale = (key: Key): Variant => ({
  seed,
  show: (call, next) => {
    const shown = next();
    if (!onUpdate(call)) return shown;
    const before = key === 'company' ? call.before.company_id : call.before.owner_id;
    const names = key === 'company' ? call.world.companies : call.world.owners;
    const name = before === null ? undefined : names.get(before);
    return name === undefined
      ? shown
      : changed(
          call,
          shown,
          rename(shown, key, () => name),
        );
  },
});

const clause = ['names-belong-to-identifiers'];
export const namesBesideIdentifiers = group('names-beside-identifiers', [
  violates(
    'company-name-stale',
    'a response to a change of company shows the name of the company before',
    'full',
    clause,
    stale('company'),
  ),
  violates(
    'owner-name-stale',
    'a response to a change of owner shows the name of the owner before',
    'full',
    clause,
    stale('owner'),
  ),
  violates(
    'company-name-of-another',
    'responses to updates show the name of another company',
    'smoke',
    clause,
    named('company', () => 'Umbra Freight', onUpdate),
  ),
  violates(
    'owner-name-of-the-contact',
    'responses to updates show the name of the contact as that of its owner',
    'smoke',
    clause,
    named('owner', (shown) => shown['name'], onUpdate),
  ),
  violates(
    'owner-name-of-another-in-reads',
    'reads after an update show the name of another owner',
    'full',
    clause,
    () => {
      let updates = 0;
      return {
        ...named(
          'owner',
          () => 'Sam Okafor',
          (call) => onRead(call) && updates > 0,
        ),
        respond: (call, response) => {
          if (onUpdate(call)) updates += 1;
          return response;
        },
      };
    },
  ),
  violates(
    'tag-names-swapped',
    'responses to updates show the names of tags in the order of the alphabet, whatever their identifiers',
    'full',
    clause,
    shows((shown) => {
      const tags = shown['tags'] as readonly Shown[];
      const names = tags
        .map(({ name }) => name)
        .toSorted()
        .toReversed();
      return { ...shown, tags: tags.map((tag, index) => ({ ...tag, name: names[index] })) };
    }, onUpdate),
  ),
  drifts(
    'company-name-always-of-another',
    'the name of another company is shown beside the one that is configured, from the first read on',
    'full',
    named('company', () => 'Umbra Freight'),
  ),
]);
