/**
 * Inputs that once ended badly, each as small as its failure allows. Every finding of the fuzzer is added here; `npm test` replays them all.
 */

const head = 'title: A push\nregions: [dc-0, dc-1]\nstores: [{ name: s, size: 1 GB }]\ntimeline:\n';
const push = '  - { at: 1m, push: p, store: s }\n';

/** Scenario files, by what was wrong with how they were read. */
export const scenarioFailures: Readonly<Record<string, string>> = {
  'an unknown directive with control characters': `%\u001b[2J\u0007\n---\n${head}${push}`,
  'lone carriage returns as line ends': `${head}${push}`.replaceAll('\n', '\r'),
  'a place behind line ends inside of what YAML cannot read': `${head}${push}expect:\n  - { push: p, ends: suc[a]: x\needed }\n  - { push: p }\n- `,
  'a place behind a quoted text that breaks off': `title: 'A push\nregions: [dc-0]'\r\nstory: |\r\n  not: a\r\n  key: [\r\n x: y: z`,
  'a key that is a list': `${head}  - { ? [a, b] : c }\n`,
  'a key that is a mapping': `${head}  - { ? { a: b } : c }\n`,
  'a key that is nothing': `${head}  - { null: c, "": d }\n`,
  'an offset as a zone': `${head}  - { at: 1m, push: p, store: s }\nhooks: [{ hook: business-hours, zone: "+05:45", hours: "09:00-17:00" }]\n`,
  'a size that is no number': `${head.replace('1 GB', '.nan')}${push}`,
  'a duration beyond what is exact': `${head}  - { at: 36500d, push: p, store: s }\n  - { at: 999999999999d, push: q, store: s }\n`,
  'a recursive alias': `${head}  - &a { at: 1m, push: p, store: s, settings: *a }\n`,
  'aliases of aliases': `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\n${head}${push}`,
  'keys of JavaScript objects': `${head}  - { at: 1m, push: p, store: s, __proto__: { a: 1 }, constructor: x }\n`,
  'half a surrogate pair': `${head}  - { at: 1m, push: "\ud800", store: s }\n`,
  'a fault of instances without a store, and a store without a name': `title: A push\nregions: [dc-0]\nstores: [{ size: 1 GB }]\ntimeline:\n  - { at: 1m, fault: client-loss, region: dc-0 }\n`,
  'a fault of instances without a region': `${head.replace('size: 1 GB', 'size: 1 GB, daVinci: { instances: 5, regions: [dc-1] }')}  - { at: 1m, fault: client-loss, store: s }\n`,
  'many documents': '---\n'.repeat(500),
  'deep nesting': '['.repeat(5_000),
  'deep nesting of lists': `${'- '.repeat(5_000)}x`,
  'nothing but a comment': '# nothing\n',
  'a text that is not YAML': '\u0000\u0001\u0002',
};

/** Result files. */
export const resultFailures: Readonly<Record<string, string>> = {
  nothing: '',
  'no JSON': '{"format":"pushsim-study",',
  'a list': '[]',
  'no plan': '{"format":"pushsim-study","version":1}',
  'a key of JavaScript objects': '{"format":"pushsim-study","version":1,"__proto__":{"plan":{}}}',
  'a version that is no number': '{"format":"pushsim-study","version":{}}',
  'deep nesting': `{"format":"pushsim-study","version":1,"plan":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
};
