/** Values of wrong types, null, and updates that are right in one attribute and wrong in another. */
import {
  brokenBody,
  contractCase,
  contractCases,
  contractGroup,
  differences,
  payloadFor,
  offerRow,
  offerWrong,
  payloadRows,
  recordedAs,
  refusal,
  refusals,
  shownAttributes,
  unknownIdentifier,
  type AttributeName,
  type Json,
  type PayloadRow,
} from '../support/index.ts';

contractGroup('types');

const invalid = payloadRows('invalid', ({ may }) => !may);

const send =
  (kind: PayloadRow['kind']) =>
  async (contract: Parameters<Parameters<typeof contractCase>[3]>[0], row: PayloadRow) => {
    const payload = payloadFor(contract.payloads, kind, row.id);
    await contract.payload(payload, recordedAs(payload, row.clause));
  };

contractCases(
  invalid,
  ({ id, slug, clause, profile, needs }) => ({
    id: slug,
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
      { body: brokenBody() },
      {
        expectation: refusal('malformed-json-refused', { statuses: [400, 415, 422] }),
        label: 'cut short',
      },
    );
    await contract.read();
  },
);

contractCases(
  payloadRows('null'),
  ({ id, slug, profile, needs }) => ({
    id: slug,
    title: `${id} is recorded`,
    profile,
    judges: ['null-values'],
    needs,
  }),
  (contract, row) =>
    offerRow(contract, 'null', row.id, async () => {
      const payload = payloadFor(contract.payloads, 'null', row.id);
      await contract.fill();
      const before = contract.known();
      const exchange = await contract.payload(payload, recordedAs(payload, 'null-values'));
      contract.note(differences(before, contract.known()).length === 0 ? 'kept' : 'changed');
      return exchange;
    }),
);

contractCases(
  payloadRows('atomic'),
  ({ id, slug, profile, needs }) => ({
    id: slug,
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
  (contract, row) =>
    offerRow(contract, 'atomic', row.id, async () => {
      await contract.fill();
      const payload = payloadFor(contract.payloads, 'atomic', row.id);
      return contract.payload(payload, recordedAs(payload, row.clause));
    }),
);

/** Every attribute right but one, which comes last or first. */
const wrong: readonly {
  readonly id: string;
  readonly attribute: AttributeName;
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
  { id: 'company', attribute: 'company_id', value: unknownIdentifier, first: false, clause: 'unknown-company' },
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
    const others = contract.others(shownAttributes.filter((name) => name !== attribute));
    await contract.record(first ? { [attribute]: value, ...others } : { ...others, [attribute]: value }, clause, {
      odd: [attribute],
      label: attribute,
    });
    await contract.read();
  },
);

contractCases(
  refusals,
  (refusing) => ({
    id: `refused-${refusing.id}`,
    title: `${refusing.attribute} wrong (${refusing.reason}, ${refusing.order}): all or nothing`.slice(0, 70),
    profile: refusing.profile,
    judges: [refusing.clause, 'refused-update-not-partly-applied'],
    needs: [refusing.attribute, 'reading'],
  }),
  offerWrong,
);
