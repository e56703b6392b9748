/** The look-up takes more for the identifier of a contact than the identifier. */
import { act } from '../kit.ts';
import { addressedId, show } from '../stages.ts';
import type { Call, Contact, Variant } from '../types.ts';
import { group, violates } from './define.ts';

const id = (call: Call): string => addressedId(call) ?? '';
const own = (call: Call): Contact | undefined => call.world.contacts.get(call.facts.contactId);
/** What is not found is the contact where `isMeant` holds for what was asked for and its identifier. */
const finds = (isMeant: (asked: string, id: string) => boolean): Variant => ({
  find: (call, next) => {
    const found = next();
    if (found !== undefined || !isMeant(id(call), call.facts.contactId)) return found;
    const contact = own(call);
    return contact === undefined ? undefined : act(call, contact);
  },
});
const segments = (text: string): readonly string[] => text.split('-');
const hexOf = (text: string): string => text.toLowerCase().replace(/[^0-9a-f]/g, '');
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

const unknown = ['unknown-id-refused'];
const malformed = ['malformed-id-refused'];

export const nearIdentifiers = group('near-identifiers', [
  violates(
    'first-segment-decides',
    'contacts are found by the first segment of their identifier',
    'full',
    unknown,
    finds((asked, right) => isUuid(asked) && segments(asked)[0] === segments(right)[0]),
  ),
  violates(
    'last-segment-ignored',
    'the last segment of an identifier is not compared',
    'full',
    unknown,
    finds((asked, right) => isUuid(asked) && asked.slice(0, 24) === right.slice(0, 24)),
  ),
  violates(
    'last-segment-decides',
    'contacts are found by the last segment of their identifier',
    'nightly',
    unknown,
    finds((asked, right) => isUuid(asked) && segments(asked)[4] === segments(right)[4]),
  ),
  violates(
    'version-and-variant-ignored',
    'the third and the fourth segment of an identifier are not compared',
    'nightly',
    unknown,
    finds(
      (asked, right) => isUuid(asked) && [0, 1, 4].every((index) => segments(asked)[index] === segments(right)[index]),
    ),
  ),
  violates(
    'last-digit-ignored',
    'the last digit of an identifier is lost in a column that is too short',
    'nightly',
    unknown,
    finds((asked, right) => isUuid(asked) && asked.slice(0, -1) === right.slice(0, -1)),
  ),
  violates(
    'prefix-finds',
    'whatever an identifier begins with finds the contact',
    'full',
    malformed,
    finds((asked, right) => asked.length >= 4 && right.startsWith(asked)),
  ),
  violates(
    'text-behind-ignored',
    'what stands behind a good identifier is ignored',
    'full',
    malformed,
    finds((asked, right) => asked.startsWith(right)),
  ),
  violates(
    'text-around-ignored',
    'the pattern of an identifier is looked for anywhere in the segment',
    'full',
    malformed,
    finds((asked, right) => asked.includes(right)),
  ),
  violates(
    'second-line-ignored',
    'the pattern of an identifier is anchored to lines',
    'nightly',
    malformed,
    finds((asked, right) => asked.split('\n').includes(right)),
  ),
  violates(
    'nul-ends-the-identifier',
    'an identifier ends at U+0000',
    'nightly',
    malformed,
    finds((asked, right) => asked.includes('\0') && asked.split('\0')[0] === right),
  ),
  violates(
    'decoded-twice',
    'a segment is percent-decoded twice',
    'nightly',
    malformed,
    finds((asked, right) => {
      try {
        return asked !== right && decodeURIComponent(asked) === right;
      } catch {
        return false;
      }
    }),
  ),
  violates(
    'letters-dropped',
    'everything but hexadecimal digits is dropped from an identifier',
    'full',
    malformed,
    finds((asked, right) => hexOf(asked) === hexOf(right)),
  ),
  violates(
    'short-segments-padded',
    'segments that are too short are filled up',
    'nightly',
    malformed,
    finds(
      (asked, right) =>
        segments(asked).length === 5 &&
        segments(asked).every((segment, index) => segment !== '' && (segments(right)[index] ?? '').startsWith(segment)),
    ),
  ),
  violates(
    'list-of-one',
    'a list of identifiers is taken for its first',
    'nightly',
    malformed,
    finds((asked, right) => asked.includes(',') && asked.split(',')[0] === right),
  ),
  violates(
    'near-identifier-answered-as-itself',
    'an identifier with other digits at its end is answered with the contact under that identifier',
    'full',
    unknown,
    {
      find: (call, next) => {
        const contact = own(call);
        const isNear = isUuid(id(call)) && id(call).slice(0, 24) === call.facts.contactId.slice(0, 24);
        return (
          next() ??
          (isNear && contact !== undefined ? act(call, { ...structuredClone(contact), id: id(call) }) : undefined)
        );
      },
      show: (call) => show(call),
    },
  ),
  violates(
    'words-for-contacts',
    'words such as me and latest stand for a contact',
    'nightly',
    malformed,
    finds((asked) => ['me', 'current', 'first', 'last', 'latest'].includes(asked)),
  ),
]);
