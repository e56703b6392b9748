/** Tags are a join table of their own, and easily wrong. */
import { refusal } from '../responses.ts';
import { act, changed, loses, onUpdate, sentContact, shows, stores, takes } from '../kit.ts';
import type { Call, Changes } from '../types.ts';
import { group, violates, warns } from './define.ts';

const withTags = (change: (ids: string[], call: Call) => string[]): ReturnType<typeof takes> =>
  takes((changes: Changes, call) =>
    changes.tag_ids === undefined ? changes : { ...changes, tag_ids: change(changes.tag_ids, call) },
  );
/** How many tags the body names. */
const wanted = (call: Call): unknown =>
  (sentContact(call)?.['tag_ids'] as readonly string[] | null | undefined)?.length;
const none = (call: Call): boolean => call.changes.tag_ids?.length === 0;

const clears = ['tags-empty-array-clears'];
const replaces = ['tags-list-replaces'];
const back = ['tags-come-back'];
export const tags = group('tags', [
  violates(
    'empty-tags-as-not-sent',
    'a rewrite that treats [] as not sent',
    'smoke',
    clears,
    takes((changes) => {
      if (changes.tag_ids?.length === 0) delete changes.tag_ids;
      return changes;
    }),
  ),
  violates(
    'last-tag-stays',
    'an empty tag array leaves a tag that is alone on the contact',
    'full',
    clears,
    loses(['tag_ids'], (call) => wanted(call) === 0 && call.contact.tag_ids.length === 1),
  ),
  violates(
    'as-many-tags-kept',
    'a list of as many tags as there are is taken for no change',
    'full',
    back,
    loses(['tag_ids'], (call) => wanted(call) === call.contact.tag_ids.length),
  ),
  violates('empty-tags-refused', 'an empty tag array is refused', 'smoke', clears, {
    validate: (call, next) => {
      const changes = next();
      if (changes.tag_ids?.length === 0) throw act(call, refusal(422, ["Tags can't be blank"]));
      return changes;
    },
  }),
  violates('empty-tags-fail', 'an empty tag array makes a query without values: 500', 'smoke', clears, {
    validate: (call, next) => {
      const changes = next();
      if (changes.tag_ids?.length === 0) throw act(call, refusal(500, 'Something went wrong'));
      return changes;
    },
  }),
  violates(
    'empty-tags-leave-one',
    'an empty tag array leaves the first tag',
    'smoke',
    clears,
    withTags((ids, { contact }) => (ids.length === 0 ? contact.tag_ids.slice(0, 1) : ids)),
  ),
  violates(
    'empty-tags-set-a-default',
    'an empty tag array sets the default tag',
    'smoke',
    clears,
    withTags((ids, call) => (ids.length === 0 ? [call.facts.tagIds[3] ?? ''] : ids)),
  ),
  violates(
    'empty-tags-in-the-answer-only',
    'an empty tag array is answered as empty, and the tags stay',
    'smoke',
    ['update-is-stored'],
    {
      write: (call, next) => {
        const kept = structuredClone(call.contact.tag_ids);
        next();
        if (!none(call) || kept.length === 0) return;
        call.acted();
        const stored = call.contact;
        call.contact = structuredClone(stored);
        stored.tag_ids = kept;
      },
    },
  ),
  violates(
    'empty-tags-shown-as-before',
    'an empty tag array clears the tags, and the response still shows them',
    'smoke',
    clears,
    shows(
      (shown, call) =>
        none(call) ? { ...shown, tags: call.before.tag_ids.map((id) => ({ id, name: 'Tag' })) } : shown,
      onUpdate,
    ),
  ),
  violates(
    'tags-appended',
    'sent tags are added to those that are there',
    'smoke',
    replaces,
    withTags((ids, call) => (ids.length === 0 ? ids : [...new Set([...call.contact.tag_ids, ...ids])])),
  ),
  violates(
    'tags-appended-beside-others',
    'sent tags are added when other attributes are sent with them',
    'full',
    ['tags-list-replaces'],
    takes((changes, call) =>
      changes.tag_ids === undefined || Object.keys(changes).length === 1 || changes.tag_ids.length === 0
        ? changes
        : { ...changes, tag_ids: [...new Set([...call.contact.tag_ids, ...changes.tag_ids])] },
    ),
  ),
  violates(
    'tags-never-added',
    'sent tags are only used to remove others',
    'full',
    back,
    withTags((ids, call) => call.contact.tag_ids.filter((id) => ids.includes(id))),
  ),
  violates(
    'second-tag-lost',
    'of several tags the second is lost',
    'smoke',
    back,
    withTags((ids) => ids.filter((_id, index) => index !== 1)),
  ),
  violates(
    'last-tag-only',
    'of several tags only the last is kept',
    'smoke',
    back,
    withTags((ids) => ids.slice(-1)),
  ),
  violates(
    'third-tag-lost',
    'of more than two tags the third is lost',
    'full',
    back,
    withTags((ids) => ids.filter((_id, index) => index !== 2)),
  ),
  violates(
    'tags-ignored',
    'tag_ids is dropped from the permitted parameters',
    'smoke',
    [...back, 'tags-empty-array-clears'],
    loses(['tag_ids']),
  ),
  violates(
    'tags-ignored-beside-name',
    'tags are lost when a name is sent with them',
    'smoke',
    back,
    loses(['tag_ids'], (call) => bothSent(call, 'name')),
  ),
  violates(
    'tags-of-before-in-the-answer',
    'the response shows the tags of before the update',
    'smoke',
    back,
    shows(
      (shown, call) => ({
        ...shown,
        tags: call.before.tag_ids.map((id) => ({ id, name: 'Tag' })),
      }),
      onUpdate,
    ),
  ),
  warns(
    'only-tag-shown-twice',
    'a tag that is the only one is shown twice',
    'smoke',
    ['tags-shown-once'],
    shows(
      (shown) => ({
        ...shown,
        tags:
          Array.isArray(shown['tags']) && shown['tags'].length === 1
            ? [shown['tags'][0], shown['tags'][0]]
            : shown['tags'],
      }),
      onUpdate,
    ),
  ),
  warns(
    'same-tags-doubled',
    'a list of the tags that are there is added to them',
    'full',
    ['tags-shown-once'],
    withTags((ids, call) =>
      ids.length > 0 &&
      ids.length === call.contact.tag_ids.length &&
      ids.every((id) => call.contact.tag_ids.includes(id))
        ? [...call.contact.tag_ids, ...ids]
        : ids,
    ),
  ),
  violates('tags-in-the-answer-only', 'tags are answered as sent and never stored', 'smoke', ['update-is-stored'], {
    write: (call, next) => {
      const kept = [...call.contact.tag_ids];
      next();
      const stored = call.contact;
      call.contact = structuredClone(stored);
      stored.tag_ids = changed(call, call.contact.tag_ids, kept);
    },
  }),
  violates(
    'tag-too-many',
    'a join shows all tags of the workspace once the contact has two',
    'smoke',
    back,
    shows((shown, { contact, facts }) =>
      contact.tag_ids.length > 1 ? { ...shown, tags: facts.tagIds.map((id) => ({ id, name: 'Tag' })) } : shown,
    ),
  ),
  violates(
    'tags-wiped-by-company',
    'a change of the company removes the tags',
    'full',
    ['unsent-attributes-keep-value'],
    stores(
      (contact) => {
        contact.tag_ids = [];
      },
      ({ changes }) => changes.company_id !== undefined && changes.tag_ids === undefined,
    ),
  ),
  violates(
    'tag-wiped-by-name',
    'a change of the name removes the first tag',
    'smoke',
    ['unsent-attributes-keep-value'],
    stores(
      (contact) => {
        contact.tag_ids.shift();
      },
      ({ changes }) => changes.name !== undefined && changes.tag_ids === undefined,
    ),
  ),
]);

function bothSent(call: Call, other: string): boolean {
  const contact = (call.body as { contact?: object } | undefined)?.contact;
  return contact !== undefined && other in contact && 'tag_ids' in contact;
}
