/** Everything that is known about the endpoint. */
export { compareText, sameId, sameIds, sameValue, type Comparison } from './compare.ts';
export { identifiersFor, isSet, resetValue } from './configured.ts';
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
  bodyOf,
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
  overlay,
  pick,
  pointerOf,
  stateIn,
  stateKeys,
  stateOf,
  undecodedIn,
  type Difference,
} from './state.ts';
export { createdAtOf, readFrom, readingRequest, readings, type ContactIds, type Reading } from './reading.ts';
export { formOf, identifierSample, namesRecord } from './schema.ts';
export type { Attribute, AttributeOf, AttributesFile, Endpoint, Tolerance } from './types.ts';
export { isReadable, textsOf, type Configured } from './variables.ts';
export { isContractText } from './words.ts';
export { knownIdentifiers, whyNotWritable } from './writable.ts';
