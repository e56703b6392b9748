/** The door of this room: the page to open, of one run and of several. It loads preact: who needs it loads it late. */
export { deciding, renderMerged } from './merged.ts';
export { renderPage } from './page.ts';
