/** The look of the HTML report: light, dark and printed. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --card: #ffffff; --ink: #1c1e22; --soft: #5d626b; --line: #e4e1d9; --link: #1d4f91;
  --verified: #17704a; --attested: #4a4fb5; --not-applicable: #6b7079; --not-run: #6b7079; --stale: #9a5b00; --failed: #b3261e;
  --serif: "Source Serif 4", "Iowan Old Style", Charter, "Palatino Linotype", Georgia, serif;
  --sans: Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --card: #1b1e24; --ink: #e9e7e2; --soft: #a2a7b0; --line: #2d3139; --link: #92b8f0;
    --verified: #5fcf9b; --attested: #a6a9f5; --not-applicable: #979ca6; --not-run: #979ca6; --stale: #eab35c; --failed: #f58a80;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--sans); overflow-wrap: break-word; }
main, footer { max-width: 58rem; margin: 0 auto; padding: 0 1.5rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: 0.5rem 1rem; }
header { padding: 4.5rem 0 2.25rem; }
.eyebrow { margin: 0 0 0.75rem; color: var(--soft); font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase; }
h1 { margin: 0; font: 600 clamp(1.9rem, 5vw, 2.9rem)/1.15 var(--serif); letter-spacing: -0.015em; text-wrap: balance; }
.byline { margin: 1rem 0 0; color: var(--soft); display: flex; flex-wrap: wrap; gap: 0.1rem 1.5rem; }
h2 { margin: 4rem 0 1.1rem; font: 600 1.5rem/1.25 var(--serif); letter-spacing: -0.01em; }
.verdict { margin: 0 0 1rem; font: 400 1.25rem/1.45 var(--serif); }
.bar { display: flex; gap: 2px; height: 0.5rem; border-radius: 0.25rem; overflow: hidden; }
.bar span { min-width: 4px; background: currentColor; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1.25rem 2rem; margin: 1.75rem 0 0; }
.counts dt { display: flex; align-items: center; gap: 0.4em; font-size: 0.875rem; font-weight: 600; }
.counts dd { margin: 0.15rem 0 0; color: var(--soft); }
.counts strong { color: var(--ink); font: 600 1.9rem/1.15 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
.counts small { display: block; font-size: 0.8125rem; line-height: 1.4; max-width: 17rem; }
.verified { color: var(--verified); } .attested { color: var(--attested); } .failed { color: var(--failed); }
.stale { color: var(--stale); } .not-run { color: var(--not-run); } .not-applicable { color: var(--not-applicable); }
.icon { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
table { width: 100%; border-collapse: collapse; }
thead th { padding: 0 1rem 0.5rem 0; border-bottom: 1px solid var(--ink); font-size: 0.8125rem; font-weight: 600; color: var(--soft); text-align: left; }
tbody th, tbody td { padding: 0.55rem 1rem 0.55rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; font-weight: 400; line-height: 1.4; }
tbody tr.group th { padding-top: 1.6rem; font: 600 0.9375rem/1.4 var(--sans); }
tbody th a { color: inherit; text-decoration-color: var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th:first-child { width: 8.5rem; } thead th:last-child { width: 34%; }
.sources { color: var(--soft); font-size: 0.8125rem; }
.chip { display: inline-flex; align-items: center; gap: 0.4em; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.chip .icon { transform: translateY(0.02em); }
article { margin: 0 0 1rem; padding: 1.3rem 1.5rem 1.2rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; color: var(--ink); }
article[class] { color: var(--ink); }
article.failed { border-color: var(--failed); } article.stale { border-color: var(--stale); }
article:target { outline: 2px solid var(--link); outline-offset: 2px; }
.heading { display: flex; justify-content: space-between; align-items: baseline; gap: 0.4rem 1.5rem; flex-wrap: wrap; }
h3 { margin: 0; font: 600 1.125rem/1.35 var(--serif); flex: 1 1 20rem; text-wrap: balance; }
.description { margin: 0.35rem 0 0; color: var(--soft); font-size: 0.9375rem; line-height: 1.55; max-width: 46rem; }
.found { margin: 0.8rem 0 0; font-weight: 500; max-width: 46rem; }
.evidence { margin: 0.5rem 0 0; padding: 0; list-style: none; font-size: 0.9rem; line-height: 1.5; }
.evidence li { padding: 0.2rem 0 0.2rem 1.1rem; position: relative; }
.evidence li::before { content: ""; position: absolute; left: 0.1rem; top: 0.82em; width: 0.4rem; height: 1px; background: var(--soft); }
code { font: 0.88em/1.4 var(--mono); }
.digest { display: inline-block; max-width: 13ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; font: 0.8125rem/1.7 var(--mono); color: var(--soft); }
.digest:hover { max-width: none; white-space: normal; overflow-wrap: anywhere; }
.mend { margin: 0.9rem 0 0; padding: 0.65rem 0.9rem; border-radius: 0.4rem; background: color-mix(in srgb, var(--soft) 9%, transparent); font-size: 0.9375rem; line-height: 1.5; }
.failed .mend { background: color-mix(in srgb, var(--failed) 10%, transparent); } .stale .mend { background: color-mix(in srgb, var(--stale) 12%, transparent); }
.facts { display: flex; flex-wrap: wrap; gap: 0.1rem 1.2rem; margin: 0.9rem 0 0; color: var(--soft); font-size: 0.8125rem; }
.facts .id { color: inherit; font-family: var(--mono); text-decoration-color: var(--line); }
footer { padding-top: 3rem; padding-bottom: 4rem; color: var(--soft); font-size: 0.875rem; }
@media (max-width: 40rem) {
  main, footer { padding: 0 1.1rem; } header { padding: 2.75rem 0 1.75rem; } h2 { margin-top: 3rem; }
  thead { position: absolute; left: -99rem; }
  tbody tr { display: block; padding: 0.7rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { display: block; padding: 0.05rem 0; border: 0; }
  tbody tr.group { padding-bottom: 0.35rem; } article { padding: 1.1rem; }
  .counts { grid-template-columns: 1fr 1fr; gap: 1.1rem 1.25rem; } .heading { flex-direction: column-reverse; } h3 { flex: none; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; --link: #000;
    --verified: #17704a; --attested: #4a4fb5; --not-applicable: #555; --not-run: #555; --stale: #9a5b00; --failed: #b3261e; }
  @page { margin: 18mm; }
  body { font-size: 10pt; } main, footer { max-width: none; padding: 0; } header { padding-top: 0; }
  article, tr, .summary { break-inside: avoid; } h2, h3 { break-after: avoid; } .skip { display: none; }
  .digest { max-width: none; white-space: normal; overflow-wrap: anywhere; } .bar, .chip { print-color-adjust: exact; }
}
`;
