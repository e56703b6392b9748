/** Changes of a good exchange: of its status, its headers, its bytes, and of places in its JSON. */
import jsonPatch, { type Operation } from 'fast-json-patch';
import type { ObservedResponse, Scene } from './recording.ts';

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
