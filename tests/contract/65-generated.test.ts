/** Payloads that the request schema yields: pairs, subsets, and as many more as the profile allows. */
import {
  contractCase,
  contractCases,
  contractGroup,
  endpoint,
  payloadFor,
  payloadRows,
  randomPayload,
  recordedAs,
  shownAttributes,
} from '../support/index.ts';

contractGroup('generated');

/** The documented attributes are updated alone by cases of their own. */
const aloneElsewhere: ReadonlySet<string> = new Set(
  endpoint.attributes.filter(({ documented }) => documented).map(({ name }) => `${name.replaceAll('_', '-')}-alone`),
);

contractCases(
  payloadRows('valid', ({ plain, id }) => plain && !aloneElsewhere.has(id)),
  ({ id, slug, profile, needs }) => ({
    id: slug,
    title: `the generated update ${id} is accepted and comes back`.slice(0, 70),
    profile,
    judges: ['update-answers-200'],
    needs,
    fixed: false,
  }),
  async (contract, row) => {
    await contract.payload(payloadFor(contract.payloads, 'valid', row.id), { kind: 'plain' });
  },
);

contractCase(
  'generated-stored',
  'what the generated updates left is what a later read shows',
  { profile: 'full', judges: ['update-is-stored'], needs: ['reading', 'name'] },
  async (contract) => {
    await contract.update(contract.values(shownAttributes, 'last'), 'every attribute');
    await contract.read();
  },
);

/** Deep runs go on in chunks until the budget is spent. */
const chunk = 50;
const chunks = Array.from({ length: 400 }, (_, index) => index);

contractCases(
  chunks,
  (index) => ({
    id: `deep-${String(index + 1).padStart(3, '0')}`,
    title: `random payloads ${String(index * chunk + 1)} to ${String((index + 1) * chunk)} keep the contract`,
    profile: 'deep',
    judges: ['update-answers-200', 'wrong-types', 'awkward-text'],
    needs: ['name'],
    fixed: false,
  }),
  async (contract, index) => {
    const numbers = Array.from({ length: chunk }, (_, offset) => index * chunk + offset + 1);
    for (const payload of numbers.map((number) => randomPayload(contract.payloads, number)).filter(contract.maySend)) {
      await contract.payload(
        payload,
        payload.kind === 'invalid'
          ? recordedAs(payload, 'wrong-types')
          : payload.plain
            ? { kind: 'plain' }
            : { kind: 'either', clause: 'awkward-text' },
      );
    }
    await contract.settle();
  },
);
