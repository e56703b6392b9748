/** created_at stays, updated_at moves. */
import { contactOf, contractCase, contractGroup, instant, own, resolution, type Exchange } from '../support/index.ts';

contractGroup('timestamps');

const updatedAt = (exchange: Exchange): string => {
  const contact = contactOf(exchange.response?.parsed);
  const value = contact === null ? undefined : own(contact, 'updated_at');
  return typeof value === 'string' ? value : '';
};

/** Long enough for a timestamp of this precision to move: ten milliseconds at least. */
const step = (exchange: Exchange): number => Math.max(12, resolution(updatedAt(exchange)) * 1.1);

const movement = (before: Exchange, after: Exchange): string =>
  instant(updatedAt(after)) > instant(updatedAt(before)) ? 'moved' : 'kept';

contractCase(
  'updated-at-moves',
  'updated_at moves forward when a scalar attribute changes',
  {
    profile: 'full',
    judges: ['updated-at-advances', 'updated-at-never-goes-back', 'created-at-constant'],
    needs: ['name', 'email', 'phone_number'],
  },
  async (contract) => {
    const first = await contract.update({ name: contract.value('name', 'first') }, 'first');
    await contract.pause(step(first));
    const second = await contract.update({ name: contract.value('name', 'second') }, 'second');
    await contract.pause(step(second));
    const third = await contract.update({ email: contract.value('email', 'third') }, 'third');
    await contract.pause(step(third));
    await contract.update({ phone_number: contract.value('phone_number', 'fourth') }, 'fourth');
  },
);

contractCase(
  'updated-at-tags',
  'whether updated_at moves with the tags alone is recorded',
  { profile: 'full', judges: ['updated-at-tags-or-fields-only'], needs: ['tag_ids', 'name'] },
  async (contract) => {
    const ids = contract.tagIds;
    const before = await contract.update({ name: contract.value('name'), tag_ids: ids.slice(0, 2) }, 'name and tags');
    await contract.pause(step(before));
    const after = await contract.update({ tag_ids: ids.slice(1, 2) }, 'tags');
    contract.note(movement(before, after));
    contract.pass('updated-at-tags-or-fields-only', '/contact/updated_at');
  },
);

contractCase(
  'updated-at-no-op',
  'whether updated_at moves when nothing changes is recorded',
  { profile: 'full', judges: ['updated-at-no-op'], needs: ['name'] },
  async (contract) => {
    const values = { name: contract.value('name') };
    const before = await contract.update(values, 'change');
    await contract.pause(step(before));
    const after = await contract.update(values, 'no change');
    contract.note(movement(before, after));
    contract.pass('updated-at-no-op', '/contact/updated_at');
  },
);
