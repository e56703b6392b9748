/** Plain updates: accepted, answered as documented, and stored. */
import {
  attributeNames,
  contractCase,
  contractCases,
  contractGroup,
  documentedOf,
  documentedRequest,
  endpoint,
  type AttributeName,
  type ContractContext,
  type Json,
  type JsonObject,
} from '../support/index.ts';

contractGroup('updates');

/** A list of two tags at least: the cases that follow want them, and have no request to spare for arranging them. */
const atLeastTwo = (drawn: Json | undefined, configured: readonly string[]): JsonObject =>
  Array.isArray(drawn)
    ? { tag_ids: [...new Set([...(drawn as readonly Json[]), ...configured])].slice(0, Math.max(2, drawn.length)) }
    : {};

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
    const { name } = documentedRequest[endpoint.envelope] as JsonObject;
    const { tag_ids: drawn, ...others } = contract.values(attributeNames, 'example');
    await contract.update({ ...others, ...atLeastTwo(drawn, contract.tagIds), name: name ?? 'Eve' }, 'all attributes');
    await contract.readApart();
  },
);

const slugOf = (attribute: string): string => attribute.replaceAll('_', '-');

contractCases(
  documentedOf('text'),
  ({ name, clause, values }) => ({
    id: `${slugOf(name)}-alone`,
    title: `an update of ${name} alone changes that and nothing else`,
    // Names and addresses stand for phone numbers in smoke, whose requests are few.
    profile: values === 'phone-number' ? 'full' : 'smoke',
    judges: [clause, 'unsent-attributes-keep-value'],
    needs: [name as AttributeName],
  }),
  async (contract, { name }) => {
    await contract.fill();
    await contract.update({ [name]: contract.value(name as AttributeName) }, `${name} alone`);
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

contractCases(
  documentedOf('reference'),
  ({ name, clause }) => ({
    id: `${slugOf(name)}-alone`,
    title: `an update of ${name} alone sets that and nothing else`,
    profile: 'full',
    judges: [clause],
    needs: [name as AttributeName],
  }),
  async (contract, { name }) => {
    await contract.update({ [name]: contract.value(name as AttributeName) }, `${name} alone`);
    await contract.settle();
  },
);

const references: readonly AttributeName[] = ['company_id', 'owner_id'];

/** The names as a baseline pins them: where a run cannot learn them before the first update, it is what tells that they are right. */
const namesBeside = (contract: ContractContext, attributes: readonly AttributeName[]): string =>
  attributes
    .map((name) => `${slugOf(name)} ${JSON.stringify(contract.nameBeside(name)?.slice(0, 80) ?? null)}`)
    .join(', ');

contractCase(
  'names-beside-identifiers',
  'set beside all else, company and owner are shown with their own names',
  { profile: 'full', judges: ['names-belong-to-identifiers'], needs: ['company_id'] },
  async (contract) => {
    const configured = references.filter(contract.can);
    // What the contact holds already comes back although it was lost beside the others.
    await contract.record(Object.fromEntries(configured.map((name) => [name, null])), 'null-values', {
      label: 'none before it',
    });
    await contract.update(contract.values(attributeNames, 'anew'), 'every attribute');
    contract.note(namesBeside(contract, configured));
  },
);

const together: readonly (readonly AttributeName[])[] = [
  ['name', 'email'],
  ['email', 'phone_number'],
  references,
  ['name', 'company_id', 'field_values_attributes'],
];

contractCases(
  together,
  (attributes) => ({
    id: `together-${slugOf(attributes.join('-'))}`,
    title: `${attributes.join(', ')} together change and nothing else`.slice(0, 70),
    // In smoke they are set where null may have taken them away.
    profile: attributes === references ? 'smoke' : 'full',
    judges: ['update-answers-200', 'unsent-attributes-keep-value'],
    needs: attributes,
  }),
  async (contract, attributes) => {
    if (contract.profile !== 'smoke') await contract.fill();
    await contract.update(contract.values(attributes, 'together'), attributes.join(' and '));
  },
);

contractCase(
  'reordered-keys',
  'the order of the attributes in a request makes no difference',
  { profile: 'full', judges: ['update-answers-200', 'name-comes-back'], needs: ['name', 'email', 'phone_number'] },
  async (contract) => {
    await contract.update(contract.others([...attributeNames].reverse()), 'reordered');
    await contract.read();
  },
);
