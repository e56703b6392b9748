/** Companies, owners and custom fields that nobody has: what an update that names one does is recorded. */
import {
  contractCase,
  contractCases,
  contractGroup,
  documentedOf,
  unknownIdentifier,
  type AttributeName,
} from '../support/index.ts';

contractGroup('unknown records');

contractCases(
  documentedOf('reference'),
  ({ name, unknown }) => ({
    id: unknown,
    title: `what an unknown ${name} does is recorded`,
    profile: 'full',
    judges: [unknown],
    needs: [name as AttributeName],
  }),
  async (contract, { name, unknown }) => {
    await contract.fill();
    await contract.record({ [name]: unknownIdentifier }, unknown, { label: 'unknown' });
  },
);

contractCase(
  'unknown-field',
  'what an unknown field_id does is recorded',
  { profile: 'full', judges: ['unknown-field'], needs: ['field_values_attributes'] },
  async (contract) => {
    await contract.record(
      { field_values_attributes: [{ field_id: unknownIdentifier, value: 'contract suite' }] },
      'unknown-field',
      { label: 'unknown' },
    );
  },
);

contractCase(
  'unknown-company-with-name',
  'a refused company_id takes a name sent along down with it',
  { profile: 'full', judges: ['unknown-company'], needs: ['company_id', 'name'] },
  async (contract) => {
    await contract.fill();
    await contract.record({ name: contract.value('name', 'along'), company_id: unknownIdentifier }, 'unknown-company', {
      odd: ['company_id'],
      label: 'with name',
    });
    await contract.read();
  },
);
