/** What comes last: the attribute that could put the contact out of reach, and the read that settles everything. */
import {
  contactOf,
  contractCase,
  contractGroup,
  own,
  pointerTo,
  rowName,
  unknownAttributes,
  updateBody,
  type Json,
} from '../support/index.ts';

contractGroup('last');

const rows = unknownAttributes.filter(({ attribute }) => attribute === 'id');
const otherId: Json = rows[0]?.value ?? null;

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
