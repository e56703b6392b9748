/** A column or a limit became smaller without a word. */
import { refusal } from '../responses.ts';
import { act, takes, takesText } from '../kit.ts';
import { group, violates } from './define.ts';

export const limits = group('limits', [
  violates(
    'name-cut-at-255',
    'names are cut at 255 characters',
    'full',
    ['name-comes-back'],
    takesText('name', (text) => text.slice(0, 255)),
  ),
  violates(
    'name-cut-at-1000',
    'names are cut at 1,000 characters',
    'full',
    ['name-comes-back'],
    takesText('name', (text) => text.slice(0, 1000)),
  ),
  violates(
    'email-local-part-cut',
    'the local part of emails is cut at 20 characters',
    'full',
    ['email-comes-back'],
    takesText('email', (text) => text.replace(/^(.{20})[^@]*@/, '$1@')),
  ),
  violates(
    'phone-cut-at-ten',
    'phone numbers are cut at ten characters',
    'smoke',
    ['phone-number-comes-back'],
    takesText('phone_number', (text) => text.slice(0, 10)),
  ),
  violates(
    'one-tag-at-most',
    'of several tags only the first is kept',
    'smoke',
    ['tags-come-back'],
    takes((changes) =>
      changes.tag_ids === undefined ? changes : { ...changes, tag_ids: changes.tag_ids.slice(0, 1) },
    ),
  ),
  violates('two-tags-refused', 'two tags or more are refused', 'smoke', ['update-answers-200'], {
    validate: (call, next) => {
      const changes = next();
      if ((changes.tag_ids?.length ?? 0) > 1) throw act(call, refusal(422, ['Too many tags']));
      return changes;
    },
  }),
  violates(
    'seven-attributes-refused',
    'an update of more than five attributes is refused',
    'full',
    ['update-answers-200'],
    {
      validate: (call, next) => {
        const changes = next();
        if (Object.keys(changes).length > 5) throw act(call, refusal(422, ['Too many attributes']));
        return changes;
      },
    },
  ),
]);
