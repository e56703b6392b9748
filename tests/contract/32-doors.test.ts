/** Other doors to the same room: what the valid key opens stays shut without it. */
import {
  contractCase,
  contractCases,
  contractGroup,
  contactPath,
  doorOf,
  doors,
  doorWithKey,
  keylessHeaders,
  keyOfRow,
  nearKeys,
  profileOf,
  refusal,
  rowName,
  trustedHeaders,
  updateBody,
  type ContractContext,
  type Expectation,
  type Need,
} from '../support/index.ts';

contractGroup('doors');

type Row = (typeof doors)[number];
type KeyRow = (typeof nearKeys)[number];

const isForeign = ({ path }: Row): boolean => path.includes('{foreign}');
const clauseOf = (row: Row): KeyRow['clause'] =>
  row.key === 'valid' && isForeign(row) ? 'foreign-id-refused' : 'missing-key-refused';

/** A router or a gateway may refuse a way that it does not have, with a status and in a form of its own. */
const expectationOf = (row: Row, clause = clauseOf(row)): Expectation =>
  refusal(clause, {
    judgesError: false,
    effectClause: 'unauthenticated-update-changes-nothing',
    elsewhere: isForeign(row),
    ...(row.method === 'PATCH' && row.path === contactPath('{id}') ? {} : { respelled: true }),
    ...(row.asks === 'preflight' ? { mayBeEmpty: true } : {}),
  });

const needsOf = (row: Row): readonly Need[] => [
  ...(row.asks === 'update' ? (['name'] as const) : []),
  ...(isForeign(row) ? (['foreign'] as const) : []),
];

/** Goes a way with some headers more than the row has. */
async function go(
  contract: ContractContext,
  row: Row,
  headers: Readonly<Record<string, string>>,
  expectation: Expectation,
  withheld: readonly string[] = [],
): Promise<void> {
  const { 'Content-Type': type = '', ...accepting } = keylessHeaders;
  const door = doorOf(row, contract);
  await contract.send(
    {
      method: row.method,
      path: door.path,
      headers: {
        ...accepting,
        ...(row.asks === 'update' ? { 'Content-Type': type } : {}),
        ...door.headers,
        ...headers,
      },
      ...(row.asks === 'update' ? { body: updateBody({ name: contract.value('name', 'must not be written') }) } : {}),
      withheld,
    },
    { expectation, label: row.id },
  );
}

contractCases(
  doors,
  (row) => ({
    id: `door-${row.id}`,
    title: `door: ${row.description}`.slice(0, 70),
    profile: profileOf(row),
    judges: [clauseOf(row)],
    needs: needsOf(row),
    rows: [rowName('doors', row)],
  }),
  async (contract, row) => {
    const cookies = row.cookies === undefined ? null : await contract.cookies();
    if (row.cookies !== undefined && cookies === null) {
      contract.untried(clauseOf(row), 'The target has set no cookie.');
      return;
    }
    const headers: Readonly<Record<string, string>> = {
      ...(row.key === 'valid' ? { 'X-Api-Key': contract.apiKey } : {}),
      ...(cookies === null ? {} : { Cookie: cookies }),
    };
    await go(contract, row, headers, expectationOf(row), cookies === null ? [] : ['Cookie']);
  },
);

const trusted: Row = {
  id: 'trusted-headers',
  description: 'every header that proxies and frameworks are known to trust, at once',
  asks: 'update',
  method: 'PATCH',
  path: contactPath('{id}'),
};

contractCase(
  'door-trusted-headers',
  `door: ${trusted.description}`.slice(0, 70),
  { profile: 'full', judges: [clauseOf(trusted)], needs: needsOf(trusted) },
  async (contract) => {
    await go(contract, trusted, trustedHeaders(contract), expectationOf(trusted));
    // Before an update is accepted that may move what a closed door has moved.
    await contract.settle();
  },
);

contractCases(
  doors
    .filter((row) => row.nearKeys === true)
    .flatMap((row) => nearKeys.map((key): { readonly row: Row; readonly key: KeyRow } => ({ row, key }))),
  ({ row, key }) => ({
    id: doorWithKey(row, key),
    title: `door: ${row.id} with the key ${key.id}`.slice(0, 70),
    profile: 'nightly',
    judges: [key.clause],
    needs: needsOf(row),
    rows: [rowName('doors', row)],
  }),
  (contract, { row, key }) =>
    go(contract, row, { 'X-Api-Key': keyOfRow(key, contract.apiKey) ?? '' }, expectationOf(row, key.clause)),
);

contractCase(
  'doors-wrote-nothing',
  'no way without the valid key has written anything',
  { profile: 'nightly', judges: ['unauthenticated-update-changes-nothing'], needs: ['reading', 'name'] },
  async (contract) => {
    await contract.send(
      { headers: keylessHeaders, body: updateBody({ name: contract.value('name', 'must not be written') }) },
      {
        expectation: refusal('missing-key-refused', { effectClause: 'unauthenticated-update-changes-nothing' }),
        label: 'by the documented way',
      },
    );
    await contract.read();
  },
);
