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

/** A change of a scene. The functions below make one each, so that a table says in a row what it changes. */
export type Change = (scene: Scene) => Scene;
export const respond =
  (change: Parameters<typeof answering>[1]): Change =>
  (scene) =>
    answering(scene, change);
export const withStatus = (status: number): Change => respond({ status });
export const withBody = (body: string | Uint8Array): Change => respond({ body });
export const withHeaders = (headers: Readonly<Record<string, string | undefined>>): Change => respond({ headers });
export const withType = (type: string | undefined): Change => withHeaders({ 'content-type': type });
/** Nothing, and no label. */
export const bodiless = (status: number): Change =>
  respond({ status, body: '', headers: { 'content-type': undefined } });
export const put =
  (path: string, value: unknown): Change =>
  (scene) =>
    showing(scene, path, value);
export const add =
  (path: string, value: unknown): Change =>
  (scene) =>
    patched(scene, { op: 'add', path, value });
export const drop =
  (path: string): Change =>
  (scene) =>
    patched(scene, { op: 'remove', path });
export const move =
  (from: string, path: string): Change =>
  (scene) =>
    patched(scene, { op: 'move', from, path });
export const spell =
  (from: string, to: string): Change =>
  (scene) =>
    rewritten(scene, from, to);
/** Whatever is set of the scene itself. */
export const having =
  (part: Partial<Scene>): Change =>
  (scene) => ({ ...scene, ...part });
export const inTurn =
  (...all: readonly Change[]): Change =>
  (scene) =>
    all.reduce((last, change) => change(last), scene);

/** A row of a table of mutations: what is changed, how, the clause that must break, its pointer, and the implied clauses. */
export type ChangeRow = readonly [
  what: string,
  change: Change,
  clause: ClauseId,
  pointer?: string,
  ...implied: readonly ClauseId[],
];

/** The mutations of one exchange. */
export const changes = (from: Scene, rows: readonly ChangeRow[]): readonly Mutation[] =>
  rows.map(([what, change, clause, pointer, ...implied]) =>
    mutation(from, what, change(from), clause, pointer, implied),
  );

/** The row of another value at a place, which is where the clause points too. */
export const shows = (
  what: string,
  path: string,
  value: unknown,
  clause: ClauseId,
  ...implied: readonly ClauseId[]
): ChangeRow => [what, put(path, value), clause, path, ...implied];

/** Rows of what is added to the body; the clause points at it, or below. */
export const adds = (what: string, path: string, value: unknown, clause: ClauseId, below = ''): ChangeRow => [
  what,
  add(path, value),
  clause,
  `${path}${below}`,
];

export type HarmlessRow = readonly [what: string, change: Change];
/** Changes of one exchange that break no promise. */
export const harmlessChangesOf = (from: Scene, rows: readonly HarmlessRow[]): readonly Harmless[] =>
  rows.map(([what, change]) => harmless(from, what, change(from)));

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
