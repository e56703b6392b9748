/** The elements of the page. Whatever text goes into one is made visible first, so that no component can forget it. */
import type { ComponentChild, VNode } from 'preact';
import { h } from 'preact';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';

export type Child = VNode | string | number | null | false | readonly Child[];

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Texts in which there is nothing to make visible: most of a page. Without `:` and `#` there is no command in them either. */
const isPlain = (text: string): boolean => /^[ -"$-9;-~]*$/.test(text);

function safe(child: Child): ComponentChild {
  if (typeof child === 'string') return isPlain(child) ? child : sanitiseBlock(child);
  return Array.isArray(child) ? (child as readonly Child[]).map(safe) : (child as ComponentChild);
}

/**
 * An element. Texts of children and attributes may come from a target: control characters, direction marks and commands of CI services
 * are made visible here, and `<`, `&` and quotes are escaped where the tree is written.
 * @param name of an HTML or SVG element, a word of ours
 */
export function el(name: string, attributes: Attributes = {}, ...children: readonly Child[]): VNode {
  const given = Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      key,
      typeof value === 'string' && !isPlain(value) ? sanitise(value) : value,
    ]),
  );
  return h(name, given, ...children.map(safe));
}

/** An element whose content is ours and goes into the page as it is: a style or a script. */
export const verbatim = (name: 'style' | 'script', text: string): VNode =>
  h(name as string, { dangerouslySetInnerHTML: { __html: text } } as object);

export const code = (text: string): VNode => el('code', {}, text);

/** A short word in a frame; the colour is that of `kind`. */
export const badge = (kind: string, ...children: readonly Child[]): VNode =>
  el('span', { class: `badge is-${kind}` }, ...children);

/** What only a screen reader says. */
export const unseen = (text: string): VNode => el('span', { class: 'unseen' }, text);

/** What only decorates, and is not read out. */
export const mark = (text: string): VNode => el('span', { 'aria-hidden': 'true' }, text);

/** Something that opens when it is clicked. */
export const fold = (summary: readonly Child[], attributes: Attributes, ...children: readonly Child[]): VNode =>
  el('details', attributes, el('summary', {}, ...summary), ...children);

/** A command or a value that a reader takes away; the button is there with the script. */
export const copyable = (label: string, text: string): VNode =>
  el(
    'div',
    { class: 'copy' },
    el('span', { class: 'copy-label' }, label),
    el('pre', {}, code(text)),
    el('button', { type: 'button', hidden: true, 'data-copy': true, 'aria-label': `Copy: ${label}` }, 'Copy'),
  );

/** A sentence in which what stands between backticks is code. */
export const prose = (text: string): Child => text.split('`').map((part, at) => (at % 2 === 1 ? code(part) : part));
