/** The style of study pages, dark and light, narrow and wide. */
export const studyStyle = `
:root { color-scheme: light dark; --ink: #1a1a1a; --dim: #555; --line: #ccc; --paper: #fff; --blue: #0b57b0; --fill: #9cc3f0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --dim: #aaa; --line: #444; --paper: #16181c; --blue: #8ab8f5; --fill: #2c5486; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { overflow-x: clip; max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
.wide { overflow-x: auto; position: relative; } table { border-collapse: collapse; } th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th[scope=row], th[scope=col]:first-child, td code { text-align: left; } th { font-weight: 600; } thead th { color: var(--dim); }
code, pre { font-family: ui-monospace, monospace; font-size: .85rem; } pre { overflow-x: auto; }
.whisker, .interval, .median { fill: var(--ink); } .box, .band { fill: var(--fill); } .mean { fill: var(--blue); } .line { fill: none; stroke: var(--blue); stroke-width: 2; }
.multiples { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; width: 18.75rem; max-width: 100%; } figure svg { width: 100%; height: auto; } figcaption { color: var(--dim); font-size: .85rem; overflow-wrap: anywhere; }
.v0 { fill: #9aa7b8; } .v1 { fill: #4fa58f; } .v2 { fill: #7a6fc0; } .v3 { fill: #c08a3e; } .v4 { fill: #b0557a; } .outage { fill: #d64545; } .degraded { fill: #d9a514; } .recovering { fill: #3b82d6; }
.curve { width: 100%; max-width: 40rem; height: auto; } .curve text { font-size: 11px; fill: var(--dim); }
`;
