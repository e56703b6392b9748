/** The frame of a page: one file, a policy that lets nothing in, and landmarks. */
import type { VNode } from 'preact';
import { createHash } from 'node:crypto';
import { renderToString } from 'preact-render-to-string';
import { el, verbatim, type Child } from './element.ts';
import { script } from './script.ts';
import { style } from './style.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may load: its own style and its own script, and nothing from anywhere. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

interface Page {
  readonly title: string;
  /** Anchor and name of each section, in order. */
  readonly sections: readonly (readonly [string, string])[];
  readonly main: readonly Child[];
  readonly footer: readonly Child[];
}

const head = (title: string): VNode =>
  el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { name: 'color-scheme', content: 'light dark' }),
    el('meta', { name: 'referrer', content: 'no-referrer' }),
    el('meta', { name: 'robots', content: 'noindex' }),
    el('title', {}, title),
    verbatim('style', style),
  );

/** The text of the whole file. */
export function documentOf({ title, sections, main, footer }: Page): string {
  const tree = el(
    'html',
    { lang: 'en' },
    head(title),
    el(
      'body',
      {},
      el('a', { class: 'skip', href: '#main' }, 'Skip to the report'),
      el(
        'nav',
        { 'aria-label': 'Sections' },
        el('ul', {}, ...sections.map(([id, name]) => el('li', {}, el('a', { href: `#${id}` }, name)))),
      ),
      el('main', { id: 'main', tabindex: -1 }, ...main),
      el('footer', {}, ...footer),
      verbatim('script', script),
    ),
  );
  return `<!doctype html>\n${renderToString(tree)}\n`;
}
