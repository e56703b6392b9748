/** Tags are a set: a list replaces, an empty list clears. */
import {
  contractCase,
  contractGroup,
  unknownIdentifier,
  wasRefused,
  type AttributeName,
  type Json,
} from '../support/index.ts';

contractGroup('tags');

const tagIds: AttributeName = 'tag_ids';

contractCase(
  'tags-empty-array',
  'an empty tag array removes every tag',
  { profile: 'smoke', judges: ['tags-empty-array-clears'], needs: [tagIds] },
  async (contract) => {
    await contract.fill();
    await contract.update({ tag_ids: [] }, 'empty array');
    await contract.settle();
  },
);

contractCase(
  'field-values-attributes-alone',
  'an update of a custom field alone changes nothing that is shown',
  { profile: 'smoke', judges: ['field-values-accepted'], needs: ['field_values_attributes'] },
  async (contract) => {
    await contract.update({ field_values_attributes: contract.value('field_values_attributes') }, 'field value alone');
    await contract.settle();
  },
);

contractCase(
  'tag-ids-alone',
  'an update of tag_ids alone sets every tag of the list',
  { profile: 'smoke', judges: ['tags-come-back', 'tags-shown-once'], needs: [tagIds] },
  async (contract) => {
    await contract.update({ tag_ids: contract.tagIds.slice(0, 2) }, 'two tags');
    await contract.settle();
  },
);

contractCase(
  'tags-replaced',
  'a list of tags replaces the tags that were there',
  { profile: 'smoke', judges: ['tags-list-replaces', 'tags-come-back'], needs: [tagIds] },
  async (contract) => {
    const ids = contract.tagIds;
    await contract.arrange({ tag_ids: ids.slice(0, 2) });
    await contract.update({ tag_ids: ids.slice(1, 2) }, 'one of two');
    await contract.settle();
  },
);

contractCase(
  'tags-all',
  'every configured tag can be on the contact at once',
  { profile: 'full', judges: ['tags-come-back'], needs: [tagIds] },
  async (contract) => {
    const ids = contract.tagIds;
    await contract.update({ tag_ids: [...ids] }, 'all');
    await contract.update({ tag_ids: [...ids].reverse() }, 'reversed');
    await contract.read();
  },
);

contractCase(
  'tags-swapped',
  'a list with none of the present tags takes their place',
  { profile: 'full', judges: ['tags-list-replaces'], needs: [tagIds] },
  async (contract) => {
    const ids = contract.tagIds;
    await contract.arrange({ tag_ids: ids.slice(0, 1) });
    await contract.update({ tag_ids: ids.slice(1) }, 'the others');
    await contract.update({ tag_ids: ids.slice(0, 1) }, 'back');
    await contract.read();
  },
);

contractCase(
  'tags-empty-array-with-name',
  'an empty tag array beside another attribute removes every tag too',
  { profile: 'full', judges: ['tags-empty-array-clears'], needs: [tagIds, 'name'] },
  async (contract) => {
    await contract.arrange({ tag_ids: contract.tagIds.slice(0, 1) });
    const beside = await contract.update(
      { ...contract.others(['name', 'email', 'phone_number', 'company_id']), tag_ids: [] },
      'with name',
    );
    // Refused together, it may have been any of them.
    if (wasRefused(beside)) await contract.update({ tag_ids: [] }, 'alone');
    await contract.read();
  },
);

contractCase(
  'tags-empty-array-twice',
  'an empty tag array for a contact without tags is accepted',
  { profile: 'full', judges: ['tags-empty-array-clears'], needs: [tagIds] },
  async (contract) => {
    await contract.arrange({ tag_ids: [] });
    await contract.update({ tag_ids: [] }, 'again');
  },
);

contractCase(
  'tags-survive-other-updates',
  'updates of other attributes leave the tags alone',
  { profile: 'nightly', judges: ['unsent-attributes-keep-value'], needs: [tagIds, 'name', 'email'] },
  async (contract) => {
    await contract.arrange({ tag_ids: contract.tagIds.slice(0, 2) });
    await contract.update({ name: contract.value('name') }, 'name');
    await contract.update({ email: contract.value('email') }, 'email');
  },
);

contractCase(
  'tags-duplicate',
  'what a tag id that is sent twice does is recorded',
  { profile: 'full', judges: ['tags-duplicate-ids'], needs: [tagIds] },
  async (contract) => {
    const [first] = contract.tagIds;
    const twice: Json = [first ?? '', first ?? ''];
    await contract.record({ tag_ids: twice }, 'tags-duplicate-ids', { label: 'twice' });
    await contract.read();
    await contract.fill();
  },
);

contractCase(
  'tags-unknown',
  'what an unknown tag id does is recorded',
  { profile: 'full', judges: ['tags-unknown-id'], needs: [tagIds] },
  async (contract) => {
    await contract.fill();
    await contract.record({ tag_ids: [unknownIdentifier] }, 'tags-unknown-id', {
      label: 'unknown',
    });
    await contract.fill();
  },
);

contractCase(
  'tags-known-and-unknown',
  'what an unknown tag id beside a known one does is recorded',
  { profile: 'full', judges: ['tags-unknown-id'], needs: [tagIds] },
  async (contract) => {
    await contract.fill();
    const known = contract.tagIds[1] ?? '';
    await contract.record({ tag_ids: [known, unknownIdentifier] }, 'tags-unknown-id', {
      label: 'known and unknown',
    });
    await contract.read();
    await contract.fill();
  },
);
