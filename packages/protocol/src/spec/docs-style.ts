/** The style of the page at /docs: system fonts, light and dark, readable on a phone. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: light-dark(#22201c, #e9e6e0); --soft: light-dark(#6a655c, #a39d92);
  --paper: light-dark(#fbfaf7, #191816); --panel: light-dark(#f2efe9, #23211e); --line: light-dark(#e2ddd3, #37342f);
  --accent: light-dark(#0b6b70, #6cc5c9); }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.55 system-ui, sans-serif; }
.page { display: grid; grid-template-columns: 15rem minmax(0, 52rem); gap: 3rem; max-width: 76rem; margin: auto; padding: 2rem 1.5rem 6rem; }
nav { position: sticky; top: 2rem; align-self: start; max-height: calc(100vh - 4rem); overflow: auto; font-size: 13px; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav strong { display: block; margin-top: .75rem; }
nav a { display: block; padding: .1rem 0; color: var(--soft); text-decoration: none; overflow-wrap: anywhere; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
nav a:hover, nav a:focus-visible { color: var(--accent); }
h1 { margin: 0 0 .5rem; font-size: 28px; letter-spacing: -.01em; }
h2 { margin: 3.5rem 0 1rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line); font-size: 20px; }
h3 { margin: 0; font-size: 15px; font-weight: 600; overflow-wrap: anywhere; }
section.item { margin: 0 0 1rem; padding: .9rem 1.1rem; background: var(--panel); border-radius: 10px; }
section.item:target { outline: 2px solid var(--accent); }
section.item p { margin: .25rem 0 .5rem; color: var(--soft); }
.method { display: inline-block; min-width: 4.2em; color: var(--accent); font-size: 12px; text-transform: uppercase; letter-spacing: .04em; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: top; }
th { color: var(--soft); font-weight: 500; white-space: nowrap; }
code, pre, .method, h3 { font-family: ui-monospace, 'JetBrains Mono', monospace; }
code { font-size: .92em; overflow-wrap: anywhere; }
pre { overflow-x: auto; margin: .5rem 0 0; padding: .7rem .9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; font-size: 12.5px; line-height: 1.5; }
summary { cursor: pointer; color: var(--soft); font-size: 13px; }
@media (max-width: 56rem) { .page { display: block; padding: 1.25rem 1rem 4rem; } nav { position: static; max-height: none; columns: 2; } }
`
