/** Servers with the three attributes of `attributes.ts` that break the contract for one of them. */
import { extraAttributes, stacked, takenExtras, withAttributes } from './attributes.ts';
import type { ExtraAttribute, Extras } from './attributes.ts';
import { changed, onUpdate, sentContact, shows } from './kit.ts';
import type { Call, Faithful, Variant } from './types.ts';

/** A server that breaks the contract for one attribute. */
export interface BrokenAttribute extends Faithful {
  readonly attribute: string;
}

/** Changes what was sent of one attribute between the check and the write; undefined: it is lost there. */
export const takesExtra = (name: string, change: (value: unknown) => unknown): Variant => ({
  write: (call, next) => {
    const taken = takenExtras(call);
    if (taken.has(name)) {
      const value = changed(call, taken.get(name), change(structuredClone(taken.get(name))));
      if (value === undefined) taken.delete(name);
      else taken.set(name, value);
    }
    return next();
  },
});

/** What the servers below do to the values of one attribute. */
interface Damage {
  readonly empty: unknown;
  readonly cut: (value: unknown) => unknown;
  readonly cutAs: string;
  readonly altered: (value: unknown) => unknown;
}

const upper = (value: unknown): unknown => (typeof value === 'string' ? value.toUpperCase() : value);
const first = (value: unknown, count: number): unknown =>
  typeof value === 'string' ? [...value].slice(0, count).join('') : value;
const inStreet = (value: unknown, change: (street: unknown) => unknown): unknown => {
  const address = value as Extras;
  return Object.hasOwn(address, 'street') ? { ...address, street: change(address['street']) } : address;
};

const damages: Readonly<Record<(typeof extraAttributes)[number]['name'], Damage>> = {
  job_title: { empty: '', cut: (title) => first(title, 40), cutAs: 'is cut at 40 characters', altered: upper },
  address: {
    empty: {},
    cut: (address) => inStreet(address, (street) => first(street, 10)),
    cutAs: 'has its street cut at 10 characters',
    altered: (address) => inStreet(address, upper),
  },
  languages: {
    empty: [],
    cut: (list) => (list as readonly unknown[]).slice(0, Math.max(1, (list as readonly unknown[]).length - 1)),
    cutAs: 'loses the last of several items',
    altered: (list) => (list as readonly unknown[]).map(upper),
  },
};

/** What was sent of one attribute is lost between the check and the write. */
export const losesExtra = (name: string): Variant => takesExtra(name, () => undefined);

/** The update is answered with what was sent; a later read shows what is stored. */
export const onlyAnswered = (name: string): Variant => {
  const sent = new WeakMap<Call, unknown>();
  return {
    write: (call, next) => {
      const taken = takenExtras(call);
      if (taken.has(name)) sent.set(call, taken.get(name));
      return losesExtra(name).write?.(call, next);
    },
    ...shows((shown, call) => (sent.has(call) ? { ...shown, [name]: sent.get(call) } : shown), onUpdate),
  };
};

/** Every update that does not name an attribute gives it a value. */
export const overwrites = (name: string, value: unknown): Variant => ({
  write: (call, next) => {
    const taken = takenExtras(call);
    if (!taken.has(name)) taken.set(name, changed(call, call.contact.extras[name], structuredClone(value)));
    return next();
  },
});

/** An update that is refused because of another attribute has stored this one by then. */
const storedTooEarly = ({ name, check }: ExtraAttribute): Variant => ({
  validate: (call, next) => {
    try {
      return next();
    } catch (error) {
      const contact = sentContact(call) ?? {};
      if (Object.hasOwn(contact, name)) {
        const value = check(contact[name], call.world);
        call.contact.extras[name] = changed(call, call.contact.extras[name], value);
      }
      throw error;
    }
  },
});

const broken = (attribute: (typeof extraAttributes)[number]): readonly BrokenAttribute[] => {
  const { name } = attribute;
  const { empty, cut, cutAs, altered } = damages[name];
  const slug = name.replace('_', '-');
  const row = (way: string, sentence: string, top: Variant): BrokenAttribute => ({
    id: `${slug}-${way}`,
    attribute: name,
    sentence: `${name} ${sentence}`,
    variant: stacked(withAttributes, top),
  });
  return [
    row('never-stored', 'is accepted and never stored', losesExtra(name)),
    row('only-answered', 'is answered as it was sent and not stored', onlyAnswered(name)),
    row('emptied', 'is emptied by every update that does not name it', overwrites(name, empty)),
    row('cut', cutAs, takesExtra(name, cut)),
    row('altered', 'is stored in capitals', takesExtra(name, altered)),
    row('stored-too-early', 'is stored by an update that is refused for another attribute', storedTooEarly(attribute)),
  ];
};

/** Six for each of the three attributes. */
export const brokenWithAttributes: readonly BrokenAttribute[] = extraAttributes.flatMap(broken);
