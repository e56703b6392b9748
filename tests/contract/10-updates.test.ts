/** Plain updates: accepted, answered as documented, and stored. */
import {
  contractCase,
  contractCases,
  contractGroup,
  documentedRequest,
  type Attribute,
  type JsonObject,
  type Need,
} from '../support/index.ts';

contractGroup('updates');

const documentedAttributes = Object.keys(documentedRequest['contact'] as JsonObject) as readonly Attribute[];

contractCase(
  'documented-example',
  'the documented request with every attribute is accepted and comes back',
  {
    profile: 'smoke',
    judges: [
      'update-answers-200',
      'answer-media-type-json',
      'answer-envelope-contact',
      'answer-nine-keys',
      'update-is-stored',
    ],
    needs: ['name'],
  },
  async (contract) => {
    const { name } = documentedRequest['contact'] as JsonObject;
    await contract.update(
      { ...contract.values(documentedAttributes, 'example'), name: name ?? 'Eve' },
      'all attributes',
    );
    await contract.read();
  },
);

interface Alone {
  readonly attribute: Attribute;
  readonly judges:
    | 'name-comes-back'
    | 'email-comes-back'
    | 'phone-number-comes-back'
    | 'company-comes-back'
    | 'owner-comes-back'
    | 'tags-come-back'
    | 'field-values-accepted';
  /** What has to be there before, so that a lost update can be told from one that was stored. */
  readonly emptied?: JsonObject;
}

const alone: readonly Alone[] = [
  { attribute: 'name', judges: 'name-comes-back' },
  { attribute: 'email', judges: 'email-comes-back' },
  { attribute: 'phone_number', judges: 'phone-number-comes-back' },
];

contractCases(
  alone,
  ({ attribute, judges }) => ({
    id: `${attribute.replaceAll('_', '-')}-alone`,
    title: `an update of ${attribute} alone changes that and nothing else`,
    profile: 'smoke',
    judges: [judges, 'unsent-attributes-keep-value'],
    needs: [attribute as Need],
  }),
  async (contract, { attribute }) => {
    await contract.fill();
    await contract.update({ [attribute]: contract.value(attribute) }, `${attribute} alone`);
    await contract.settle();
  },
);

contractCase(
  'company-and-owner-null',
  'null for company_id and owner_id is recorded',
  { profile: 'smoke', judges: ['null-values'], needs: ['company_id', 'owner_id'] },
  async (contract) => {
    await contract.record({ company_id: null, owner_id: null }, 'null-values', { label: 'null for both' });
  },
);

const references: readonly Alone[] = [
  { attribute: 'company_id', judges: 'company-comes-back' },
  { attribute: 'owner_id', judges: 'owner-comes-back' },
];

contractCases(
  references,
  ({ attribute, judges }) => ({
    id: `${attribute.replaceAll('_', '-')}-alone`,
    title: `an update of ${attribute} alone sets that and nothing else`,
    profile: 'smoke',
    judges: [judges],
    needs: [attribute as Need],
  }),
  async (contract, { attribute }) => {
    await contract.update({ [attribute]: contract.value(attribute) }, `${attribute} alone`);
    await contract.settle();
  },
);

const together: readonly (readonly Attribute[])[] = [
  ['name', 'email'],
  ['email', 'phone_number'],
  ['company_id', 'owner_id'],
  ['name', 'company_id', 'field_values_attributes'],
];

contractCases(
  together,
  (attributes) => ({
    id: `together-${attributes.join('-').replaceAll('_', '-')}`,
    title: `${attributes.join(', ')} together change and nothing else`.slice(0, 70),
    profile: 'full',
    judges: ['update-answers-200', 'unsent-attributes-keep-value'],
    needs: attributes,
  }),
  async (contract, attributes) => {
    await contract.fill();
    await contract.update(contract.values(attributes, 'together'), attributes.join(' and '));
  },
);

interface Other {
  readonly attribute: 'company_id' | 'owner_id';
  readonly clause: 'unknown-company' | 'unknown-owner';
}

contractCases<Other>(
  [
    { attribute: 'company_id', clause: 'unknown-company' },
    { attribute: 'owner_id', clause: 'unknown-owner' },
  ],
  ({ attribute, clause }) => ({
    id: clause,
    title: `what an unknown ${attribute} does is recorded`,
    profile: 'full',
    judges: [clause],
    needs: [attribute],
  }),
  async (contract, { attribute, clause }) => {
    await contract.fill();
    await contract.record({ [attribute]: '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4' }, clause, { label: 'unknown' });
  },
);

contractCase(
  'unknown-field',
  'what an unknown field_id does is recorded',
  { profile: 'full', judges: ['unknown-field'], needs: ['field_values_attributes'] },
  async (contract) => {
    await contract.record(
      { field_values_attributes: [{ field_id: '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4', value: 'contract suite' }] },
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
    await contract.record(
      { name: contract.value('name', 'along'), company_id: '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4' },
      'unknown-company',
      { odd: ['company_id'], label: 'with name' },
    );
    await contract.read();
  },
);

contractCase(
  'reordered-keys',
  'the order of the attributes in a request makes no difference',
  { profile: 'full', judges: ['update-answers-200', 'name-comes-back'], needs: ['name', 'email', 'phone_number'] },
  async (contract) => {
    await contract.update(contract.others([...documentedAttributes].reverse()), 'reordered');
    await contract.read();
  },
);
