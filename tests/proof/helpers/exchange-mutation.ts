/** Good exchanges with one thing changed, and what the oracles have to say about each. */
import type { ClauseId } from '../../support/catalogue.ts';
import jsonPatch, { type Operation } from 'fast-json-patch';
import { judgeExchange, type Judgement } from '../../support/oracles/index.ts';
import { memo } from '../../support/memo.ts';
import { situationOf, type ObservedResponse, type Scene } from './recording.ts';

/** One change of a good exchange, and everything that the oracles say against it. */
export interface Mutation {
  readonly title: string;
  readonly from: Scene;
  readonly scene: Scene;
  readonly clause: ClauseId;
  readonly pointer: string;
  /** Clauses that the same change breaks too. No other one fails. */
  readonly implied: readonly ClauseId[];
  /** `inconclusive` where the change only makes it impossible to judge. */
  readonly outcome: 'fail' | 'inconclusive';
}

/** Declares a mutation. The title is the id of the exchange and what is changed. */
export const mutation = (
  from: Scene,
  what: string,
  scene: Scene,
  clause: ClauseId,
  pointer = '',
  implied: readonly ClauseId[] = [],
): Mutation => ({ title: `${from.id}: ${what}`, from, scene, clause, pointer, implied, outcome: 'fail' });

/** Declares a change that leaves a clause open. */
export const obscuring = (...given: Parameters<typeof mutation>): Mutation => ({
  ...mutation(...given),
  outcome: 'inconclusive',
});

/** A change that breaks no promise. */
export interface Harmless {
  readonly title: string;
  readonly from: Scene;
  readonly scene: Scene;
}
export const harmless = (from: Scene, what: string, scene: Scene): Harmless => ({
  title: `${from.id}: ${what}`,
  from,
  scene,
});

/** The response of a scene that has one. */
export function responseIn({ id, response }: Scene): ObservedResponse {
  if (typeof response === 'string') throw new TypeError(`The exchange ${id} has no response to be changed.`);
  return response;
}

/** The body of a scene as text. */
export const textIn = (scene: Scene): string => Buffer.from(responseIn(scene).body).toString('utf8');

/** The scene with another status, other headers or another body. A header that is undefined is taken away. */
export function answering(
  scene: Scene,
  {
    headers = {},
    ...rest
  }: Partial<Omit<ObservedResponse, 'headers'>> & { readonly headers?: Readonly<Record<string, string | undefined>> },
): Scene {
  const response = responseIn(scene);
  const merged = Object.entries({ ...response.headers, ...headers }).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  return { ...scene, response: { ...response, ...rest, headers: Object.fromEntries(merged) } };
}

/** The scene with its JSON body changed by operations of JSON Patch (RFC 6902). */
export const patched = (scene: Scene, ...operations: readonly Operation[]): Scene =>
  answering(scene, {
    body: JSON.stringify(jsonPatch.applyPatch(JSON.parse(textIn(scene)), [...operations], true).newDocument),
  });

/** The scene with another value at a place of its JSON body. */
export const showing = (scene: Scene, path: string, value: unknown): Scene =>
  patched(scene, { op: 'replace', path, value });

/** The scene with the first `from` in the text of its body replaced. */
export function rewritten(scene: Scene, from: string, to: string): Scene {
  const text = textIn(scene);
  if (!text.includes(from)) throw new TypeError(`The body of ${scene.id} does not hold ${from}.`);
  return answering(scene, { body: text.replace(from, () => to) });
}

/** What every oracle says about a scene; asked once. */
export const judgementsOf: (scene: Scene) => readonly Judgement[] = memo((scene) => judgeExchange(situationOf(scene)));

/** Clause → pointers, of everything that came out in that way. */
export function outcomesOf(
  scene: Scene,
  outcome: 'fail' | 'inconclusive' | 'pass',
): ReadonlyMap<ClauseId, readonly string[]> {
  const found = new Map<ClauseId, readonly string[]>();
  for (const { clause, outcome: is, pointer } of judgementsOf(scene)) {
    if (is === outcome) found.set(clause, [...new Set([...(found.get(clause) ?? []), pointer])]);
  }
  return found;
}

/** What a mutation yields, in the form in which it declares it. */
export function yieldOf({
  scene,
  clause,
  outcome,
}: Mutation): Pick<Mutation, 'clause' | 'implied'> & { readonly pointers: readonly string[] } {
  const failed = outcomesOf(scene, 'fail');
  const pointers = (outcome === 'fail' ? failed : outcomesOf(scene, outcome)).get(clause) ?? [];
  return { clause, pointers, implied: [...failed.keys()].filter((id) => outcome !== 'fail' || id !== clause).sort() };
}
