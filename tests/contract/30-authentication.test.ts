/** Only the valid key in X-Api-Key opens the door, and nothing is written without it. */
import {
  attributesOf,
  badCredentials,
  contactPath,
  contractCase,
  contractCases,
  contractGroup,
  differsFromKey,
  endpoint,
  keylessHeaders,
  keyOfRow,
  keyParameters,
  refusal,
  updateBody,
  type AttributeName,
  type Expectation,
  type Need,
  profileOf,
  rowName,
} from '../support/index.ts';

contractGroup('authentication');

type Row = (typeof badCredentials)[number];

const expectationOf = (row: Row): Expectation =>
  row.statuses.length === 0
    ? { kind: 'recorded', clause: row.clause, odd: [] }
    : refusal(row.clause, {
        statuses: row.statuses,
        statusClause: 'unauthenticated-answers-401',
        effectClause: 'unauthenticated-update-changes-nothing',
      });

const needsOf = ({ place, transform }: Row): readonly Need[] => {
  const base: readonly Need[] = ['name'];
  if (place === 'url' || place === 'bearer') return [...base, 'key-in-url'];
  return transform === 'other-case' ? [...base, 'key-with-letters'] : base;
};

contractCases(
  badCredentials,
  (row) => ({
    id: `key-${row.id}`,
    title: `key: ${row.description} ${row.statuses.length === 0 ? 'is recorded' : 'is refused'}`.slice(0, 70),
    profile: profileOf(row),
    judges: [row.clause],
    needs: needsOf(row),
    rows: [rowName('credentials', row)],
  }),
  async (contract, row) => {
    const key = keyOfRow(row, contract.apiKey);
    const path = contactPath(contract.contactId);
    const attributes = { name: contract.value('name', 'must not be written') };
    const places = {
      none: { path, headers: keylessHeaders },
      header: { path, headers: { ...keylessHeaders, 'X-Api-Key': key ?? '' } },
      bearer: { path, headers: { ...keylessHeaders, Authorization: `Bearer ${key ?? ''}` } },
      url: {
        path: `${path}?${keyParameters.map((name) => `${name}=${encodeURIComponent(key ?? '')}`).join('&')}`,
        headers: keylessHeaders,
      },
    } as const;
    contract.check(differsFromKey(row, contract.apiKey), row.clause, '', 'The key of this row is the valid key.');
    await contract.send(
      { ...places[row.place], body: updateBody(attributes) },
      { expectation: expectationOf(row), label: row.id },
    );
  },
);

contractCase(
  'keys-wrote-nothing',
  'no update without the valid key has written anything',
  { profile: 'full', judges: ['unauthenticated-update-changes-nothing'], needs: ['reading', 'name'] },
  async (contract) => {
    await contract.fill();
    const texts = attributesOf('text').map(({ name }) => name as AttributeName);
    const sets = attributesOf('set').filter(({ name }) => contract.can(name as AttributeName));
    const attributes = {
      ...contract.values(texts, 'must not be written'),
      ...Object.fromEntries(sets.map(({ name }) => [name, []])),
    };
    await contract.send(
      {
        headers: keylessHeaders,
        body: updateBody(attributes),
      },
      {
        expectation: refusal('missing-key-refused', {
          statuses: [401],
          statusClause: 'unauthenticated-answers-401',
          effectClause: 'unauthenticated-update-changes-nothing',
        }),
        label: 'every attribute',
      },
    );
    await contract.read();
  },
);

contractCase(
  'key-header-lower-case',
  'the header name x-api-key in lower case authenticates',
  { profile: 'full', judges: ['key-header-name-case-free', 'key-header-authenticates'], needs: ['name'] },
  async (contract) => {
    const exchange = await contract.send(
      {
        headers: { ...keylessHeaders, 'x-api-key': contract.apiKey },
        body: updateBody({ name: contract.value('name') }),
      },
      { expectation: { kind: 'recorded', clause: 'key-header-name-case-free', odd: [] }, label: 'lower case' },
    );
    const status = exchange.response?.status ?? 429;
    contract.check(
      status < 400 || status === 429 || status >= 500,
      'key-header-name-case-free',
      '',
      'The header name is only accepted in one letter case.',
      { expected: 'accepted', actual: exchange.response?.status ?? null },
      exchange,
    );
    await contract.update({ name: contract.value('name', 'documented letter case') });
  },
);

/** Every name under which a server might look for a key. */
const everyName = (key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(['X-Api-Key', ...keyParameters].map((name) => [name, key]));

contractCases(
  [
    { id: 'cookie', clause: 'key-in-cookie' },
    { id: 'body', clause: 'key-in-body' },
  ] as const,
  ({ id, clause }) => ({
    id: `key-in-${id}`,
    title: `whether the key in a ${id} authenticates is recorded`,
    profile: 'full',
    judges: [clause],
    needs: ['name', 'key-in-url'],
  }),
  async (contract, { id, clause }) => {
    const attributes = { name: contract.value('name') };
    const names = everyName(contract.apiKey);
    const cookie = Object.entries(names).map(([name, key]) => `${name}=${key}`);
    await contract.send(
      {
        headers: { ...keylessHeaders, ...(id === 'cookie' ? { Cookie: cookie.join('; ') } : {}) },
        body: id === 'body' ? JSON.stringify({ [endpoint.envelope]: attributes, ...names }) : updateBody(attributes),
      },
      { expectation: { kind: 'recorded', clause, odd: [] }, label: id },
    );
  },
);
