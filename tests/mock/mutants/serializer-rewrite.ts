/** The code that shows a contact was written anew. */
import { onRead, shows, showsKey, showsText } from '../kit.ts';
import type { Shown } from '../types.ts';
import { group, violates, warns } from './define.ts';

const items = (value: unknown): readonly Shown[] => (Array.isArray(value) ? (value as Shown[]) : []);
const idOf = (value: unknown): unknown => (value as Shown | null)?.['id'] ?? null;

function renamed(shown: Shown, names: Readonly<Record<string, string>>): Shown {
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [names[key] ?? key, value]));
}
const without = (shown: Shown, key: string): Shown =>
  renamed(Object.fromEntries(Object.entries(shown).filter(([name]) => name !== key)), {});

const key = ['answer-nine-keys'];
export const serializerRewrite = group('serializer-rewrite', [
  violates(
    'created-at-left-out',
    'a rewrite that forgets created_at',
    'smoke',
    key,
    shows((shown) => without(shown, 'created_at')),
  ),
  violates(
    'tags-left-out',
    'a rewrite that loads tags only on request',
    'smoke',
    key,
    shows((shown) => without(shown, 'tags')),
  ),
  violates(
    'empty-values-left-out',
    'a serializer that leaves out empty tags',
    'smoke',
    key,
    shows((shown) => (items(shown['tags']).length === 0 ? without(shown, 'tags') : shown)),
  ),
  violates(
    'phone-renamed',
    'phone_number is renamed to phone',
    'smoke',
    key,
    shows((shown) => renamed(shown, { phone_number: 'phone' })),
  ),
  violates(
    'camel-case-keys',
    'keys become camelCase',
    'smoke',
    key,
    shows((shown) => renamed(shown, { phone_number: 'phoneNumber', created_at: 'createdAt', updated_at: 'updatedAt' })),
  ),
  violates(
    'name-in-two-parts',
    'the name is split into first_name and last_name',
    'smoke',
    key,
    shows((shown) => {
      const [first_name, ...rest] = String(shown['name']).split(' ');
      return { first_name, last_name: rest.join(' '), ...without(shown, 'name') };
    }),
  ),
  violates(
    'owner-becomes-user',
    'the owner moves to the key user',
    'smoke',
    key,
    shows((shown) => renamed(shown, { owner: 'user' })),
  ),
  violates('owner-as-id', 'the owner is shown as a bare id', 'smoke', ['answer-owner-shape'], showsKey('owner', idOf)),
  violates(
    'owner-in-a-list',
    'the owner is shown as a list of one',
    'smoke',
    ['answer-owner-shape'],
    showsKey('owner', (owner) => [owner]),
  ),
  violates(
    'owner-without-id',
    'the owner is shown with a name and no id',
    'smoke',
    ['answer-owner-shape'],
    showsKey('owner', (owner) => (owner === null ? null : without(owner as Shown, 'id'))),
  ),
  violates(
    'owner-id-as-number',
    'the id of the owner is its row number',
    'smoke',
    ['answer-owner-shape'],
    showsKey('owner', (owner) => (owner === null ? null : { ...(owner as Shown), id: 4711 })),
  ),
  violates(
    'company-as-name',
    'the company is shown as its name',
    'smoke',
    ['answer-company-shape'],
    showsKey('company', (company) => (company as Shown)['name']),
  ),
  violates(
    'company-null',
    'the company is shown as null',
    'smoke',
    ['answer-company-shape'],
    showsKey('company', () => null),
  ),
  violates(
    'company-without-name',
    'the name of a company that is set is null',
    'smoke',
    ['answer-company-shape'],
    showsKey('company', (company) => ({ ...(company as Shown), name: null })),
  ),
  violates(
    'company-name-as-object',
    'the name of the company becomes an object of translations',
    'smoke',
    ['answer-company-shape'],
    showsKey('company', (company) => ({ ...(company as Shown), name: { en: (company as Shown)['name'] } })),
  ),
  violates(
    'tags-null-when-empty',
    'no tags are shown as null',
    'smoke',
    ['answer-tags-shape'],
    showsKey('tags', (tags) => (items(tags).length === 0 ? null : tags)),
  ),
  violates(
    'tags-as-text',
    'tags are joined to one text',
    'smoke',
    ['answer-tags-shape'],
    showsKey('tags', (tags) =>
      items(tags)
        .map(({ id }) => id)
        .join(','),
    ),
  ),
  violates(
    'tags-as-names',
    'tags are shown by name',
    'smoke',
    ['answer-tags-shape'],
    showsKey('tags', (tags) => items(tags).map(({ name }) => ({ name }))),
  ),
  violates(
    'tags-by-id',
    'tags become an object by id',
    'smoke',
    ['answer-tags-shape'],
    showsKey('tags', (tags) => Object.fromEntries(items(tags).map((tag) => [String(tag['id']), tag]))),
  ),
  violates(
    'tags-wrapped',
    'every tag sits in an object of its own',
    'smoke',
    ['answer-tags-shape'],
    showsKey('tags', (tags) => items(tags).map((tag) => ({ tag }))),
  ),
  violates(
    'company-id-with-prefix',
    'company ids get a prefix',
    'smoke',
    ['answer-identifiers-shape'],
    showsKey('company', (company) => ({
      ...(company as Shown),
      id: idOf(company) === null ? null : `cmp_${String(idOf(company))}`,
    })),
  ),
  violates(
    'tag-ids-shortened',
    'tag ids are shown without hyphens',
    'smoke',
    ['answer-identifiers-shape'],
    showsKey('tags', (tags) => items(tags).map((tag) => ({ ...tag, id: String(tag['id']).replaceAll('-', '') }))),
  ),
  violates(
    'email-blank-on-reads',
    'a serializer for reads of its own that shows no email',
    'full',
    ['update-is-stored'],
    showsText('email', () => '', onRead),
  ),
  warns(
    'answer-with-history',
    'a response to cleared tags comes with 1.2 MB of history',
    'full',
    ['answer-size-bounded'],
    shows((shown) => (items(shown['tags']).length === 0 ? { ...shown, history: 'event '.repeat(200_000) } : shown)),
  ),
]);
