/** The one door for the cases of `tests/contract/`. */
export { contractCase, contractCases, contractGroup } from './session/cases.ts';
export type { Case, CaseOptions, Need } from './session/cases.ts';
export type { Attribute, ContractContext } from './session/context.ts';
export {
  awkwardBodies,
  awkwardTexts,
  badCredentials,
  badIdentifiers,
  contentTypes,
  documentedRequest,
  keyParameters,
  unknownAttributes,
} from './fixtures.ts';
export { bodyOf, differsFromKey, keyOf, segmentOf } from './transforms.ts';
export { contactPath, headersFor, keylessHeaders } from './session/requests.ts';
export { firstOfEach, payloadFor, payloadRows, recordedAs } from './session/rows.ts';
export type { PayloadRow } from './session/rows.ts';
export { halves, medleys, randomPayload, type Medley, type Payload } from './payloads/index.ts';
export {
  contactOf,
  pointerOf,
  differences,
  instant,
  isAccepted,
  own,
  resolution,
  sameIds,
  stateOf,
  type Expectation,
} from './oracles/index.ts';
export { probeAttribute } from './sandbox/reading.ts';
export type { ClauseId, ContactState, Exchange, Json, JsonObject, Profile, StateKey } from './types.ts';
export { isUnstorable, refusal, textPlan } from './session/expectations.ts';
