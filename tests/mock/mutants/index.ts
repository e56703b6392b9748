/** Every broken server, by theme. */
import type { Mutant } from '../types.ts';
import { authentication } from './authentication.ts';
import { cacheAndReplica } from './cache-and-replica.ts';
import { conditional } from './conditional.ts';
import { degenerate } from './degenerate.ts';
import { envelopeAndKeys } from './envelope-and-keys.ts';
import { errors, gateway } from './errors.ts';
import { leaks } from './leaks.ts';
import { limits } from './limits.ts';
import { normalisingGem } from './normalising-gem.ts';
import { referencesMigration } from './references-migration.ts';
import { refusalAndAtomicity } from './refusal-and-atomicity.ts';
import { routing } from './routing.ts';
import { serializerRewrite } from './serializer-rewrite.ts';
import { recordedChanges } from './recorded-changes.ts';
import { silentChanges } from './silent-changes.ts';
import { storageAndConcurrency } from './storage-and-concurrency.ts';
import { tags } from './tags.ts';
import { timeChanges } from './time.ts';
import { typeChanges } from './types.ts';
import { meanings } from './meanings.ts';
import { spelling } from './spelling.ts';
import { mediaAndBytes } from './media-and-bytes.ts';
import { lostAttributes } from './lost-attributes.ts';
import { massAssignment } from './mass-assignment.ts';
import { lenientParser } from './lenient-parser.ts';
import { nearIdentifiers } from './near-identifiers.ts';
import { notJson } from './not-json.ts';
import { otherDoors } from './other-doors.ts';
import { writesAround } from './writes-around.ts';
import { partialRefusals } from './partial-refusals.ts';
import { silentTouches } from './silent-touches.ts';
import { namesBesideIdentifiers } from './names-beside-identifiers.ts';

export const mutants: readonly Mutant[] = [
  ...serializerRewrite,
  ...typeChanges,
  ...envelopeAndKeys,
  ...mediaAndBytes,
  ...timeChanges,
  ...normalisingGem,
  ...meanings,
  ...spelling,
  ...limits,
  ...tags,
  ...referencesMigration,
  ...lostAttributes,
  ...conditional,
  ...cacheAndReplica,
  ...storageAndConcurrency,
  ...authentication,
  ...otherDoors,
  ...routing,
  ...nearIdentifiers,
  ...refusalAndAtomicity,
  ...lenientParser,
  ...notJson,
  ...massAssignment,
  ...errors,
  ...gateway,
  ...leaks,
  ...degenerate,
  ...silentChanges,
  ...recordedChanges,
  ...writesAround,
  ...partialRefusals,
  ...silentTouches,
  ...namesBesideIdentifiers,
];
