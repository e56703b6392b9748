/** Who is to blame for a difference: the refused request that sent it, the update that wrote it, or the one that did not name it. */
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always } from './helpers/replies.ts';
import { answered, looking } from './helpers/ask.ts';
import {
  afterAwkward,
  afterBad,
  badName as name,
  effect,
  looks,
  nameless,
  names,
  refuses,
  sent,
  settledBy,
  stored,
  waits,
  written,
} from './helpers/scenes.ts';
import { before, companyId, tagIds } from './helpers/records.ts';

const bad = () => afterBad(name);
const worse = () => after(bad(), refuses('worse', { name: 'Worse Name' }));

const inCapitals = Array.from({ length: 6 }, () => 'fail identifiers-letter-case-kept /contact/tags look@read');
const differs: Talks = {
  'a refused request that sent the value is to blame': [
    { ...looks, model: bad, responses: always(holding(name)) },
    { said: [`${effect}/name bad@bad open bad`], holds: { known: holding(name), pending: waits(name).slice(1) } },
  ],
  'the letter case of the value does not matter': [
    { ...looks, model: bad, responses: always(holding({ name: 'REFUSED name' })) },
    { said: [`${effect}/name bad@bad open bad`] },
  ],
  'of several the one that sent the value is to blame': [
    { ...looks, model: worse, responses: always(holding(name)) },
    { said: [`${effect}/name bad@bad open bad,worse`] },
  ],
  'of several that sent the same value the last is to blame': [
    { ...looks, model: () => after(bad(), refuses('again', name)), responses: always(holding(name)) },
    { said: [`${effect}/name again@again open bad,again`] },
  ],
  'of a value that none sent the last that named it is suspected': [
    {
      ...looks,
      model: () => after(worse(), refuses('other', { email: 'zoe@example.com' })),
      responses: always(holding({ name: before.email })),
    },
    { said: [`${effect}/name worse@worse open bad,worse,other`, ...settledBy('other')] },
  ],
  'the update that sent what is there is to blame for answering another value': [
    {
      ...looks,
      model: () => after(modelWith(), answered(names, holding({ name: 'Other' })), refuses('bad', { name: 'Worse' })),
      responses: always(holding(sent)),
    },
    { said: ['fail update-is-stored /contact/name names@names open bad'] },
  ],
  'also where a refused request sent the same': [
    {
      ...looks,
      model: () => after(modelWith(), answered(names, holding({ name: 'Other' })), refuses('bad', sent)),
      responses: always(holding(sent)),
    },
    { said: ['fail update-is-stored /contact/name names@names open bad'] },
  ],
  'a value that this run never sent is foreign': [
    { ...looks, model: bad, responses: always(holding({ name: 'Somebody Else' })) },
    { said: [`${effect}/name bad@bad foreign open bad`] },
  ],
  'a list with an item that this run never sent is foreign': [
    { ...looks, responses: always(holding({ tag_ids: [tagIds[0], tagIds[1]] })) },
    { said: ['fail unsent-attributes-keep-value /contact/tags look@read foreign'] },
  ],
  'a list of items that this run sent is not foreign': [
    { ...looks, responses: always(holding({ tag_ids: [tagIds[3].toUpperCase()] })) },
    { said: [...inCapitals, 'fail unsent-attributes-keep-value /contact/tags look@read'] },
  ],
  'an identifier that this run never sent is foreign': [
    { ...looks, responses: always(holding({ company_id: companyId })) },
    { said: ['fail unsent-attributes-keep-value /contact/company/id look@read foreign'] },
  ],
  'no value at all is not foreign': [
    { ...looks, responses: always(holding({ company_id: null, name: '', tag_ids: [] })) },
    {
      said: [
        'fail unsent-attributes-keep-value /contact/name look@read',
        'fail unsent-attributes-keep-value /contact/company/id look@read',
        'fail unsent-attributes-keep-value /contact/tags look@read',
      ],
    },
  ],
  'an empty value that a refused request sent is not': [
    { ...looks, model: () => afterBad({ name: '' }), responses: always(holding({ name: '' })) },
    { said: [`${effect}/name bad@bad open bad`] },
  ],
  'an empty list that a refused request sent is not': [
    { ...looks, model: () => afterBad({ tag_ids: [] }), responses: always(holding({ tag_ids: [] })) },
    { said: [`${effect}/tags bad@bad open bad`] },
  ],
  'no record, which a refused request sent, is not': [
    { ...looks, model: () => afterBad({ company_id: null }), responses: always(holding({ company_id: null })) },
    { said: [`${effect}/company/id bad@bad open bad`] },
  ],
  'a list that a refused request sent is': [
    { ...looks, model: () => afterBad({ tag_ids: [tagIds[1]] }), responses: always(holding({ tag_ids: [tagIds[1]] })) },
    { said: [`${effect}/tags bad@bad open bad`] },
  ],
};

testTalks('differs', differs);

/** The contact is read once, as what it showed before was not known or does not show any more. */
const looksOnce = { event: looking, asks: ['read get'] };

const blamed: Talks = {
  'a refused request that named something else is suspected': [
    { ...looks, model: bad, responses: always(holding({ email: 'else@example.com' })) },
    { said: [`${effect}/email bad@bad foreign open bad`, ...settledBy('bad')], holds: { pending: [] } },
  ],
  'an update that is lost is to blame, not a refused one before it': [
    { ...looks, model: () => after(written(), refuses('bad', { name: 'Other Name' })), responses: always(before) },
    { said: ['fail update-is-stored /contact/name names@names open bad'] },
  ],
  'a refused request that sent the previous value is to blame': [
    { ...looks, model: () => after(written(), refuses('bad', { name: before.name })), responses: always(before) },
    { said: [`${effect}/name bad@bad open bad`] },
  ],
  'a refused request that named a written attribute is suspected': [
    {
      ...looks,
      model: () => after(written(), refuses('bad', name)),
      responses: always(holding({ name: 'Somebody Else' })),
    },
    { said: [`${effect}/name bad@bad foreign open bad`] },
  ],
  'another value than the one that was answered is not': [
    { ...looks, model: written, responses: always(holding({ name: 'Somebody Else' })) },
    { said: ['fail update-is-stored /contact/name names@names foreign'] },
  ],
  'what a free request would have written counts as well': [
    { ...looks, model: () => afterAwkward(name), responses: always(holding(name)) },
    { said: [`${effect}/name awkward@awkward open awkward`], holds: { pending: [] } },
  ],
  'where nothing was known, the value that was refused tells': [
    {
      ...looksOnce,
      model: () => after(modelWith({}, nameless), refuses('bad', name)),
      responses: always(holding(name)).slice(0, 1),
    },
    {
      said: [stored('look'), `${effect}/name bad@bad`, ...settledBy('bad')],
      holds: { pending: [], known: holding(name) },
    },
  ],
  'what was there already was not written by a refused request': [
    { ...looksOnce, model: () => afterBad({ name: before.name }), responses: always(before).slice(0, 1) },
    { said: [stored('look'), ...settledBy('bad')], holds: { pending: [] } },
  ],
  'where nothing was known, another value tells nothing': [
    {
      ...looksOnce,
      model: () => after(modelWith({}, nameless), refuses('bad', name)),
      responses: always(before).slice(0, 1),
    },
    { said: [stored('look'), ...settledBy('bad')], holds: { pending: [] } },
  ],
  'where nothing was known and nothing shows, nothing is told': [
    {
      ...looksOnce,
      model: () => after(modelWith({}, nameless), refuses('bad', name)),
      responses: always(nameless).slice(0, 1),
    },
    { said: [stored('look'), ...settledBy('bad')], holds: { pending: [] } },
  ],
  'what was known and does not show stays open': [
    { ...looksOnce, model: bad, responses: always(nameless).slice(0, 1) },
    { said: [stored('look')], holds: { pending: waits(name) } },
  ],
};

testTalks('blame', blamed);
