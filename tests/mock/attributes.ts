/**
 * A stand-in whose contact has attributes that no document names: a text, an object and a list. It stores and shows them as it does
 * the others. `attributes-broken.ts` holds servers that do not, and `attributes-more.ts` more attributes.
 */
import { isDeepStrictEqual } from 'node:util';

import { json, Refusal, refusal } from './responses.ts';
import { act, shows } from './kit.ts';
import type { Call, Faithful, Shown, Variant, World } from './types.ts';
import { contactOf, isObject } from './validate.ts';

/** An attribute that the good server does not have. */
export interface ExtraAttribute {
  readonly name: string;
  /** What every contact holds when the server starts. */
  readonly initial: unknown;
  /** What is stored of a value that was sent. Throws a `Refusal` with 422. */
  readonly check: (value: unknown, world: World) => unknown;
  /** How a stored value is shown; without it, under the name of the attribute as it is stored. */
  readonly shown?: (value: unknown, world: World) => Shown;
}

/** Name → value, of the extra attributes alone. */
export type Extras = Record<string, unknown>;

/** The refusal of a value. */
export const wrong = (name: string, what: string): Refusal => refusal(422, [`${name} ${what}`]);

/** A text that a database can hold. Throws a `Refusal`. */
export function text(name: string, value: unknown): string {
  if (typeof value !== 'string') throw wrong(name, 'is of the wrong type');
  // What a database that stores UTF-8 cannot hold.
  if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) throw wrong(name, 'holds an invalid character');
  return value;
}

function jobTitle(value: unknown): string {
  if (value === null) return '';
  const title = text('job_title', value);
  if ([...title].length > 80) throw wrong('job_title', 'is too long (maximum is 80 characters)');
  return title;
}

function address(value: unknown): Extras {
  if (!isObject(value)) throw wrong('address', 'is of the wrong type');
  const unknown = Object.keys(value).find((key) => key !== 'street' && key !== 'city');
  if (unknown !== undefined) throw wrong('address', 'holds an unknown key');
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(`address.${key}`, one)]));
}

function languages(value: unknown): string[] {
  if (!Array.isArray(value)) throw wrong('languages', 'is of the wrong type');
  return value.map((one: unknown) => text('languages', one));
}

/** In the order in which they are shown. */
export const extraAttributes = [
  { name: 'job_title', initial: 'Head of Sales', check: jobTitle },
  { name: 'address', initial: { street: '1 Main Street', city: 'Springfield' }, check: address },
  { name: 'languages', initial: ['English', 'German'], check: languages },
] as const satisfies readonly ExtraAttribute[];

/** What a contact holds at the start; a copy. */
export const initialExtras = (attributes: readonly ExtraAttribute[] = extraAttributes): Extras =>
  structuredClone(Object.fromEntries(attributes.map(({ name, initial }) => [name, initial])));

/** What an update of a call changes, between the check and the write. */
const taken = new WeakMap<Call, Map<string, unknown>>();

/** The extra attributes that a call changes, all checked; a variant on top may change them before they are stored. */
export const takenExtras = (call: Call): Map<string, unknown> => taken.get(call) ?? new Map<string, unknown>();

/** The extra attributes of the body, each checked. Throws a `Refusal`. */
function checkExtras(call: Call, attributes: readonly ExtraAttribute[]): Map<string, unknown> {
  const contact = contactOf(call.body);
  const sent = attributes.filter(({ name }) => Object.hasOwn(contact, name));
  return new Map(sent.map(({ name, check }) => [name, check(contact[name], call.world)]));
}

function showExtras({ contact, world }: Call, attributes: readonly ExtraAttribute[]): Shown {
  const extras = structuredClone(contact.extras);
  return attributes.reduce<Shown>(
    (all, { name, shown }) => ({ ...all, ...(shown?.(extras[name], world) ?? { [name]: extras[name] }) }),
    {},
  );
}

/** The good server with more attributes. They are checked with the rest of the body before anything is written. */
export const serverWith = (attributes: readonly ExtraAttribute[]): Variant => ({
  seed: ({ contacts }) => {
    for (const contact of contacts.values()) contact.extras = initialExtras(attributes);
  },
  validate: (call, next) => {
    const changes = next();
    taken.set(call, checkExtras(call, attributes));
    return changes;
  },
  write: (call, next) => {
    const after = { ...call.contact.extras, ...Object.fromEntries(takenExtras(call)) };
    const differs = !isDeepStrictEqual(after, call.contact.extras);
    call.contact.extras = after;
    const written = next();
    if (differs) call.contact.updated_at = call.world.now();
    return written;
  },
  show: (call, next) => ({ ...next(), ...showExtras(call, attributes) }),
});

/** The good server with the three attributes. */
export const withAttributes = serverWith(extraAttributes);

/** The stages of `top` in front of those of `base`, neither of which waits while it writes. */
export function stacked(base: Variant, top: Variant): Variant {
  const { validate = (_call, next) => next(), write = (_call, next) => next(), show = (_call, next) => next() } = base;
  return {
    ...base,
    ...top,
    seed: (world) => {
      base.seed?.(world);
      top.seed?.(world);
    },
    validate: (call, next) => {
      const below = () => validate(call, next);
      return top.validate === undefined ? below() : top.validate(call, below);
    },
    write: (call, next) =>
      top.write === undefined ? write(call, next) : top.write(call, () => void write(call, next)),
    show: (call, next) => {
      const below = () => show(call, next);
      return top.show === undefined ? below() : top.show(call, below);
    },
  };
}

const turned = (value: object): Shown => Object.fromEntries(Object.entries(value).reverse());

/** Servers that keep the contract with the three attributes in it, the plain one first. */
export const faithfulWithAttributes: readonly Faithful[] = [
  { id: 'attributes', sentence: 'has three more attributes', variant: withAttributes },
  {
    id: 'attributes-in-another-order',
    sentence: 'shows the keys of the contact and of the address in another order',
    variant: stacked(
      withAttributes,
      shows((shown) => turned({ ...shown, address: turned(shown['address'] as object) })),
    ),
  },
  {
    id: 'attributes-without-get',
    sentence: 'does not allow GET: 405',
    variant: stacked(withAttributes, {
      route: (call, next) => {
        if (call.method !== 'GET') return next();
        throw act(call, new Refusal(json(405, { error: 'Method not allowed' }, { allow: 'PATCH, PUT' })));
      },
    }),
  },
];
