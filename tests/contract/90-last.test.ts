/** What comes last: the attribute that could put the contact out of reach, and the read that settles everything. */
import {
  attributeCase,
  contactOf,
  contractCase,
  contractCases,
  contractGroup,
  goAround,
  harmfulTogether,
  own,
  pointerTo,
  requestWith,
  rowName,
  sendHarmful,
  unknownAttributes,
  updateBody,
  waysAround,
  type AttributeName,
  type Json,
  type Need,
} from '../support/index.ts';

contractGroup('last');

const rows = unknownAttributes.filter(({ attribute }) => attribute === 'id');
const otherId: Json = rows[0]?.value ?? null;

/** What a server that has the flaw could take for the end of the contact, or of another record. */
const harmful = unknownAttributes.filter(({ attribute, loopbackOnly }) => attribute !== 'id' && loopbackOnly);
const throughRecords = waysAround.filter(({ loopbackOnly }) => loopbackOnly);

contractCase(
  'around-records',
  'a record that a response shows cannot be written through the contact',
  { profile: 'full', judges: ['read-only-attributes-not-written'], needs: ['loopback', 'reading'] },
  async (contract) => {
    await contract.fill();
    await sendHarmful(contract, harmfulTogether(contract, 'records', throughRecords));
  },
);

contractCases(
  throughRecords,
  (row) => ({
    id: `around-${row.id}`,
    title: `${row.description} is not written`.slice(0, 70),
    profile: row.profile,
    judges: [row.clause],
    needs: ['loopback', ...(row.of === null ? [] : [row.of as AttributeName]), 'reading'] as readonly Need[],
    rows: [rowName('ways-around', row)],
  }),
  goAround,
);

contractCase(
  'attribute-all-that-remove',
  'nothing that could remove or move the contact is written',
  { profile: 'full', judges: ['unknown-attributes-not-written'], needs: ['loopback', 'reading'] },
  async (contract) => {
    await contract.fill();
    await sendHarmful(contract, requestWith(contract, 'all that remove', harmful));
  },
);

contractCases(
  harmful,
  (row) => attributeCase(row, ['loopback', 'reading']),
  async (contract, row) => {
    await contract.fill();
    await sendHarmful(contract, requestWith(contract, row.id, [row]));
  },
);

contractCase(
  'attribute-id',
  'the id of the contact cannot be written',
  {
    profile: 'full',
    judges: ['read-only-attributes-not-written'],
    needs: ['reading'],
    rows: rows.map((row) => rowName('unknown-attributes', row)),
  },
  async (contract) => {
    const exchange = await contract.send(
      { body: updateBody({ id: otherId }) },
      { expectation: { kind: 'recorded', clause: 'unknown-attributes', odd: [] }, label: 'id' },
    );
    const shown = own(contactOf(exchange.response?.parsed) ?? {}, 'id');
    contract.check(
      shown !== otherId,
      'read-only-attributes-not-written',
      pointerTo('id'),
      'The id of the contact was written.',
      { expected: contract.contactId, actual: otherId },
      exchange,
    );
  },
);

contractCase(
  'final-read',
  'the contact is as the last accepted update left it',
  {
    profile: 'smoke',
    judges: ['update-is-stored', 'unsent-attributes-keep-value', 'refused-update-changes-nothing', 'never-5xx'],
  },
  async (contract) => {
    await contract.finish();
  },
);
