/** Colours have a contrast of 4.5 at least, in light and dark. */
export const style = `:root { color-scheme: light dark; --text: #1d2329; --quiet: #54606c; --back: #fff; --raised: #f4f6f8; --line: #d4dae0; --link: #0b5cad }
@media (prefers-color-scheme: dark) { :root { --text: #dde3e9; --quiet: #9fabb7; --back: #14181c; --raised: #1d2329; --line: #38424c; --link: #7cb8f5 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
header, main { max-width: 60rem; margin: 0 auto; padding: 0 1rem }
header { padding-top: 1.5rem } main { padding-bottom: 4rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem } h2 { margin: 2.5rem 0 .5rem } h3 { margin: 2rem 0 .5rem; font-size: 1.1rem }
h4 { margin: 1rem 0 .25rem; font-size: 1rem } h5 { margin: 1rem 0 .25rem; font-size: .875rem }
p { margin: .25rem 0 } code { font: .875em/1.4 ui-monospace, SFMono-Regular, Consolas, monospace } a { color: var(--link) }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: .5rem 0; padding: 0 } nav a { display: inline-block; padding: .25rem 0 }
details { border: 1px solid var(--line); border-radius: 6px; margin: .375rem 0 } details[open] { background: var(--raised) }
summary { cursor: pointer; display: grid; grid-template-columns: 4.25rem minmax(0, 2fr) minmax(0, 3fr); gap: 0 .75rem; align-items: baseline; padding: .5rem .75rem; list-style: none }
summary::-webkit-details-marker { display: none }
.method { font: 700 .75rem/1.6 ui-monospace, SFMono-Regular, Consolas, monospace; border: 1px solid currentcolor; border-radius: 4px; text-align: center }
.get { color: #0b5cad } .post { color: #1b6e35 } .put, .patch { color: #8a4b00 } .delete { color: #b3261e }
@media (prefers-color-scheme: dark) { .get { color: #7cb8f5 } .post { color: #78cf92 } .put, .patch { color: #f0b45f } .delete { color: #ff9d94 } }
.summary, .facts, em { color: var(--quiet) } .facts { font-size: .875rem; margin-top: .75rem } em { font-style: normal; font-size: .875rem }
details section { padding: 0 .75rem .75rem } details section + section { border-top: 1px solid var(--line) }
dl { margin: 0 } dl div { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 0 1rem; padding: .25rem 0; border-top: 1px solid var(--line) } dd { margin: 0 }
@media (max-width: 40rem) { summary { grid-template-columns: 4.25rem minmax(0, 1fr) } .summary { grid-column: 1 / -1 } dl div { grid-template-columns: minmax(0, 1fr) } }
@media print { details { break-inside: avoid } }`;
