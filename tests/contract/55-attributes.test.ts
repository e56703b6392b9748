/** Attributes outside the documented ones cannot be written. */
import {
  attributeCase,
  contactOf,
  contractCase,
  contractCases,
  contractGroup,
  goAllAround,
  goAround,
  isAccepted,
  own,
  pointerTo,
  probeAttribute,
  requestWith,
  rowName,
  sendAround,
  unknownAttributes,
  unknownIdentifier,
  updateBody,
  waysAround,
  type AttributeName,
  type Exchange,
  type JsonObject,
  type Need,
  sameJson as same,
} from '../support/index.ts';

contractGroup('undocumented attributes');

/** What could put the contact out of reach comes last of all: the id, and what only loopback is sent. */
const rows = unknownAttributes.filter(({ attribute, loopbackOnly }) => attribute !== 'id' && !loopbackOnly);

/** The contact in the response to an accepted update; what a refusal quotes was not written. */
const shownBy = ({ response }: Exchange): JsonObject | null =>
  response !== null && isAccepted(response.status) ? contactOf(response.parsed) : null;

contractCases(
  rows,
  (row) => attributeCase(row, ['reading']),
  async (contract, row) => {
    await contract.fill();
    await sendAround(contract, requestWith(contract, row.id, [row]));
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

/** Ways around that name no record which they could change. */
const harmless = waysAround.filter(({ loopbackOnly }) => !loopbackOnly);
const alongBody = harmless.filter(({ place, of }) => place === 'attributes' && of !== null);
const aliases: JsonObject = Object.fromEntries(
  unknownAttributes.filter(({ alias }) => alias === true).map(({ attribute, value }) => [attribute, value]),
);
const ofTimes: JsonObject = { created_at: '2001-02-03T04:05:06.789Z', updated_at: '2001-02-03T04:05:06.789Z' };

contractCase(
  'attribute-unknown-beside-name',
  'undocumented attributes are not written beside a name either',
  {
    profile: 'full',
    judges: ['unknown-attributes-not-written', 'read-only-attributes-not-written'],
    needs: ['name'],
  },
  async (contract) => {
    const name = contract.value('name');
    const exchange = await goAllAround(contract, 'beside a name', alongBody, {
      name,
      ...aliases,
      ...ofTimes,
      [probeAttribute]: 'contract-suite-probe',
    });
    const contact = shownBy(exchange) ?? {};
    contract.check(
      !same(own(contact, probeAttribute), 'contract-suite-probe'),
      'unknown-attributes-not-written',
      pointerTo(probeAttribute),
      'An unknown attribute was written.',
      { expected: 'not written', actual: 'contract-suite-probe' },
      exchange,
    );
    const [written] = Object.keys(ofTimes).filter((key) => same(own(contact, key), ofTimes[key] ?? null));
    contract.check(
      written === undefined,
      'read-only-attributes-not-written',
      pointerTo(written),
      'An attribute that only the response has was written.',
      { expected: 'not written', actual: own(contact, written ?? '') ?? null },
      exchange,
    );
    await contract.read();
  },
);

contractCase(
  'around-by-query',
  'what a response shows cannot be written by the query of the URL',
  { profile: 'full', judges: ['read-only-attributes-not-written'], needs: ['name', 'reading'] },
  async (contract) => {
    await goAllAround(
      contract,
      'query',
      harmless.filter(({ place }) => place === 'query'),
    );
  },
);

contractCases(
  harmless,
  (row) => ({
    id: `around-${row.id}`,
    title: `${row.description} is not written`.slice(0, 70),
    profile: row.profile,
    judges: [row.clause],
    needs: [...(row.of === null ? [] : [row.of as AttributeName]), 'reading'] as readonly Need[],
    rows: [rowName('ways-around', row)],
  }),
  goAround,
);
