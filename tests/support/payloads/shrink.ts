/** A failing payload made as small as it can be while it still fails. */
import { isObject, type Json } from '../text/json.ts';
import { omit } from '../endpoint/index.ts';
import { contextOf, fixedText, holdsIdentifiers, type Context } from '../values/context.ts';
import { bodyAround, contactInBody, payloadOf } from './payload.ts';
import { breachesOf, isExactly } from '../values/breaches.ts';
import type { Node } from '../values/tree.ts';
import { aboutOf, mailDomain, isFictional } from '../values/people.ts';
import { plain } from '../values/plain.ts';
import { lengthOf } from '../values/strings.ts';
import { isFree } from '../values/texts.ts';
import type { Payload } from './payload.ts';
import type { PayloadOptions } from '../values/types.ts';

interface ShrinkBounds {
  /** How many candidates may be sent. */
  readonly requests: number;
  /** True when time is up; asked before each candidate. */
  readonly until: () => boolean;
}

/** Shorter and simpler forms of a text, boldest first, by whole characters. */
function shorter(text: string, least: number): readonly string[] {
  const characters = [...text];
  const spans = [characters.length, characters.length >> 1, characters.length >> 2, 1].filter(
    (span, index, all) => span > 0 && all.indexOf(span) === index,
  );
  const cut = spans.flatMap((span) => {
    const parts = Math.min(Math.ceil(characters.length / span), 40);
    return Array.from({ length: parts }, (_, index) => characters.toSpliced(index * span, span).join(''));
  });
  const simpler = characters
    .slice(0, 40)
    .flatMap((character, index) => (/^[a ]$/.test(character) ? [] : [characters.with(index, 'a').join('')]));
  const uniform = 'a'.repeat(characters.length);
  return [...cut, ...(uniform === text ? [] : [uniform]), ...simpler].filter(
    (candidate) => lengthOf(candidate) >= least && candidate !== text,
  );
}

/** Simpler texts for a node that may go to a sandbox: never an invented identifier, a real address or a real number. */
function texts(context: Context, node: Node | undefined, text: string): readonly string[] {
  if (node === undefined) return shorter(text, 1);
  if (holdsIdentifiers(context, node) || fixedText(context, node) === text) return [];
  const at = text.lastIndexOf('@');
  if (at >= 0 && !isFree(context, node)) {
    const tag = text.lastIndexOf(`.${context.options.contactTag}`, at);
    const local = text.slice(0, tag < 0 ? at : tag);
    return text.toLowerCase().endsWith(mailDomain)
      ? shorter(local, 1)
          .filter((part) => !part.includes('@'))
          .map((part) => `${part}${text.slice(local.length)}`)
      : [];
  }
  if (aboutOf(node.name) === 'phone-number') {
    const digits = text.replaceAll(/[^\d+]/g, '');
    return digits !== text && isFictional(digits) ? [digits] : [];
  }
  return isFree(context, node) || fixedText(context, node) !== undefined ? shorter(text, 0) : [];
}

/** Simpler values in place of one; the property or item itself is taken away by its parent. */
function simpler(context: Context, node: Node | undefined, value: Json, depth = 0): readonly Json[] {
  if (depth > 20) return [];
  if (typeof value === 'string') {
    const bound = node === undefined || holdsIdentifiers(context, node) || fixedText(context, node) !== undefined;
    const usual = !bound && node.types.includes('string') ? plain(context, node, 'shrink') : null;
    const isSimpler = typeof usual === 'string' && lengthOf(usual) < lengthOf(value);
    return [...(isSimpler ? [usual] : []), ...texts(context, node, value)];
  }
  if (typeof value === 'number') return value === 0 ? [] : [0, Math.trunc(value / 2)].filter((one) => one !== value);
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const without = items.map((_, index) => items.toSpliced(index, 1));
    const within = items.flatMap((item, index) =>
      simpler(context, node?.items ?? undefined, item, depth + 1).map((one) => items.with(index, one)),
    );
    return [...without, ...within];
  }
  if (!isObject(value)) return [];
  const without = Object.keys(value).map((key) => omit(value, [key]));
  const within = Object.entries(value).flatMap(([key, item]) => {
    const child = node?.properties.find((property) => property.key === key);
    return simpler(context, child, item, depth + 1).map((one) => ({ ...value, [key]: one }));
  });
  return [...without, ...within];
}

/** Taking an item away moves what an invalid payload breaks to a smaller index: the same place otherwise. */
function targetsOf(target: Payload['target']): readonly NonNullable<Payload['target']>[] {
  if (target === null) return [];
  const moved = target.pointer.replace(/\/([1-9]\d*)(?=\/|$)/, (_, index: string) => `/${Number(index) - 1}`);
  return moved === target.pointer ? [target] : [target, { ...target, pointer: moved }];
}

function candidateOf(context: Context, payload: Payload, contact: Json): Payload | null {
  const body = bodyAround(context, context.container, contact, 'shrink');
  const breaches = breachesOf(context.validate, body);
  const target =
    payload.kind === 'valid' ? payload.target : targetsOf(payload.target).find((one) => isExactly(breaches, one));
  if (target === undefined || (payload.kind === 'valid' && breaches.length > 0)) return null;
  const { id, kind, plain, may } = payload;
  return payloadOf(context, { id, kind, plain, may, body, target });
}

/**
 * Takes away attributes, items and characters, and replaces what is left by simpler things, as long as `stillFails` says
 * so of what remains. ajv judges each candidate before it is tried: a valid payload stays valid, an invalid one keeps
 * exactly its error. Ends at the smallest, after `bounds.requests` candidates, or when `bounds.until()` is true, and
 * returns the smallest that failed so far, with the id of the payload. Errors of `stillFails` are passed on.
 */
export async function shrink(
  options: PayloadOptions,
  payload: Payload,
  stillFails: (candidate: Payload) => Promise<boolean>,
  bounds: ShrinkBounds,
): Promise<Payload> {
  const context = contextOf(options);
  const tried = new Set([payload.text]);
  let smallest = payload;
  let left = bounds.requests;
  for (let progress = true; progress;) {
    progress = false;
    const contact = contactInBody(context, smallest.body);
    if (contact === null) return smallest;
    for (const next of simpler(context, context.container, contact)) {
      const candidate = candidateOf(context, smallest, next);
      if (candidate === null || candidate.attributes.length === 0 || tried.has(candidate.text)) continue;
      if (left <= 0 || bounds.until()) return smallest;
      tried.add(candidate.text);
      left -= 1;
      if (!(await stillFails(candidate))) continue;
      smallest = candidate;
      progress = true;
      break;
    }
  }
  return smallest;
}
