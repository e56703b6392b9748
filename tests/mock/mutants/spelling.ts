/** Identifiers in another spelling: the same records, for whoever does not compare texts. */
import { shows, showsKey } from '../kit.ts';
import type { Call, Shown } from '../types.ts';
import { group, warns } from './define.ts';

const kept = ['identifiers-letter-case-kept'];
const isShown = (value: unknown): value is Shown => typeof value === 'object' && value !== null;
const capital = (id: unknown): unknown => (typeof id === 'string' ? id.toUpperCase() : id);
const withId = (value: unknown): unknown => (isShown(value) ? { ...value, id: capital(value['id']) } : value);
const onRead = (call: Call): boolean => call.action === 'read';

export const spelling = group('spelling', [
  warns('contact-id-in-capitals', 'the id of the contact is shown in capitals', 'smoke', kept, showsKey('id', capital)),
  warns(
    'tag-ids-in-capitals',
    'the ids of tags are shown in capitals',
    'smoke',
    kept,
    showsKey('tags', (tags) => (Array.isArray(tags) ? tags.map(withId) : tags)),
  ),
  warns(
    'company-id-in-capitals',
    'the id of the company is shown in capitals',
    'smoke',
    kept,
    showsKey('company', withId),
  ),
  warns('owner-id-in-capitals', 'the id of the owner is shown in capitals', 'smoke', kept, showsKey('owner', withId)),
  warns(
    'ids-in-capitals-in-reads',
    'a read shows every id in capitals',
    'full',
    kept,
    shows(
      (shown) => ({
        ...shown,
        id: capital(shown['id']),
        company: withId(shown['company']),
        owner: withId(shown['owner']),
        tags: Array.isArray(shown['tags']) ? shown['tags'].map(withId) : shown['tags'],
      }),
      onRead,
    ),
  ),
  warns(
    'first-group-in-capitals',
    'the first group of the id of the contact is shown in capitals',
    'smoke',
    kept,
    showsKey('id', (id) => (typeof id === 'string' ? id.replace(/^[^-]+/, (part) => part.toUpperCase()) : id)),
  ),
]);
