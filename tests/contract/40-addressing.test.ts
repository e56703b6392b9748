/** Only contacts of this workspace can be updated, by their identifiers. */
import {
  badIdentifiers,
  contactPath,
  contractCase,
  contractCases,
  contractGroup,
  differences,
  headersFor,
  probeAttribute,
  refusal,
  segmentOf,
  stateIn,
  unknownIdentifier,
  updateBody,
  type Expectation,
  type Need,
  profileOf,
  rowName,
} from '../support/index.ts';

contractGroup('addressing');

type Row = (typeof badIdentifiers)[number];

/** A request to another record carries an attribute that nobody has, and nothing else. */
const body = updateBody({ [probeAttribute]: 'contract suite' });

const expectationOf = (row: Row): Expectation =>
  row.kind === 'equivalent'
    ? { kind: 'recorded', clause: 'equivalent-ids', odd: [], respelled: true }
    : refusal(row.kind === 'unknown' ? 'unknown-id-refused' : 'malformed-id-refused', {
        statuses: row.statuses,
        statusClause: row.statuses.length === 0 ? null : 'unknown-or-malformed-id-answers-404',
        judgesError: row.judgesError,
        elsewhere: true,
        ...(row.kind === 'route' ? { respelled: true } : {}),
        ...('mayExist' in row ? { mayExist: true } : {}),
      });

contractCases(
  badIdentifiers,
  (row) => ({
    id: `id-${row.id}`,
    title: `id: ${row.description} ${row.kind === 'equivalent' ? 'is recorded' : 'is refused'}`.slice(0, 70),
    profile: profileOf(row),
    rows: [rowName('identifiers', row)],
    judges: [
      row.kind === 'equivalent'
        ? 'equivalent-ids'
        : row.kind === 'unknown'
          ? 'unknown-id-refused'
          : 'malformed-id-refused',
    ],
  }),
  async (contract, row) => {
    await contract.send(
      { path: contactPath(segmentOf(row, contract.contactId)), body },
      { expectation: expectationOf(row), label: row.id },
    );
  },
);

const foreign: readonly Need[] = ['foreign'];

contractCase(
  'id-foreign',
  'the contact of another workspace is refused',
  { profile: 'smoke', judges: ['foreign-id-refused'], needs: foreign },
  async (contract) => {
    const path = contactPath(contract.foreignId);
    await contract.send(
      { path, body },
      {
        expectation: refusal('foreign-id-refused', {
          statuses: [403, 404],
          statusClause: 'foreign-id-answers-403-or-404',
          elsewhere: true,
        }),
        label: 'foreign',
      },
    );
  },
);

contractCase(
  'ids-wrote-nothing',
  'no request to another record has changed this contact',
  { profile: 'full', judges: ['refused-update-changes-nothing'], needs: ['reading'] },
  async (contract) => {
    await contract.send(
      { path: contactPath(unknownIdentifier), body },
      {
        expectation: refusal('unknown-id-refused', {
          statuses: [404],
          statusClause: 'unknown-or-malformed-id-answers-404',
          elsewhere: true,
        }),
        label: 'unknown',
      },
    );
    await contract.read();
  },
);

interface MethodRow {
  readonly id: string;
  readonly method: 'PUT' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
}

const methods: readonly MethodRow[] = [
  { id: 'put', method: 'PUT' },
  { id: 'post', method: 'POST' },
  { id: 'post-override', method: 'POST', headers: { 'X-HTTP-Method-Override': 'PATCH' } },
];

contractCases(
  methods,
  ({ id, method }) => ({
    id: `method-${id}`,
    title: `what ${id === 'post-override' ? 'POST with a method override' : method} does is recorded`,
    profile: 'full',
    judges: ['other-methods'],
    needs: ['name', 'reading'],
  }),
  async (contract, { id, method, headers = {} }) => {
    const name = contract.value('name');
    await contract.fill();
    const before = contract.known();
    const { response } = await contract.send(
      { method, headers: { ...headersFor(contract.apiKey), ...headers }, body: updateBody({ name }) },
      { expectation: { kind: 'recorded', clause: 'other-methods', odd: ['name'] }, label: `${id} of a name` },
    );
    const others = differences(before, stateIn(response) ?? {}).filter(({ key }) => key !== 'name');
    contract.note(others.length === 0 ? 'others kept' : 'others changed');
    await contract.read();
  },
);
