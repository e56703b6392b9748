/** What the contact holds, sent back before anything else is written: what the target does not take back could not be put back. */
import { contractCase, contractGroup } from '../support/index.ts';

contractGroup('stored values');

contractCase(
  'stored-values-again',
  'what the contact holds is accepted again, and stays',
  {
    profile: 'smoke',
    judges: ['update-answers-200', 'update-is-stored', 'unsent-attributes-keep-value', 'awkward-text'],
  },
  async (contract) => {
    await contract.sendBack();
  },
);
