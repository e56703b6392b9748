/** Payloads that the request schema yields: pairs and subsets. */
import {
  contractCase,
  contractCases,
  contractGroup,
  endpoint,
  payloadFor,
  payloadRows,
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
