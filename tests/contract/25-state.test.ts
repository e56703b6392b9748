/** What is stored: by value, after repeats, alternations, refusals, and at the same time. */
import {
  attributeNames,
  attributesOf,
  brokenBody,
  contractCase,
  contractCases,
  contractGroup,
  differences,
  pointerTo,
  refusal,
  type AttributeName,
  type JsonObject,
} from '../support/index.ts';

contractGroup('state');

contractCase(
  'same-update-twice',
  'the same update twice leaves the same contact',
  { profile: 'full', judges: ['same-update-twice-same-contact'], needs: ['name', 'reading'] },
  async (contract) => {
    await contract.fill();
    const values = contract.values(attributeNames, 'twice');
    await contract.update(values, 'first');
    const once = await contract.read();
    const exchange = await contract.update(values, 'second');
    contract.note('no-op');
    const twice = await contract.read();
    const changed = differences(once, twice);
    contract.check(
      changed.length === 0,
      'same-update-twice-same-contact',
      changed[0] === undefined ? '' : pointerTo(changed[0].key),
      'The second of two equal updates changed the contact.',
      { expected: changed[0]?.expected ?? null, actual: changed[0]?.actual ?? null },
      exchange,
    );
  },
);

contractCase(
  'alternating',
  'texts follow each of several updates in a row',
  { profile: 'full', judges: ['update-is-stored'], needs: ['name', 'email', 'phone_number', 'reading'] },
  async (contract) => {
    const texts = attributesOf('text').map(({ name }) => name as AttributeName);
    const one = contract.values(texts, 'one');
    await contract.update(one, 'one');
    // The same name in small letters: a comparison without regard to letter case takes it for no change.
    await contract.update(
      { ...contract.values(texts, 'two'), name: contract.text('name', 'one').toLowerCase() },
      'two',
    );
    await contract.update(one, 'one again');
    await contract.read();
  },
);

contractCase(
  'unchanged-beside-changed',
  'attributes that are sent as they are stay, beside others that change',
  {
    profile: 'full',
    judges: ['unsent-attributes-keep-value', 'update-answers-200'],
    needs: ['name', 'email', 'phone_number'],
  },
  async (contract) => {
    await contract.fill();
    const asTheyAre = (keys: readonly AttributeName[]): JsonObject => {
      const known = contract.known();
      return Object.fromEntries(keys.filter(contract.can).map((key) => [key, known[key] ?? contract.value(key)]));
    };
    await contract.update(
      { ...asTheyAre(['email', 'company_id']), ...contract.others(['owner_id', 'tag_ids']) },
      'some',
    );
    await contract.update(
      { ...asTheyAre(['phone_number', 'owner_id', 'tag_ids']), ...contract.others(['name']) },
      'others',
    );
  },
);

contractCase(
  'read-update-read',
  'an update after a read changes what was sent and nothing else',
  {
    profile: 'full',
    judges: ['update-is-stored', 'unsent-attributes-keep-value'],
    needs: ['name', 'email', 'reading'],
  },
  async (contract) => {
    await contract.update(contract.values(['email'], 'between'), 'between');
    await contract.read();
    await contract.update(contract.values(['name'], 'after'), 'after');
  },
);

contractCase(
  'refused-after-accepted',
  'a refused update after an accepted one leaves what was accepted',
  { profile: 'full', judges: ['refused-update-changes-nothing'], needs: ['name', 'email', 'reading'] },
  async (contract) => {
    await contract.update(contract.values(['name', 'email'], 'accepted'), 'accepted');
    const marker = contract.text('name', 'must not be written');
    await contract.send(
      { body: brokenBody(`{"name":"${marker}","email":`) },
      {
        expectation: refusal('malformed-json-refused', {
          statuses: [400, 415, 422],
          statusClause: 'malformed-json-answers-400',
        }),
        label: 'cut short',
        wouldWrite: { name: marker },
      },
    );
    await contract.read();
  },
);

interface Pair {
  readonly left: AttributeName;
  readonly right: AttributeName;
}

contractCases<Pair>(
  [
    { left: 'name', right: 'email' },
    { left: 'phone_number', right: 'tag_ids' },
  ],
  ({ left, right }) => ({
    id: `parallel-${left.replaceAll('_', '-')}-${right.replaceAll('_', '-')}`,
    title: `updates of ${left} and ${right} at the same time both last`,
    profile: 'full',
    judges: ['parallel-updates-both-last'],
    needs: [left, right, 'reading'],
  }),
  async (contract, { left, right }) => {
    await contract.fill();
    await contract.parallel(contract.values([left], 'left'), contract.values([right], 'right'));
  },
);

contractCase(
  'late-change',
  'what was stored is still stored a moment later',
  {
    profile: 'full',
    judges: ['update-is-stored', 'reads-never-go-back', 'reads-change-nothing'],
    needs: ['name', 'reading'],
  },
  async (contract) => {
    await contract.update(contract.values(['name', 'email', 'phone_number', 'tag_ids'], 'moment'), 'before the moment');
    await contract.read();
    await contract.pause(400);
    await contract.read();
  },
);
