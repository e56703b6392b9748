/** The style of the page, light and dark, on screen and on paper. No style stands on an element: the policy of the page forbids it. */

const light = `
  --back: #f6f7f9; --paper: #ffffff; --line: #d5dae1; --text: #1c2430; --dim: #566070; --link: #0b57b7;
  --pass: #166b3d; --fail: #c22828; --warn: #8f5b00; --accepted: #6a48b5; --open: #0f6f8c; --none: #545d6a;
  --pass-back: #e2f4e9; --fail-back: #fdebea; --warn-back: #fdf1d8; --accepted-back: #efe9fb; --open-back: #e0f2f8;
  --mark-was: #ffd9d6; --mark-is: #fff0b8; --code: #f0f2f5;`;

const dark = `
  --back: #11151b; --paper: #1a2029; --line: #343d4b; --text: #e4e8ee; --dim: #a3adbb; --link: #7db4ff;
  --pass: #63cf95; --fail: #ff8d86; --warn: #f0b951; --accepted: #bfa5ff; --open: #6cc8e6; --none: #98a2b0;
  --pass-back: #173325; --fail-back: #431d1d; --warn-back: #3b2d10; --accepted-back: #2c2448; --open-back: #12333f;
  --mark-was: #6e2b29; --mark-is: #5c4a0e; --code: #232b36;`;

const base = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-underline-offset: 0.15em; }
code, pre { font: 0.88em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; }
h1, h2, h3, h4, p, dl, ul { margin: 0; }
h2 { font-size: 1.3rem; }
h3 { font-size: 1.02rem; }
h4 { font-size: 0.8rem; color: var(--dim); text-transform: uppercase; letter-spacing: 0.05em; }
ul { padding-left: 1.2rem; }
small { color: var(--dim); font-weight: normal; font-size: 0.85em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; z-index: 3; background: var(--paper); padding: 0.5rem 1rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; }
nav { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); }
nav ul { display: flex; gap: 0.25rem 1.4rem; flex-wrap: wrap; list-style: none; max-width: 76rem; margin: 0 auto; padding: 0.7rem 1.5rem; }
nav a { text-decoration: none; font-weight: 600; font-size: 0.92rem; }
nav a:hover { text-decoration: underline; }
main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
main > section { margin: 1.8rem 0; }
main > section > h2 { margin-bottom: 0.8rem; }
main > section > * + *, .card > * + *, .verdict > * + * { margin-top: 0.8rem; }
footer { color: var(--dim); font-size: 0.85rem; padding-bottom: 3rem; }
details > summary { cursor: pointer; color: var(--link); font-weight: 600; font-size: 0.92rem; }
details > summary:hover { text-decoration: underline; }
details[open] > summary { margin-bottom: 0.6rem; }
.none { color: var(--dim); font-style: italic; }`;

const verdict = `
.verdict { background: var(--paper); border: 1px solid var(--line); border-top: 6px solid var(--tone); border-radius: 10px; padding: 1.4rem 1.6rem; }
.is-conformant { --tone: var(--pass); --tone-back: var(--pass-back); }
.is-violated, .is-error, .is-red, .is-fail { --tone: var(--fail); --tone-back: var(--fail-back); }
.is-inconclusive { --tone: var(--open); --tone-back: var(--open-back); }
.is-warning, .is-warn { --tone: var(--warn); --tone-back: var(--warn-back); }
.is-accepted { --tone: var(--accepted); --tone-back: var(--accepted-back); }
.is-pass { --tone: var(--pass); --tone-back: var(--pass-back); }
.is-not-exercised { --tone: var(--none); --tone-back: var(--code); }
h1 { display: flex; align-items: center; gap: 0.2rem 0.8rem; flex-wrap: wrap; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h1 .sign { display: inline-grid; place-items: center; width: 2.6rem; height: 2.6rem; border-radius: 50%; background: var(--tone-back); color: var(--tone); font-size: 1.5rem; }
h1 .said { color: var(--tone); text-transform: capitalize; }
h1 .of { font-weight: 500; }
h1 .exit { font-size: 0.85rem; font-weight: 600; color: var(--dim); border: 1px solid var(--line); border-radius: 999px; padding: 0.15rem 0.7rem; }
.lead { font-size: 1.05rem; }
.alarm { background: var(--fail-back); color: var(--fail); font-weight: 700; padding: 0.6rem 0.9rem; border-radius: 6px; }
.bar { display: block; width: 100%; height: 12px; border-radius: 6px; background: var(--code); overflow: hidden; }
.bar.tall { height: 24px; border-radius: 4px; }
td .bar { height: 8px; min-width: 8rem; }
rect.p { fill: var(--pass); } rect.f, rect.e { fill: var(--fail); } rect.w { fill: var(--warn); } rect.a { fill: var(--accepted); } rect.i { fill: var(--open); } rect.n { fill: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; padding: 0; margin-top: 0.5rem; font-size: 0.92rem; }
.legend .zero { color: var(--dim); }
.dot { display: inline-block; width: 0.75em; height: 0.75em; border-radius: 3px; margin-right: 0.4em; background: var(--line); }
.dot.p { background: var(--pass); } .dot.f, .dot.e { background: var(--fail); } .dot.w { background: var(--warn); } .dot.a { background: var(--accepted); } .dot.i { background: var(--open); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.5rem 1.6rem; font-size: 0.92rem; }
.facts.run { grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); border-block: 1px solid var(--line); padding-block: 0.9rem; }
.facts.run > :first-child { grid-column: span 2; }
dt { color: var(--dim); font-size: 0.82rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.reasons h2, .weak h2 { font-size: 1rem; margin-bottom: 0.3rem; }
.weak { border-left: 4px solid var(--warn); padding-left: 0.9rem; }
.weak details { margin-top: 0.2rem; } .weak details > summary { color: inherit; font-weight: normal; font-size: 1em; margin-bottom: 0; } .weak li, .reasons li { overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0.9rem; }
.news { --tone: var(--none); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; background: var(--paper); padding: 0.7rem 0.9rem; overflow-wrap: anywhere; }
.news.is-new { --tone: var(--fail); } .news.is-still { --tone: var(--warn); } .news.is-gone { --tone: var(--pass); }`;

const cards = `
.card { background: var(--paper); border: 1px solid var(--line); border-left: 6px solid var(--tone); border-radius: 8px; padding: 1.1rem 1.3rem; overflow-wrap: anywhere; }
.card + .card { margin-top: 1.2rem; }
.card:target, .inside:target, tr:target { outline: 3px solid var(--link); outline-offset: 3px; }
.card h3 { font-size: 1.15rem; }
.kind { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.6rem; font-size: 0.88rem; color: var(--dim); }
.kind .permalink { margin-left: auto; }
.badge { display: inline-block; border-radius: 4px; padding: 0.05rem 0.5rem; font-size: 0.8rem; font-weight: 700; color: var(--tone, var(--dim)); background: var(--tone-back, var(--code)); }
.promise { border-left: 3px solid var(--line); padding-left: 0.8rem; color: var(--dim); }
.difference { border: 1px solid var(--line); border-radius: 6px; padding: 0.8rem 0.9rem; }
.difference > * + * { margin-top: 0.5rem; }
.where { font-size: 0.88rem; color: var(--dim); }
.side { border-radius: 5px; padding: 0.5rem 0.7rem; background: var(--code); }
.side.was { border-left: 3px solid var(--pass); } .side.is { border-left: 3px solid var(--fail); }
.side h4 { margin-bottom: 0.2rem; }
mark { color: inherit; background: var(--mark-is); border-radius: 3px; padding: 0 0.1em; }
.side.was mark { background: var(--pass-back); } .side.is mark { background: var(--mark-was); font-weight: 600; }
.note { font-size: 0.88rem; color: var(--dim); }
.body { background: var(--code); border-radius: 5px; padding: 0.6rem 0.8rem; margin-top: 0.4rem; }
.line { display: block; min-height: 1.5em; } .body mark { margin: 0 -0.8rem; padding: 0 0.8rem; border-radius: 0; border-left: 3px solid var(--warn); padding-left: calc(0.8rem - 3px); }
.first { margin: 0.2rem 0; font-size: 0.92rem; }
.headers > summary { font-size: 0.82rem; font-weight: 500; }
.headers dl { font-size: 0.82rem; } .headers dl > div { display: flex; gap: 0.6rem; }
.copy { display: grid; grid-template-columns: 1fr auto; gap: 0.1rem 0.6rem; background: var(--code); border-radius: 5px; padding: 0.45rem 0.7rem; }
.copy + .copy { margin-top: 0.5rem; }
.copy-label { grid-column: 1 / -1; font-size: 0.8rem; color: var(--dim); }
button, input { font: inherit; color: inherit; }
button { align-self: start; cursor: pointer; border: 1px solid var(--line); border-radius: 5px; background: var(--paper); padding: 0.1rem 0.7rem; font-size: 0.85rem; }
button:hover { border-color: var(--link); }`;

const tables = `
.filter { position: sticky; top: 2.9rem; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.9rem; background: var(--back); padding: 0.6rem 0; }
.filter input[type=search] { border: 1px solid var(--line); border-radius: 5px; background: var(--paper); padding: 0.2rem 0.6rem; min-width: 16rem; }
.filter fieldset { display: flex; flex-wrap: wrap; gap: 0.2rem 0.7rem; border: 0; padding: 0; margin: 0; }
.filter legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.filter output { color: var(--dim); font-size: 0.88rem; }
.chip { font-size: 0.88rem; white-space: nowrap; }
.group { margin-top: 1.2rem; } .group h3 { margin-bottom: 0.4rem; text-transform: capitalize; } .group h3 small { text-transform: none; margin-left: 0.4rem; }
.clause { background: var(--paper); border: 1px solid var(--line); border-bottom-width: 0; }
.group h3 + .clause { border-radius: 7px 7px 0 0; } .clause:last-of-type { border-bottom-width: 1px; border-radius: 0 0 7px 7px; }
.clause > summary { display: grid; grid-template-columns: 1.1rem 6.6rem 4.2rem minmax(10rem, 19rem) 1fr; gap: 0.2rem 0.6rem; align-items: baseline; padding: 0.4rem 0.9rem; color: var(--text); font-weight: normal; }
.clause[open] > summary { margin: 0; }
.clause > summary > :first-child, .clause .word { color: var(--tone); font-weight: 700; }
.clause .word { font-size: 0.85rem; } .clause .level { font-size: 0.78rem; color: var(--dim); }
.clause .statement { overflow-wrap: anywhere; }
.clause.is-fail > summary, .clause.is-error > summary { background: var(--fail-back); }
.inside { padding: 0.5rem 0.9rem 0.8rem 2.6rem; font-size: 0.92rem; overflow-wrap: anywhere; } .inside > * + * { margin-top: 0.35rem; }
q { color: var(--dim); }
.scroll { overflow-x: auto; max-width: 100%; position: relative; }
table { border-collapse: collapse; background: var(--paper); font-size: 0.88rem; }
caption { text-align: left; color: var(--dim); padding-bottom: 0.3rem; }
.list { width: 100%; border: 1px solid var(--line); } .list.narrow { width: auto; } .tone { color: var(--tone); font-weight: 700; white-space: nowrap; }
.list th, .list td { text-align: left; vertical-align: top; padding: 0.3rem 0.7rem; border-top: 1px solid var(--line); font-weight: normal; }
.list thead th { color: var(--dim); font-size: 0.82rem; }
.list .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.list .title { display: block; color: var(--dim); font-size: 0.92em; }
.untried { color: var(--warn); }
progress { width: 9rem; height: 0.7rem; accent-color: var(--pass); }
.grid { background: none; } .grid td, .grid thead th { width: 1.72rem; min-width: 1.72rem; text-align: center; border: 1px solid var(--back); padding: 0.08rem 0; }
.grid thead th { font-size: 0.68rem; line-height: 1.2; font-weight: 500; vertical-align: bottom; color: var(--dim); } .grid thead th > span:first-child { display: block; font-size: 0.9rem; color: var(--tone); font-weight: 700; }
.grid th:first-child { position: sticky; left: 0; z-index: 1; background: var(--back); text-align: left; white-space: nowrap; padding-right: 0.6rem; font-weight: normal; min-width: 13rem; font-size: 0.82rem; }
.grid td { border-radius: 5px; background: var(--code); line-height: 1.5; }
td.p, .cell.p { background: var(--pass-back); color: var(--pass); } td.f, td.e, .cell.f, .cell.e { background: var(--fail-back); color: var(--fail); font-weight: 700; }
td.w, .cell.w { background: var(--warn-back); color: var(--warn); font-weight: 700; } td.a, .cell.a { background: var(--accepted-back); color: var(--accepted); } td.i, .cell.i { background: var(--open-back); color: var(--open); font-weight: 700; }
td.n, .cell.n { color: var(--none); }
.cell { display: inline-block; width: 1.5rem; text-align: center; border-radius: 4px; font-style: normal; margin-right: 0.3rem; }
.merged thead th { min-width: 7rem; font-size: 0.85rem; overflow-wrap: anywhere; vertical-align: top; } .merged th:first-child { white-space: normal; min-width: min(30rem, 45vw); } .merged .statement { display: block; color: var(--dim); font-size: 0.92em; }
.merged tr.split th:first-child { font-weight: 700; }`;

const elsewhere = `
@media (max-width: 45rem) {
  .clause > summary { grid-template-columns: 1.1rem 1fr auto; } .clause .statement, .clause > summary > code { grid-column: 2 / -1; }
  .facts.run > :first-child { grid-column: auto; } nav { position: static; } .filter { position: static; } .inside { padding-left: 0.9rem; }
  .grid th:first-child { min-width: 9rem; max-width: 11rem; white-space: normal; }
}
@media (forced-colors: active) { mark { outline: 1px solid; } rect { forced-color-adjust: none; } }
@media print {
  :root { ${light} --back: #ffffff; }
  body { font-size: 11px; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  nav, .filter, .skip, button { display: none !important; }
  main, footer { max-width: none; padding: 0; }
  .card, .clause, .difference, .copy, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  .card details:not([open])::details-content { content-visibility: visible; block-size: auto; }
  .grid td, .grid thead th { min-width: 0; width: auto; font-size: 0.6rem; } .grid th:first-child { position: static; min-width: 0; font-size: 0.65rem; }
  .scroll { overflow: visible; }
}`;

/** The whole style sheet. */
export const style = [base, verdict, cards, tables, elsewhere]
  .join('\n')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '')
  .join('\n');
