/** One attribute is refused for one reason, and one other is written all the same. */
import { changed, sentContact } from '../kit.ts';
import { apply } from '../stages.ts';
import type { Call, Changes, Variant } from '../types.ts';
import { attributes, checkAttribute, type Attribute } from '../validate.ts';
import { group, violates } from './define.ts';

const isRight = (call: Call, attribute: Attribute, value: unknown): Changes | null => {
  try {
    return checkAttribute(attribute, value, call.world);
  } catch {
    return null;
  }
};

/** The attributes of a request in their order, and which of them are wrong. */
function read(call: Call): readonly { readonly attribute: Attribute; readonly changes: Changes | null }[] {
  const contact = sentContact(call) ?? {};
  return Object.keys(contact)
    .filter((key): key is Attribute => (attributes as readonly string[]).includes(key))
    .map((attribute) => ({ attribute, changes: isRight(call, attribute, contact[attribute]) }));
}

/** A refusal of which some attributes are stored: those that `leaks` picks, where the one that is refused is picked by `wrong`. */
const leaking = (
  wrong: (attribute: Attribute, value: unknown) => boolean,
  leaks: (attribute: Attribute, place: number, placeOfWrong: number) => boolean,
): Variant => ({
  validate: (call, next) => {
    try {
      return next();
    } catch (error) {
      const all = read(call);
      const at = all.findIndex(
        ({ attribute, changes }) => changes === null && wrong(attribute, sentContact(call)?.[attribute]),
      );
      if (at < 0) throw error;
      const kept = all
        .filter(({ attribute, changes }, place) => changes !== null && leaks(attribute, place, at))
        .reduce<Changes>((sum, { changes }) => ({ ...sum, ...changes }), {});
      const before = structuredClone(call.contact);
      apply(call.contact, kept, call.world.now());
      changed(call, before, structuredClone(call.contact));
      throw error;
    }
  },
});

const only =
  (...names: readonly Attribute[]) =>
  (attribute: Attribute): boolean =>
    names.includes(attribute);
const isText = (value: unknown): boolean => typeof value === 'string';

const partly = ['refused-update-not-partly-applied'];
export const partialRefusals = group('partial-refusals', [
  violates(
    'phone-stored-beside-unknown-company',
    'an unknown company refuses the update and the phone number is stored',
    'full',
    partly,
    leaking((attribute, value) => attribute === 'company_id' && isText(value), only('phone_number')),
  ),
  violates(
    'texts-stored-beside-unknown-field',
    'an unknown custom field refuses the update and name, email and phone number are stored',
    'full',
    partly,
    leaking(only('field_values_attributes'), only('name', 'email', 'phone_number')),
  ),
  violates(
    'tags-stored-before-validation',
    'tags are written before the validation that refuses a phone number',
    'full',
    partly,
    leaking(only('phone_number'), only('tag_ids')),
  ),
  violates(
    'stored-up-to-the-wrong-key',
    'attributes are written in the order of their keys until one is refused, and the last one is a company',
    'full',
    partly,
    leaking(only('company_id'), (_attribute, place, at) => place < at),
  ),
  violates(
    'stored-behind-the-wrong-key',
    'a wrong name is skipped, what stands behind it is written, and the response is a refusal',
    'full',
    partly,
    leaking(only('name'), (attribute, place, at) => place > at && attribute !== 'name'),
  ),
]);
