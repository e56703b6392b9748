/** Cases for the runner that go wrong in ways that vitest alone would pass over. */
import { contractCase, contractGroup } from '../../support/index.ts';

contractGroup('planted');

contractCase(
  'planted-good',
  'a planted case that holds',
  { profile: 'smoke', judges: ['name-comes-back'], needs: ['name'] },
  async (contract) => {
    await contract.update({ name: contract.value('name', 'planted') });
  },
);

contractCase(
  'planted-silent',
  'a planted case that judges nothing',
  { profile: 'smoke', judges: ['name-comes-back'] },
  () => Promise.resolve(),
);

contractCase(
  'planted-floating',
  'a planted case that leaves a rejection behind',
  { profile: 'smoke', judges: ['email-comes-back'], needs: ['email'] },
  async (contract) => {
    await contract.update({ email: contract.value('email', 'planted') });
    void Promise.reject(new Error('nobody awaited this'));
  },
);
