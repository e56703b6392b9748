/** Values of wrong types, null, and updates that are right in one attribute and wrong in another. */
import { contractCase, contractCases, contractGroup, firstOfEach, payloadFor, payloadRows, recordedAs, type PayloadRow } from '../support/index.ts';

contractGroup('types');

const invalid = payloadRows('invalid', { keep: ({ may }) => !may, full: firstOfEach(1) });

const send = (kind: PayloadRow['kind']) => async (contract: Parameters<Parameters<typeof contractCase>[3]>[0], row: PayloadRow) => {
  const payload = payloadFor(contract.payloads, kind, row.id);
  await contract.payload(payload, recordedAs(payload, row.clause));
};

contractCases(
  invalid,
  ({ id, clause, profile, needs }) => ({ id: `invalid-${id}`, title: `${id} is recorded`.slice(0, 70), profile, judges: [clause], needs }),
  send('invalid'),
);

contractCase(
  'types-wrote-nothing',
  'no refused value of a wrong type has changed anything',
  { profile: 'full', judges: ['refused-update-changes-nothing'], needs: ['reading'] },
  async (contract) => {
    const { 'X-Api-Key': _, ...headers } = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Api-Key': '' };
    await contract.read();
    await contract.fill();
    await contract.send({ headers: { ...headers, 'X-Api-Key': contract.apiKey }, body: '{"contact":' }, { expectation: { kind: 'refused', clause: 'malformed-json-refused', statuses: [400, 415, 422], statusClause: null, judgesError: true, effectClause: 'refused-update-changes-nothing', elsewhere: false }, label: 'cut short' });
    await contract.read();
  },
);

contractCases(
  payloadRows('null', { keep: () => true, full: () => true }),
  ({ id, profile, needs }) => ({ id: `null-${id.replace('null-', '')}`, title: `${id} is recorded`, profile, judges: ['null-values'], needs }),
  async (contract, row) => {
    const payload = payloadFor(contract.payloads, 'null', row.id);
    await contract.fill();
    await contract.payload(payload, recordedAs(payload, 'null-values'));
  },
);

/** One per attribute: a wrong type, and an identifier of another form. */
const inFull = ({ id }: { readonly id: string }): boolean => /^atomic-(wrong-type-(name|email|phone-number|company-id|owner-id|tag-ids|field-values-attributes)-object|breaks-pattern-(company|owner)-id)-(name|email)-before$/.test(id);

contractCases(
  payloadRows('atomic', { keep: () => true, full: inFull }),
  ({ id, profile, needs }) => ({ id, title: `${id.replace('atomic-', '')}: all or nothing`.slice(0, 70), profile, judges: ['wrong-types', 'unknown-company', 'unknown-owner', 'tags-unknown-id', 'malformed-field-values', 'unknown-attributes'], needs }),
  async (contract, row) => {
    await contract.fill();
    const payload = payloadFor(contract.payloads, 'atomic', row.id);
    await contract.payload(payload, recordedAs(payload, row.clause));
  },
);

contractCase(
  'atomic-read-back',
  'a refused update does not apply its valid attributes',
  { profile: 'full', judges: ['refused-update-not-partly-applied'], needs: ['reading', 'name', 'email'] },
  async (contract) => {
    await contract.fill();
    const attributes = { name: contract.value('name', 'must not be written'), email: { nested: 'contract suite' } };
    await contract.record(attributes, 'wrong-types', { odd: ['email'], label: 'name and a wrong email' });
    await contract.read();
    contract.pass('refused-update-not-partly-applied');
  },
);
