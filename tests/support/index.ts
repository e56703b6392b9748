/** The one door for the cases of `tests/contract/`. */
export { contractCase, contractCases, contractGroup } from './cases/cases.ts';
export type { Need } from './cases/cases.ts';
export type { ContractContext } from './cases/context.ts';
export type { AttributeName } from './endpoint/index.ts';
export {
  awkwardBodies,
  awkwardTexts,
  badCredentials,
  badIdentifiers,
  contentTypes,
  doors,
  doorWithKey,
  nearKeys,
  documentedRequest,
  firstOfMeanings,
  keyParameters,
  profileOf,
  rowName,
  rowOfText,
  unknownAttributes,
} from './fixtures.ts';
export { bodyOfRow, differsFromKey, doorOf, keyOfRow, segmentOf, trustedHeaders } from './transforms.ts';
export {
  updateBody,
  brokenBody,
  contactOf,
  isObject,
  contactPath,
  differences,
  attributesOf,
  documentedOf,
  endpoint,
  headersFor,
  keylessHeaders,
  own,
  pointerTo,
  probeAttribute,
  sameJson,
  stateIn,
  unknownIdentifier,
  waysAround,
} from './endpoint/index.ts';
export { attributeCase, payloadFor, payloadRows, recordedAs } from './cases/rows.ts';
export type { PayloadRow } from './cases/rows.ts';
export { randomPayload, spared } from './payloads/index.ts';
export { goAllAround, goAround, harmfulTogether, requestWith, sendAround, sendHarmful } from './cases/around.ts';
export { offerWrong, refusals } from './cases/one-wrong.ts';
export { lessonsOf, offerRow } from './cases/lessons.ts';
export { notKept, offer, offerMedley, offerMore, offerWith } from './cases/offers.ts';
export type { Riders } from './cases/offers.ts';
export { attributeNames, shownAttributes } from './cases/context.ts';
export { instant, isAccepted, resolution, type Expectation } from './oracles/index.ts';
export type { Exchange } from './client/exchange.ts';
export type { Json, JsonObject } from './text/json.ts';
export { isUnstorable, refusal, textPlan, wasRefused } from './cases/expectations.ts';
