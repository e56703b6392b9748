/** A table of clauses, wider than a phone: it scrolls by itself, also by the keyboard. */
import type { VNode } from 'preact';
import { el } from './element.ts';

/**
 * @param kind the class of the table
 * @param heads of the columns behind that of the clauses
 */
export const clauseTable = (caption: string, kind: string, heads: readonly VNode[], rows: readonly VNode[]): VNode =>
  el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      { class: kind },
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'clause'), ...heads)),
      el('tbody', {}, ...rows),
    ),
  );
