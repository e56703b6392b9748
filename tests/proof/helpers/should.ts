/** Which broken servers show that each promise at level SHOULD, and what is pinned at level MAY, is compared with a baseline. */
import type { ClauseId } from '../../support/catalogue.ts';

/** Promises at level SHOULD, and servers of `tests/mock/mutants/` that break them and nothing that is a MUST. */
export const brokenBy: Readonly<Partial<Record<ClauseId, readonly string[]>>> = {
  'answers-in-time': ['replaced-method-waits'],
  'answer-size-bounded': ['answer-with-history'],
  'timestamps-millis-utc': ['times-in-microseconds', 'created-at-in-microseconds', 'whole-seconds', 'utc-as-offset'],
  'updated-at-advances': ['updated-at-stands', 'updated-at-stands-for-phones'],
  'timestamps-not-in-future': ['clock-ahead'],
  'timestamps-in-order': ['updated-before-created'],
  'outer-white-space-kept': ['outer-space-trimmed'],
  'unicode-normal-form-kept': ['normal-form-c'],
  'email-letter-case-kept': ['emails-in-lower-case'],
  'phone-punctuation-kept': ['phone-punctuation-dropped'],
  'identifiers-letter-case-kept': [
    'contact-id-in-capitals',
    'tag-ids-in-capitals',
    'company-id-in-capitals',
    'owner-id-in-capitals',
    'ids-in-capitals-in-reads',
  ],
  'read-after-update-prompt': ['replica-far-behind', 'replica-a-second-behind'],
  'same-update-twice-same-contact': ['second-number-written-otherwise'],
  'parallel-updates-both-last': ['whole-rows-written'],
  'tags-shown-once': ['only-tag-shown-twice', 'same-tags-doubled'],
  'unauthenticated-answers-401': ['missing-key-403', 'wrong-key-403'],
  'key-header-name-case-free': ['header-name-exact'],
  'unknown-or-malformed-id-answers-404': ['malformed-id-422'],
  'foreign-id-answers-403-or-404': ['foreign-id-422'],
  'malformed-json-answers-400': ['malformed-json-404'],
  'never-5xx': ['gateway-500-for-400'],
  'invalid-value-answers-400-or-422': ['invalid-value-409'],
  'wrong-type-comes-back-typed': ['number-echoed-as-number'],
  'errors-are-json': ['gateway-page-404'],
  'errors-carry-a-message': ['error-as-object'],
};

/** Cases that show a server each time they are played, where those of the matrix do so only in the whole of a profile. */
export const shownIn: Readonly<Record<string, readonly string[]>> = {
  'only-tag-shown-twice': ['tags-replaced'],
  'same-tags-doubled': ['tags-all'],
};

/** What is recorded at level MAY, servers that changed it, and the case that shows it. */
export const pinnedBy: readonly (readonly [ClauseId, string, string])[] = [
  ['key-in-cookie', 'cookie-accepted', 'key-in-cookie'],
  ['key-in-body', 'key-in-body-accepted', 'key-in-body'],
  ['key-as-bearer-token', 'bearer-token-accepted', 'key-bearer'],
  ['json-extensions', 'keys-twice-refused', 'body-key-twice'],
  ['json-extensions', 'first-of-two-keys', 'body-key-twice'],
  ['json-extensions', 'byte-order-mark-accepted', 'body-byte-order-mark'],
  ['other-methods', 'put-clears', 'method-put'],
  ['other-methods', 'put-refused', 'method-put'],
  ['answer-header-set', 'answers-for-caches', 'name-alone'],
];
