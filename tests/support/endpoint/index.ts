/** Everything that is known about the endpoint. */
export { isAllowed } from './allowed.ts';
export { filled, heldMark, otherMark, queryOf, textMark, waysAround, type Around } from './around.ts';
export { compareText, sameId, sameIds, sameValue, toleratedIn } from './compare.ts';
export { doubtful } from './take-back.ts';
export { claimAttribute, claimIn, isFresh, marked, markOf, mostMinutes, noClaim } from './claim.ts';
export { identifiersFor, isVariableSet, mayNameRecords, resetValue } from './configured.ts';
export { describe } from './describe.ts';
export {
  attributeNamed,
  attributeShownAs,
  attributesOf,
  clauseOfFormat,
  controlAttribute,
  documentedOf,
  describeOrNot,
  endpoint,
  general,
  keyOfPointer,
  pointerTo,
  type AttributeName,
} from './endpoint.ts';
export { isIdentifier, unknownIdentifier } from './identifier.ts';
export { canonical, firstDifference, isObject, own, sameJson, segmentsOf } from '../text/json.ts';
export {
  updateBody,
  brokenBody,
  contactPath,
  headersFor,
  keylessHeaders,
  probeAttribute,
  readOf,
  sentAttributes,
  updateOf,
} from './requests.ts';
export {
  contactOf,
  differences,
  isEmptyValue,
  isStatePointer,
  omit,
  otherValues,
  overlay,
  pick,
  pointerOf,
  stateIn,
  stateKeys,
  stateOf,
  undecodedIn,
  type ContactState,
  type Difference,
} from './state.ts';
export { createdAtOf, namesOf, readFrom, readingRequest, readings, type ContactIds, type Reading } from './reading.ts';
export { labelsIn, learnNames, nameOf, type Names } from './labels.ts';
export { createdAtKey, idKey, updatedAtKey } from './response-keys.ts';
export { formOf, identifierSample, listAt, namesRecord } from './schema.ts';
export type { Attribute, AttributeOf, AttributesFile, Endpoint, Tolerance } from './types.ts';
export { goneSentence, recordsNamedIn, stillGone, type NamedRecord } from './records.ts';
export { isReadable, textsOf, withoutText, type Configured } from './variables.ts';
export { isContractText } from './words.ts';
export { knownIdentifiers, whyNotWritable } from './writable.ts';
