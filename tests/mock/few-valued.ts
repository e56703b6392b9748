/**
 * Attributes that have few values: a choice, a truth value, a number in steps, and the identifier of a record that no variable
 * names. A server that keeps the contract with them, and servers that break it for some of the values.
 */
import { canonicalId } from './validate.ts';
import { serverWith, stacked, wrong, type ExtraAttribute } from './attributes.ts';
import { losesExtra, onlyAnswered, overwrites, takesExtra, type BrokenAttribute } from './attributes-broken.ts';
import type { Faithful, Variant } from './types.ts';

const tiers: readonly unknown[] = ['bronze', 'silver', 'gold'];
/** The manager of the contact, and another one, whom no variable and no response names. */
const managers: readonly unknown[] = ['0c9f4d17-83b2-4e6a-9d50-6f21a7c8e3b4', '5e7a21c6-b04d-4938-8f1c-d92e60b3a715'];

function tier(value: unknown): unknown {
  if (!tiers.includes(value)) throw wrong('tier', 'is not one of bronze, silver and gold');
  return value;
}

function vip(value: unknown): boolean {
  if (typeof value !== 'boolean') throw wrong('vip', 'is of the wrong type');
  return value;
}

function score(value: unknown): number {
  if (typeof value !== 'number') throw wrong('score', 'is of the wrong type');
  if (value < 0 || value > 10) throw wrong('score', 'is not between 0 and 10');
  return value;
}

function manager(value: unknown): string | null {
  const id = typeof value === 'string' ? canonicalId(value) : null;
  if (!managers.includes(id)) throw wrong('manager_id', 'is invalid');
  return id;
}

/** In the order in which they are shown. */
const fewValued: readonly ExtraAttribute[] = [
  { name: 'tier', initial: 'silver', check: tier },
  { name: 'vip', initial: true, check: vip },
  { name: 'score', initial: 2.5, check: score },
  { name: 'manager_id', initial: managers[0], check: manager },
];

const good = serverWith(fewValued);

/** The server that keeps the contract with the four in it. */
export const faithfulWithFewValues: Faithful = {
  id: 'few-valued',
  sentence: 'has four more attributes with few values',
  variant: good,
};

const row = (attribute: string, way: string, sentence: string, top: Variant): BrokenAttribute => ({
  id: `${attribute}-${way}`,
  attribute,
  sentence: `${attribute} ${sentence}`,
  variant: stacked(good, top),
});

/** Each breaks the contract for one of the first three, and always does. */
export const brokenWithFewValues: readonly BrokenAttribute[] = [
  ...['tier', 'vip', 'score'].flatMap((name) => [
    row(name, 'never-stored', 'is accepted and never stored', losesExtra(name)),
    row(name, 'only-answered', 'is answered as it was sent and not stored', onlyAnswered(name)),
  ]),
  row(
    'tier',
    'mapped',
    'is stored as bronze where gold was sent',
    takesExtra('tier', (sent) => (sent === 'gold' ? 'bronze' : sent)),
  ),
  row('tier', 'overwritten', 'is made bronze by every update that does not name it', overwrites('tier', 'bronze')),
  row(
    'vip',
    'true-lost',
    'is left as it was where true was sent',
    takesExtra('vip', (sent) => (sent === true ? undefined : sent)),
  ),
  row(
    'vip',
    'true-as-false',
    'is stored as false where true was sent',
    takesExtra('vip', () => false),
  ),
  row('vip', 'overwritten', 'is made false by every update that does not name it', overwrites('vip', false)),
  row(
    'score',
    'rounded',
    'is rounded to a whole number',
    takesExtra('score', (sent) => Math.round(sent as number)),
  ),
];

/** Nobody can see that it breaks the contract: the manager is only ever sent as the contact holds it. */
export const deafToManager: BrokenAttribute = row(
  'manager_id',
  'never-stored',
  'is accepted and never stored',
  losesExtra('manager_id'),
);
