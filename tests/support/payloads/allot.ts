/**
 * Which generated payloads the profile full sends. They may take as many requests as those of the documented attributes take by
 * themselves, and a few more: a new attribute takes its requests from them, in turns, and never from the other cases. What has no room is left to the
 * profile nightly, and a run says so.
 */
import { endpoint, omit, segmentsOf } from '../endpoint/index.ts';
import type { JsonObject } from '../text/json.ts';
import { memo } from '../memo.ts';
import { shapeOptions } from './options.ts';
import { clauseOfPayload, candidatesOf, perKind, type Candidate, type PayloadKind } from './wanted.ts';
import type { PayloadOptions } from '../values/types.ts';

/**
 * What a turn is spent on, first to last. Of a documented attribute, the contact and the body: a wrong type, another broken keyword,
 * a wrong value behind a right attribute (that nothing of it is applied is promised), null (of which nothing is), then what other
 * cases try too. Of a new attribute: a wrong type, the first value at each bound, the first beyond it, null, empty and other values,
 * a wrong value behind a right attribute, then what is inside of it.
 */
function rankOf({ kind, payload: { target }, novel, whole, empty, first }: Candidate): number {
  if (target === null) return 8;
  if (!whole) return 7;
  switch (kind) {
    case 'invalid':
      return target.keyword === 'type' ? 1 : 3;
    case 'null':
      return novel ? 4 : 5;
    case 'atomic':
      return novel ? 6 : 4;
    case 'valid':
      return novel && first ? 2 : empty ? 5 : 6;
  }
}

/** The first invalid payload for each clause that documented attributes, the contact and the body are recorded under. */
const firstRecorded = (candidates: readonly Candidate[]): ReadonlySet<Candidate> =>
  new Set(
    new Map(
      candidates
        .filter(({ kind, novel }) => kind === 'invalid' && !novel)
        .toReversed()
        .map((candidate) => [clauseOfPayload(candidate.payload), candidate]),
    ).values(),
  );

/** What waits for no turn: without it nothing would be known of a new attribute, or a clause would have no occasion. */
const isIndispensable = ({ kind, payload: { id }, novel, empty }: Candidate): boolean =>
  novel ? id.endsWith('-alone') : kind === 'valid' && (id === 'all-attributes' || empty);

/** Pairs and random subsets, which are about no single attribute, are left to the profile nightly: each attribute is sent in other cases too. */
const together = 'together';

function sharesOf(candidates: readonly Candidate[]): readonly (Candidate & Share)[] {
  const recorded = firstRecorded(candidates);
  return candidates.map((candidate) => {
    const { kind, payload, novel, empty } = candidate;
    const waits = !isIndispensable(candidate) && !recorded.has(candidate);
    const line = payload.target === null ? together : segmentsOf(payload.target.pointer).slice(0, 2).join('/');
    return {
      ...candidate,
      line: waits ? line : null,
      // Of what waits for no turn, new attributes come last.
      rank: waits ? rankOf(candidate) : Number(novel),
      // With the update that fills what it may have emptied.
      cost: novel && kind !== 'atomic' && empty ? 2 : 1,
    };
  });
}

const withoutTogether = (shares: readonly (Candidate & Share)[]) => shares.filter(({ line }) => line !== together);

/** The options without new attributes. */
function withoutNovel({ novel = [], ...options }: PayloadOptions): PayloadOptions {
  const container = (options.schema['properties'] as JsonObject)[endpoint.envelope] as JsonObject;
  const required = container['required'] as readonly string[] | undefined;
  const contact = {
    ...container,
    properties: omit(container['properties'] as JsonObject, novel),
    ...(required === undefined ? {} : { required: required.filter((name) => !novel.includes(name)) }),
  };
  return { ...options, schema: { ...options.schema, properties: { [endpoint.envelope]: contact } } };
}

/** Ids of payloads by their kind: those that the profile full sends, and those that it would send if there were room. */
interface Allotted {
  readonly sent: Readonly<Record<PayloadKind, ReadonlySet<string>>>;
  readonly left: Readonly<Record<PayloadKind, ReadonlySet<string>>>;
}

/** Requests of the profile full that are left for new attributes, beside those that they take from the documented ones. */
export const leftForNew = 5;

/**
 * Gives the room of the profile full to payloads of these options: as many requests as those of the documented attributes take by themselves
 * and, where there are new attributes, `leftForNew` more. Of that, pairs and random subsets take none.
 */
export const allot = memo((options: PayloadOptions): Allotted => {
  const candidates = candidatesOf(options);
  const all = sharesOf(candidates);
  const inTurns = withoutTogether(all);
  const hasNovel = options.novel !== undefined && options.novel.length > 0;
  const room = hasNovel
    ? withoutTogether(sharesOf(candidatesOf(withoutNovel(options)))).length + leftForNew
    : inTurns.length;
  const taken = shareOut(inTurns, room);
  const idsOf = (kind: PayloadKind, isTaken: boolean): ReadonlySet<string> =>
    new Set(all.flatMap((each) => (each.kind === kind && taken.has(each) === isTaken ? [each.payload.id] : [])));
  return {
    sent: perKind((kind) => idsOf(kind, true)),
    left: perKind((kind) => (hasNovel ? idsOf(kind, false) : new Set())),
  };
});

/** True for a generated payload that the profile full sends; the profile nightly sends all. */
export const isInFull = (kind: PayloadKind, id: string): boolean => allot(shapeOptions()).sent[kind].has(id);

/** Ids of those that the profile full would send if new attributes did not take their room. */
export function leftOver(): Allotted['left'] {
  const options = shapeOptions();
  return options.novel === undefined || options.novel.length === 0 ? perKind(() => new Set()) : allot(options).left;
}

/** Something that wants a place. */
export interface Share {
  /** Whose turn it takes; null: it comes before all turns. */
  readonly line: string | null;
  /** The smaller comes first in its line, and in its turn. */
  readonly rank: number;
  /** Places that it takes. */
  readonly cost: number;
}

/**
 * Gives out places: first to what waits for no turn, then in turns to the first of each line, the second, and so on.
 * @param all - equal ranks stay in this order
 * @param room - places; one that does not fit into what is left is passed over
 * @returns those that have a place
 */
export function shareOut<Each extends Share>(all: readonly Each[], room: number): ReadonlySet<Each> {
  const turns = new Map<string, number>();
  const turnOf = ({ line }: Share): number => {
    if (line === null) return 0;
    const turn = (turns.get(line) ?? 0) + 1;
    turns.set(line, turn);
    return turn;
  };
  let left = room;
  const taken = all
    .toSorted((a, b) => a.rank - b.rank)
    .map((each) => ({ each, turn: turnOf(each) }))
    .toSorted((a, b) => a.turn - b.turn)
    .filter(({ each }) => {
      const fits = each.cost <= left;
      if (fits) left -= each.cost;
      return fits;
    });
  return new Set(taken.map(({ each }) => each));
}
