/** Tags: their shape, and which of them are there. */
import type { ClauseId } from '../../support/catalogue.ts';
import { changes, shows, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { drop, move, put, spell } from './change.ts';
import { wrongIds, wrongTypes } from './mutations-nested.ts';
import { before, otherId, tagIds } from './records.ts';
import { tagsCleared, tagsUpdate } from './recorded-exchanges.ts';
import { contactId } from './recording.ts';

const list = '/contact/tags';
const shape = 'answer-tags-shape';
const back = 'tags-come-back';
const inCapitals = 'identifiers-letter-case-kept';
const noId = 'answer-identifiers-shape';
const [first, second, third, fourth] = tagIds;
const tag = (id: unknown): object => ({ id, name: 'Lead' });
const listed = (what: string, value: unknown, clause: ClauseId, ...implied: readonly ClauseId[]): ChangeRow =>
  shows(what, list, value, clause, ...implied);
const tagged = (what: string, ids: readonly string[], clause: ClauseId, ...implied: readonly ClauseId[]): ChangeRow =>
  listed(what, ids.map(tag), clause, ...implied);

const tags: readonly ChangeRow[] = [
  ['the id of a tag is in capitals', put(`${list}/0/id`, first.toUpperCase()), inCapitals, list],
  shows('the id of the contact is in capitals', '/contact/id', contactId.toUpperCase(), inCapitals),
  shows('the second tag is null', `${list}/1`, null, shape),
  shows('the second tag is true', `${list}/1`, true, shape),
  shows('the second tag is a number', `${list}/1`, 7, shape),
  shows('the second tag is an array', `${list}/1`, [], shape),
  ['the second tag is an empty object', put(`${list}/1`, {}), shape, `${list}/1/id`],
  ...wrongTypes.map(([what, value]) => shows(`the id of a tag is ${what}`, `${list}/0/id`, value, shape)),
  shows('the id of a tag is null', `${list}/2/id`, null, shape),
  ['a tag has no id', drop(`${list}/2/id`), shape, `${list}/2/id`],
  ['a tag has its id as tag_id', move(`${list}/0/id`, `${list}/0/tag_id`), shape, `${list}/0/id`],
  [
    'the id of a tag stands twice',
    spell('"tags":[{', '"tags":[{"id":"","id":"",'),
    'answer-keys-unique',
    `${list}/0/id`,
  ],
  ['the id of a later tag stands twice', spell('},{"id"', '},{"id":"x","id"'), 'answer-keys-unique', `${list}/1/id`],
  ...wrongIds.flatMap(([what, value]) => [
    shows(`the id of a tag is ${what}`, `${list}/1/id`, value, noId, back),
    shows(`a tag as text is ${what}`, `${list}/1`, value, noId, back),
  ]),
  listed('tags are an object by id', { [first]: tag(first) }, shape),
  listed('tags are a list as text', tagIds.join(), shape),
  listed('tags are counted', 3, shape),
  listed('tags are paginated', { tags: [], total_records: 0 }, shape),
  tagged('a tag is shown twice', [first, second, third, first], 'tags-shown-once'),
  tagged('the last tag is lost', [first, second], back),
  tagged('the first tag is lost', [second, third], back),
  tagged('one tag is left', [first], back),
  tagged('every tag is lost', [], back),
  tagged('one tag stands thrice', [first, first, first], back, 'tags-shown-once'),
  tagged('a tag turns into another one', [first, second, otherId], back),
  tagged('a tag joins that nobody sent', [first, second, third, otherId], back),
  tagged('the tags from before are shown', [first, fourth], back),
  tagged('the tags from before stay', tagIds, 'tags-list-replaces'),
  listed('the tags from before stay, as identifiers', tagIds, 'tags-list-replaces'),
];

const clears = 'tags-empty-array-clears';
const clearing: readonly ChangeRow[] = [
  tagged('the tags from before stay', before.tag_ids, clears),
  tagged('one tag stays', before.tag_ids.slice(0, 1), clears),
  tagged('another tag is there', [otherId], clears),
  listed('the tags stay as identifiers', before.tag_ids, clears),
];

/** Mutations of tags. */
export const tagMutations: readonly Mutation[] = [...changes(tagsUpdate, tags), ...changes(tagsCleared, clearing)];
