/** How many requests a profile takes on a server that keeps the contract. */
import type { Profile } from '../../support/config/types.ts';
import type { Variant, VariantSource } from '../../mock/types.ts';
import { act } from '../../mock/kit.ts';
import { play } from './servers.ts';

/** The same server without GET: what a read shows, an update has to show. */
export const withoutGet = (source: VariantSource): VariantSource => {
  const strip = (variant: Variant): Variant => ({
    ...variant,
    route: (call, next) => {
      if (call.method === 'GET') return act(call, 'none');
      return variant.route === undefined ? next() : variant.route(call, next);
    },
  });
  return typeof source === 'function' ? () => strip(source()) : strip(source);
};

/** Where reads are late, pauses that are cut short make them later still. */
const isLate = (id: string): boolean => id.startsWith('late-');

export interface FitOptions {
  readonly id: string;
  readonly variant: VariantSource;
  readonly env?: Readonly<Record<string, string>>;
  readonly get: boolean;
  readonly profile: Profile;
  readonly seed: number;
}

/** Requests of the profile, with those that put the contact back, and the cases that were cut; none where the profile fits. */
export async function fit({
  id,
  variant,
  env = {},
  get,
  profile,
  seed,
}: FitOptions): Promise<{ readonly requests: number; readonly budget: number; readonly cut: readonly string[] }> {
  const source = get ? variant : withoutGet(variant);
  const { report, cut, reserved } = await play({ id, variant: source, env, profile, seed, haste: isLate(id) ? 1 : 20 });
  const { sent, confirming = 0, budget } = report.requests;
  return { requests: sent - confirming + reserved, budget, cut };
}
