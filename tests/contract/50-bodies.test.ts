/** Bodies that are not JSON, not a contact, or not called JSON. */
import {
  awkwardBodies,
  bodyOfRow,
  brokenBody,
  contentTypes,
  contractCase,
  contractCases,
  contractGroup,
  documentedOf,
  probeAttribute,
  refusal,
  updateBody,
  type AttributeName,
  type ContractContext,
  type Expectation,
  profileOf,
  rowName,
} from '../support/index.ts';

contractGroup('bodies');

type Row = (typeof awkwardBodies)[number];

const expectationOf = (row: Row): Expectation =>
  row.clause === 'malformed-json-refused'
    ? refusal('malformed-json-refused', { statuses: row.statuses, statusClause: 'malformed-json-answers-400' })
    : { kind: 'recorded', clause: row.clause, odd: ['name', 'email'] };

const malformed = awkwardBodies.filter(({ clause }) => clause === 'malformed-json-refused');
const others = awkwardBodies.filter(({ clause }) => clause !== 'malformed-json-refused');
/** What many servers accept comes before what few do: what moves by a refusal is seen where no accepted update may have moved it. */
const isExtension = ({ clause }: Row): boolean => clause === 'json-extensions';

const describe = (row: Row) => ({
  id: `body-${row.id}`,
  title: `${row.description} ${row.clause === 'malformed-json-refused' ? 'is refused' : 'is recorded'}`.slice(0, 70),
  profile: profileOf(row),
  judges: [row.clause],
  needs: ['name'] as const,
  rows: [rowName('bodies', row)],
});

async function sendBody(contract: ContractContext, row: Row): Promise<void> {
  const marker = contract.text('name', 'must not be written');
  const body = bodyOfRow(row, marker);
  await contract.send(body === null ? { body: undefined as never } : { body }, {
    expectation: expectationOf(row),
    label: row.id,
    wouldWrite: { name: marker },
  });
  if (row.noted === true) contract.note(contract.known()['name'] === marker ? 'written' : 'not written');
}

contractCases(malformed, describe, sendBody);

contractCase(
  'bodies-wrote-nothing',
  'no refused body has written anything',
  { profile: 'full', judges: ['refused-update-changes-nothing'], needs: ['reading', 'name'] },
  async (contract) => {
    const marker = contract.text('name', 'must not be written');
    await contract.send(
      { body: brokenBody(`{"name":"${marker}"`) },
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

contractCases(others.filter(isExtension), describe, sendBody);

/** By turns another attribute, so that a type that is accepted does not cover what a refused one before it has written. */
const inTurn = documentedOf('text').map(({ name }) => name as AttributeName);

contractCases(
  contentTypes.map((row, index) => ({ ...row, attribute: inTurn[index % inTurn.length] ?? 'name' })),
  (row) => ({
    id: `content-type-${row.id}`,
    title: `${row.description}: what it does is recorded`.slice(0, 70),
    profile: profileOf(row),
    judges: ['other-content-types'],
    rows: [rowName('content-types', row)],
    needs: [row.attribute],
  }),
  async (contract, row) => {
    const { 'X-Api-Key': key, Accept } = { 'X-Api-Key': contract.apiKey, Accept: 'application/json' };
    const headers: Readonly<Record<string, string>> = {
      Accept,
      'X-Api-Key': key,
      ...(row.value === null ? {} : { 'Content-Type': row.value }),
    };
    await contract.send(
      { headers, body: updateBody({ [row.attribute]: contract.value(row.attribute) }) },
      { expectation: { kind: 'recorded', clause: 'other-content-types', odd: [row.attribute] }, label: row.id },
    );
  },
);

contractCases(
  others.filter((row) => !isExtension(row)),
  describe,
  sendBody,
);

contractCase(
  'body-large',
  'what a body of two megabytes does is recorded',
  { profile: 'full', judges: ['body-size'], needs: ['reading'] },
  async (contract) => {
    const body = updateBody({ [probeAttribute]: 'x'.repeat(2_000_000) });
    await contract.send(
      { body },
      { expectation: { kind: 'recorded', clause: 'body-size', odd: [] }, label: 'two megabytes' },
    );
    // Nothing that was refused since the last update for what it is called, holds or weighs has moved anything.
    await contract.read();
  },
);
