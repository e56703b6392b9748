/** Attributes outside the documented ones cannot be written. */
import {
  brokenBody,
  contactOf,
  contractCase,
  contractCases,
  contractGroup,
  isAccepted,
  own,
  pointerOf,
  pointerTo,
  probeAttribute,
  sameJson as same,
  unknownAttributes,
  unknownIdentifier,
  updateBody,
  type ContractContext,
  type Exchange,
  type Json,
  type JsonObject,
  type Need,
  profileOf,
  rowName,
} from '../support/index.ts';

contractGroup('undocumented attributes');

type Row = (typeof unknownAttributes)[number];

/** The id of the contact comes last of all: a server that did write it could put the contact out of reach. */
const rows = unknownAttributes.filter(({ attribute }) => attribute !== 'id');

// Written out, as a literal `__proto__` would be no key of its own.
const bodyOfRow = ({ attribute, value }: Row): string =>
  `${brokenBody(`{${JSON.stringify(attribute)}:${JSON.stringify(value)}`)}}}`;

/** The contact in the answer to an accepted update; what a refusal quotes was not written. */
const shownBy = ({ response }: Exchange): JsonObject | null =>
  response !== null && isAccepted(response.status) ? contactOf(response.parsed) : null;

contractCases(
  rows,
  (row) => ({
    id: `attribute-${row.id}`,
    title: `${row.description} is not written`.slice(0, 70),
    profile: profileOf(row),
    judges: [row.clause],
    rows: [rowName('unknown-attributes', row)],
    needs: [...(row.loopbackOnly ? (['loopback'] as const) : []), 'reading'] as readonly Need[],
  }),
  async (contract, row) => {
    await contract.fill();
    const before = contract.known();
    const exchange = await contract.send(
      { body: bodyOfRow(row) },
      { expectation: { kind: 'recorded', clause: 'unknown-attributes', odd: [] }, label: row.id },
    );
    const [changed] = contract.changedSince(before);
    contract.check(
      changed === undefined,
      row.clause,
      changed === undefined ? '' : pointerOf(changed.key),
      `The attribute ${JSON.stringify(row.attribute)} changed what it may not change.`,
      { expected: changed?.expected ?? null, actual: changed?.actual ?? null },
      exchange,
    );
    const contact = shownBy(exchange);
    const shown = contact === null ? undefined : own(contact, row.attribute);
    const written =
      shown !== undefined &&
      row.value !== null &&
      same(shown, row.value) &&
      !same(before[row.attribute], row.value) &&
      !same([], row.value);
    contract.check(
      !written,
      row.clause,
      pointerTo(row.attribute),
      `The attribute ${JSON.stringify(row.attribute)} was written.`,
      { expected: 'not written', actual: row.value },
      exchange,
    );
  },
);

contractCase(
  'attribute-outside-smoke',
  'created_at, an owner object and an unknown attribute are not written',
  { profile: 'smoke', judges: ['read-only-attributes-not-written', 'unknown-attributes-not-written'] },
  async (contract) => {
    const sent = {
      created_at: '2001-02-03T04:05:06.789Z',
      owner: { id: unknownIdentifier },
      [probeAttribute]: 'contract-suite-probe',
    };
    const exchange = await contract.send(
      { body: updateBody(sent) },
      { expectation: { kind: 'recorded', clause: 'unknown-attributes', odd: [] }, label: 'three at once' },
    );
    const contact = shownBy(exchange) ?? {};
    contract.check(
      own(contact, 'created_at') !== sent.created_at,
      'read-only-attributes-not-written',
      pointerTo('created_at'),
      'created_at was written.',
      { expected: 'not written', actual: sent.created_at },
      exchange,
    );
    contract.check(
      !same(own(contact, probeAttribute), 'contract-suite-probe'),
      'unknown-attributes-not-written',
      pointerTo(probeAttribute),
      'An unknown attribute was written.',
      { expected: 'not written', actual: 'contract-suite-probe' },
      exchange,
    );
  },
);

/** Attributes that only the answer has, with records that exist: a server that took them would find them. */
function onlyInAnswers(contract: ContractContext): JsonObject {
  const {
    company_id: company,
    owner_id: owner,
    tag_ids: tags,
  } = contract.others(['company_id', 'owner_id', 'tag_ids']);
  return {
    created_at: '2001-02-03T04:05:06.789Z',
    updated_at: '2001-02-03T04:05:06.789Z',
    ...(company === undefined ? {} : { company: { id: company } }),
    ...(owner === undefined ? {} : { owner: { id: owner } }),
    ...(tags === undefined ? {} : { tags: (tags as readonly Json[]).map((id) => ({ id })) }),
  };
}

contractCase(
  'attribute-unknown-beside-name',
  'undocumented attributes are not written beside a name either',
  {
    profile: 'full',
    judges: ['unknown-attributes-not-written', 'read-only-attributes-not-written'],
    needs: ['name'],
  },
  async (contract) => {
    await contract.fill();
    const outside = onlyInAnswers(contract);
    const before = contract.known();
    const exchange = await contract.record(
      { name: contract.value('name'), ...outside, [probeAttribute]: 'contract-suite-probe' },
      'unknown-attributes',
      { odd: [], label: 'beside a name' },
    );
    const contact = shownBy(exchange) ?? {};
    contract.check(
      !same(own(contact, probeAttribute), 'contract-suite-probe'),
      'unknown-attributes-not-written',
      pointerTo(probeAttribute),
      'An unknown attribute was written.',
      { expected: 'not written', actual: 'contract-suite-probe' },
      exchange,
    );
    const written = ['created_at', 'updated_at'].filter((key) => same(own(contact, key), outside[key] ?? null));
    const [changed] = contract.changedSince(before).filter(({ key }) => key !== 'name');
    const pointer = changed === undefined ? pointerTo(written[0] ?? '') : pointerOf(changed.key);
    const broken = changed !== undefined || written.length > 0;
    contract.check(
      !broken,
      'read-only-attributes-not-written',
      broken ? pointer : '',
      'An attribute that only the answer has was written.',
      {
        expected: changed?.expected ?? 'not written',
        actual: changed?.actual ?? own(contact, written[0] ?? '') ?? null,
      },
      exchange,
    );
    await contract.read();
  },
);
