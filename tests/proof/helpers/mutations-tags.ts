/** Tags: their shape, and which of them are there. */
import { mutation, patched, rewritten, showing, type Mutation } from './exchange-mutation.ts';
import { wrongIds, wrongTypes } from './mutations-nested.ts';
import { before, otherId, tagIds, tagsCleared, tagsUpdate } from './recorded-exchanges.ts';
import { contactId, type Scene } from './recording.ts';

const shape = 'answer-tags-shape';
const tag = (id: unknown): object => ({ id, name: 'Lead' });
const showingTags = (value: readonly unknown[]): Scene => showing(tagsUpdate, '/contact/tags', value);
const [first, second, third, fourth] = tagIds;
const inCapitals = 'identifiers-letter-case-kept';
const tags: readonly Mutation[] = [
  mutation(
    tagsUpdate,
    'the id of a tag is in capitals',
    showing(tagsUpdate, '/contact/tags/0/id', first.toUpperCase()),
    inCapitals,
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'the id of the contact is in capitals',
    showing(tagsUpdate, '/contact/id', contactId.toUpperCase()),
    inCapitals,
    '/contact/id',
  ),
  ...(
    [
      ['null', null],
      ['true', true],
      ['a number', 7],
      ['an array', []],
      ['an empty object', {}, '/id'],
    ] as const
  ).map(([what, value, below = '']) =>
    mutation(
      tagsUpdate,
      `the second tag is ${what}`,
      showing(tagsUpdate, '/contact/tags/1', value),
      shape,
      `/contact/tags/1${below}`,
    ),
  ),
  ...wrongTypes.map(([what, value]) =>
    mutation(
      tagsUpdate,
      `the id of a tag is ${what}`,
      showing(tagsUpdate, '/contact/tags/0/id', value),
      shape,
      '/contact/tags/0/id',
    ),
  ),
  mutation(
    tagsUpdate,
    'the id of a tag is null',
    showing(tagsUpdate, '/contact/tags/2/id', null),
    shape,
    '/contact/tags/2/id',
  ),
  mutation(
    tagsUpdate,
    'a tag has no id',
    patched(tagsUpdate, { op: 'remove', path: '/contact/tags/2/id' }),
    shape,
    '/contact/tags/2/id',
  ),
  mutation(
    tagsUpdate,
    'a tag has its id as tag_id',
    patched(tagsUpdate, { op: 'move', from: '/contact/tags/0/id', path: '/contact/tags/0/tag_id' }),
    shape,
    '/contact/tags/0/id',
  ),
  mutation(
    tagsUpdate,
    'the id of a tag stands twice',
    rewritten(tagsUpdate, '"tags":[{', '"tags":[{"id":"","id":"",'),
    'answer-keys-unique',
    '/contact/tags/0/id',
  ),
  mutation(
    tagsUpdate,
    'the id of a later tag stands twice',
    rewritten(tagsUpdate, '},{"id"', '},{"id":"x","id"'),
    'answer-keys-unique',
    '/contact/tags/1/id',
  ),
  ...wrongIds.flatMap(([what, value]) => [
    mutation(
      tagsUpdate,
      `the id of a tag is ${what}`,
      showing(tagsUpdate, '/contact/tags/1/id', value),
      'answer-identifiers-shape',
      '/contact/tags/1/id',
      ['tags-come-back'],
    ),
    mutation(
      tagsUpdate,
      `a tag as text is ${what}`,
      showing(tagsUpdate, '/contact/tags/1', value),
      'answer-identifiers-shape',
      '/contact/tags/1',
      ['tags-come-back'],
    ),
  ]),
  mutation(
    tagsUpdate,
    'tags are an object by id',
    showing(tagsUpdate, '/contact/tags', { [first]: tag(first) }),
    shape,
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'tags are a list as text',
    showing(tagsUpdate, '/contact/tags', tagIds.join()),
    shape,
    '/contact/tags',
  ),
  mutation(tagsUpdate, 'tags are counted', showing(tagsUpdate, '/contact/tags', 3), shape, '/contact/tags'),
  mutation(
    tagsUpdate,
    'tags are paginated',
    showing(tagsUpdate, '/contact/tags', { tags: [], total_records: 0 }),
    shape,
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'a tag is shown twice',
    showingTags([first, second, third, first].map(tag)),
    'tags-shown-once',
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'the last tag is lost',
    showingTags([tag(first), tag(second)]),
    'tags-come-back',
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'the first tag is lost',
    showingTags([tag(second), tag(third)]),
    'tags-come-back',
    '/contact/tags',
  ),
  mutation(tagsUpdate, 'one tag is left', showingTags([tag(first)]), 'tags-come-back', '/contact/tags'),
  mutation(tagsUpdate, 'every tag is lost', showingTags([]), 'tags-come-back', '/contact/tags'),
  mutation(
    tagsUpdate,
    'one tag stands thrice',
    showingTags([tag(first), tag(first), tag(first)]),
    'tags-come-back',
    '/contact/tags',
    ['tags-shown-once'],
  ),
  mutation(
    tagsUpdate,
    'a tag turns into another one',
    showingTags([tag(first), tag(second), tag(otherId)]),
    'tags-come-back',
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'a tag joins that nobody sent',
    showingTags([tag(first), tag(second), tag(third), tag(otherId)]),
    'tags-come-back',
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'the tags from before are shown',
    showingTags([tag(first), tag(fourth)]),
    'tags-come-back',
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'the tags from before stay',
    showingTags(tagIds.map(tag)),
    'tags-list-replaces',
    '/contact/tags',
  ),
  mutation(
    tagsUpdate,
    'the tags from before stay, as identifiers',
    showingTags(tagIds),
    'tags-list-replaces',
    '/contact/tags',
  ),
];

const left = before.tag_ids.map(tag);
const clearing: readonly Mutation[] = (
  [
    ['the tags from before stay', left],
    ['one tag stays', left.slice(0, 1)],
    ['another tag is there', [tag(otherId)]],
    ['the tags stay as identifiers', before.tag_ids],
  ] as const
).map(([what, value]) =>
  mutation(tagsCleared, what, showing(tagsCleared, '/contact/tags', value), 'tags-empty-array-clears', '/contact/tags'),
);

/** Mutations of tags. */
export const tagMutations: readonly Mutation[] = [...tags, ...clearing];
