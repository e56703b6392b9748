/** Random payloads, as many as the profile deep allows: after every other case, as they spend what is left of the budget. */
import { contractCases, contractGroup, randomPayload, recordedAs } from '../support/index.ts';

contractGroup('generated');

/** In chunks, until the budget is spent. */
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
