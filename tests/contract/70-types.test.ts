/** Values of wrong types, null, and updates that are right in one attribute and wrong in another. */
import {
  contractCase,
  contractCases,
  contractGroup,
  differences,
  firstOfEach,
  payloadFor,
  payloadRows,
  recordedAs,
  type Attribute,
  type Json,
  type Need,
  type PayloadRow,
} from '../support/index.ts';

contractGroup('types');

const invalid = payloadRows('invalid', { keep: ({ may }) => !may, full: firstOfEach(1) });

const send =
  (kind: PayloadRow['kind']) =>
  async (contract: Parameters<Parameters<typeof contractCase>[3]>[0], row: PayloadRow) => {
    const payload = payloadFor(contract.payloads, kind, row.id);
    await contract.payload(payload, recordedAs(payload, row.clause));
  };

contractCases(
  invalid,
  ({ id, clause, profile, needs }) => ({
    id: `invalid-${id}`,
    title: `${id} is recorded`.slice(0, 70),
    profile,
    judges: [clause],
    needs,
  }),
  send('invalid'),
);

contractCase(
  'types-wrote-nothing',
  'no refused value of a wrong type has changed anything',
  { profile: 'full', judges: ['refused-update-changes-nothing'], needs: ['reading'] },
  async (contract) => {
    await contract.read();
    await contract.fill();
    await contract.send(
      { body: '{"contact":' },
      {
        expectation: {
          kind: 'refused',
          clause: 'malformed-json-refused',
          statuses: [400, 415, 422],
          statusClause: null,
          judgesError: true,
          effectClause: 'refused-update-changes-nothing',
          elsewhere: false,
        },
        label: 'cut short',
      },
    );
    await contract.read();
  },
);

contractCases(
  payloadRows('null', { keep: () => true, full: () => true }),
  ({ id, profile, needs }) => ({
    id: `null-${id.replace('null-', '')}`,
    title: `${id} is recorded`,
    profile,
    judges: ['null-values'],
    needs,
  }),
  async (contract, row) => {
    const payload = payloadFor(contract.payloads, 'null', row.id);
    await contract.fill();
    const before = contract.known();
    await contract.payload(payload, recordedAs(payload, 'null-values'));
    contract.note(differences(before, contract.known()).length === 0 ? 'kept' : 'changed');
  },
);

/** One per attribute: a wrong type, and an identifier of another form. */
const inFull = ({ id }: { readonly id: string }): boolean =>
  /^atomic-(wrong-type-(name|email|phone-number|company-id|owner-id|tag-ids|field-values-attributes)-object|breaks-pattern-(company|owner)-id)-(name|email)-before$/.test(
    id,
  );

contractCases(
  payloadRows('atomic', { keep: () => true, full: inFull }),
  ({ id, profile, needs }) => ({
    id,
    title: `${id.replace('atomic-', '')}: all or nothing`.slice(0, 70),
    profile,
    judges: [
      'wrong-types',
      'unknown-company',
      'unknown-owner',
      'tags-unknown-id',
      'malformed-field-values',
      'unknown-attributes',
    ],
    needs,
  }),
  async (contract, row) => {
    await contract.fill();
    const payload = payloadFor(contract.payloads, 'atomic', row.id);
    await contract.payload(payload, recordedAs(payload, row.clause));
  },
);

const unknownRecord = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';

/** Every attribute right but one, which comes last or first. */
const wrong: readonly {
  readonly id: string;
  readonly attribute: Attribute & Need;
  readonly value: Json;
  readonly first: boolean;
  readonly clause: 'wrong-types' | 'unknown-company';
}[] = [
  {
    id: 'phone-number',
    attribute: 'phone_number',
    value: { nested: 'contract suite' },
    first: false,
    clause: 'wrong-types',
  },
  { id: 'name', attribute: 'name', value: ['contract suite'], first: true, clause: 'wrong-types' },
  { id: 'company', attribute: 'company_id', value: unknownRecord, first: false, clause: 'unknown-company' },
];

contractCases(
  wrong,
  ({ id, attribute }) => ({
    id: `atomic-all-but-${id}`,
    title: `every attribute right but ${attribute}: all or nothing`,
    profile: 'full',
    judges: ['wrong-types', 'unknown-company', 'refused-update-not-partly-applied'],
    needs: [attribute, 'reading'],
  }),
  async (contract, { attribute, value, first, clause }) => {
    await contract.fill();
    const others = contract.others(
      ['name', 'email', 'phone_number', 'company_id', 'owner_id', 'tag_ids'].filter(
        (name) => name !== attribute,
      ) as readonly Attribute[],
    );
    await contract.record(first ? { [attribute]: value, ...others } : { ...others, [attribute]: value }, clause, {
      odd: [attribute],
      label: attribute,
    });
    await contract.read();
  },
);
