/**
 * What the page can do besides: copy, filter, open what a link leads to. Plain JavaScript, as it is put into the page as it stands;
 * everything there is to read is there without it.
 */
export const script = `
'use strict';
(() => {
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const taken = async (text, code) => {
  try { await navigator.clipboard.writeText(text); return true; } catch {
    const range = document.createRange();
    range.selectNodeContents(code);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand('copy');
  }
};
for (const button of all('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code');
    button.textContent = (await taken(code.textContent, code)) ? 'Copied' : 'Selected';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
}
const reveal = () => {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (there === null) return;
  for (let each = there; each !== null; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true;
  there.scrollIntoView();
};
addEventListener('hashchange', reveal);
reveal();
for (const box of all('.scroll')) if (box.querySelector('.grid')) box.scrollLeft = box.scrollWidth;
const filter = document.querySelector('form.filter');
if (filter !== null) {
  filter.hidden = false;
  const clauses = all('details.clause');
  const field = filter.querySelector('input[type=search]');
  const rows = all('tr[data-clause]');
  const apply = () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = new Set(all('input[name=outcome]:checked', filter).map((box) => box.value));
    const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
    let shown = 0;
    for (const clause of clauses) {
      clause.hidden = !(wanted.has(clause.dataset.outcome) && fits(clause.textContent));
      if (!clause.hidden) shown += 1;
    }
    for (const group of all('section.group')) group.hidden = all('details.clause', group).every((clause) => clause.hidden);
    for (const row of rows) row.hidden = !fits(row.dataset.clause);
    filter.querySelector('output').textContent = shown === clauses.length ? '' : shown + ' of ' + clauses.length;
  };
  filter.addEventListener('input', apply);
  filter.addEventListener('submit', (event) => event.preventDefault());
  for (const button of all('[data-fold]', filter))
    button.addEventListener('click', () => { for (const clause of clauses) if (!clause.hidden) clause.open = button.dataset.fold === 'open'; });
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    field.focus();
  });
}
let opened = [];
addEventListener('beforeprint', () => {
  opened = all('.card details:not([open]), details:not(.clause):not(.headers):not([open])');
  for (const each of opened) each.open = true;
});
addEventListener('afterprint', () => { for (const each of opened) each.open = false; });
})();
`;
