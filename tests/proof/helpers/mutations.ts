/** Every mutation of a good exchange, by what it changes. */
import type { Mutation } from './exchange-mutation.ts';
import { byteMutations } from './mutations-bytes.ts';
import { keyMutations } from './mutations-keys.ts';
import { leakMutations } from './mutations-leaks.ts';
import { nestedMutations } from './mutations-nested.ts';
import { refusalMutations } from './mutations-refusals.ts';
import { statusMutations } from './mutations-statuses.ts';
import { tagMutations } from './mutations-tags.ts';
import { timeMutations } from './mutations-times.ts';
import { traceMutations } from './mutations-traces.ts';
import { valueMutations } from './mutations-values.ts';

export const mutationTables = {
  keys: keyMutations,
  nested: nestedMutations,
  tags: tagMutations,
  statuses: statusMutations,
  bytes: byteMutations,
  values: valueMutations,
  times: timeMutations,
  leaks: leakMutations,
  traces: traceMutations,
  refusals: refusalMutations,
} as const;

export const mutations: readonly Mutation[] = Object.values(mutationTables).flat();
