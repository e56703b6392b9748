/** More attributes for the stand-in of `attributes.ts`: ten in all, of every kind, and two that a client would not take for new ones. */
import { mutants } from './mutants/index.ts';
import { extraAttributes, serverWith, stacked, text, wrong } from './attributes.ts';
import type { ExtraAttribute } from './attributes.ts';
import { facts } from './world.ts';
import type { Faithful, Variant } from './types.ts';
import { canonicalId } from './validate.ts';

function shorter(name: string, value: unknown, most: number): string {
  const held = value === null ? '' : text(name, value);
  if ([...held].length > most) throw wrong(name, `is too long (maximum is ${String(most)} characters)`);
  return held;
}

function within(name: string, value: unknown, whole: boolean, most: number): number {
  if (typeof value !== 'number' || (whole && !Number.isInteger(value))) throw wrong(name, 'is of the wrong type');
  if (value < 0 || value > most) throw wrong(name, `is not between 0 and ${String(most)}`);
  return value;
}

function birthday(value: unknown): string {
  const day = text('birthday', value);
  const moment = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(moment) || !new Date(moment).toISOString().startsWith(day)) throw wrong('birthday', 'is no day');
  return day;
}

function subscribed(value: unknown): boolean {
  if (typeof value !== 'boolean') throw wrong('subscribed', 'is of the wrong type');
  return value;
}

function stage(value: unknown): string {
  if (!['lead', 'customer', 'former'].includes(value as string)) throw wrong('stage', 'is not included in the list');
  return value as string;
}

function interests(value: unknown): string[] {
  if (!Array.isArray(value) || value.length > 5) throw wrong('interests', 'is no list of five at most');
  return value.map((one: unknown) => shorter('interests', one, 40));
}

/** The first three and one more. */
export const fourAttributes: readonly ExtraAttribute[] = [
  ...extraAttributes,
  { name: 'nickname', initial: 'Evie', check: (value) => shorter('nickname', value, Number.POSITIVE_INFINITY) },
];

/** These four and six more. */
export const tenAttributes: readonly ExtraAttribute[] = [
  ...fourAttributes,
  { name: 'birthday', initial: '1988-02-29', check: birthday },
  { name: 'score', initial: 40, check: (value) => within('score', value, true, 100) },
  { name: 'rating', initial: 3.5, check: (value) => within('rating', value, false, 5) },
  { name: 'subscribed', initial: true, check: subscribed },
  { name: 'stage', initial: 'lead', check: stage },
  { name: 'interests', initial: ['Chess', 'Rowing'], check: interests },
];

/** A name, and the identifier of an owner: what a row of the data file describes, and no document. */
export const rowAttributes: readonly ExtraAttribute[] = [
  {
    name: 'assistant',
    initial: 'Tom Reyes',
    check: (value) => shorter('assistant', value, Number.POSITIVE_INFINITY),
  },
  {
    name: 'manager_id',
    initial: facts.ownerId,
    check: (value, { owners }) => {
      const id = typeof value === 'string' ? canonicalId(value) : null;
      if (id === null || !owners.has(id)) throw wrong('manager_id', 'is invalid');
      return id;
    },
    shown: (value, { owners }) => ({ manager: { id: value, name: owners.get(value as string) ?? null } }),
  },
];

/** Servers that break the contract for a documented attribute, in updates that only generated payloads of the profile full make. */
const brokenElsewhere = ['email-wiped-by-empty-phone', 'phone-null-when-empty'] as const;

const variantOf = (id: string): Variant => {
  const source = mutants.find((mutant) => mutant.id === id)?.variant ?? {};
  return typeof source === 'function' ? source() : source;
};

/** Broken servers that have these attributes too, and keep the contract with them. */
export const brokenBeside = (attributes: readonly ExtraAttribute[]): readonly Faithful[] =>
  brokenElsewhere.map((id) => ({
    id,
    sentence: 'breaks the contract for a documented attribute',
    variant: stacked(serverWith(attributes), variantOf(id)),
  }));
