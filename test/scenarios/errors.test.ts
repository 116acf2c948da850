/**
 * Broken files, one after the other: each is refused with its place, what was expected, what was found
 * and what to write instead.
 */
import { describe, expect, test } from 'vitest';
import { describeProblem, type Problem, ScenarioError } from '../../scenarios/errors.js';
import { parseScenario } from '../../scenarios/parse.js';
import { broken, repeated, soundText } from './valid-scenario.js';

function problemsOf(text: string): readonly Problem[] {
  try {
    parseScenario(text, 'broken.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

interface Case {
  readonly what: string;
  readonly text: string;
  /** `line:column path` of the first problem. */
  readonly at: string;
  readonly says: RegExp;
  readonly hint?: RegExp;
}

const mistakes: readonly Case[] = [
  {
    what: 'a misspelt key',
    text: broken('seed: 7', 'sede: 7'),
    at: '3:1 sede',
    says: /"sede" is not a key/,
    hint: /did you mean seed\?/,
  },
  {
    what: 'a misspelt key inside a store',
    text: broken('partitions: 4', 'partitons: 4'),
    at: '9:5 stores[0].partitons',
    says: /is not a key/,
    hint: /did you mean partitions\?/,
  },
  {
    what: 'an unknown region',
    text: broken('operator: mark-degraded, region: dc-1', 'operator: mark-degraded, region: dc-l'),
    at: '21:48 timeline[1].region',
    says: /"dc-l" is not a known region/,
    hint: /did you mean dc-0\?/,
  },
  {
    what: 'an unknown store',
    text: broken('push: p1, store: profiles', 'push: p1, store: profile'),
    at: '22:32 timeline[2].store',
    says: /"profile" is not a known store/,
    hint: /did you mean profiles\?/,
  },
  {
    what: 'an unknown push in an expectation',
    text: broken('push: p1, ends', 'push: p2, ends'),
    at: '25:13 expect[0].push',
    says: /"p2" is not a known push/,
  },
  {
    what: 'a plain number where a duration belongs',
    text: broken('between: 10m', 'between: 60'),
    at: '15:14 hooks[0].between',
    says: /60 has no unit/,
    hint: /write "60s" or "60m"/,
  },
  {
    what: 'a wrong unit of time',
    text: broken('for: 2h', 'for: 2 hours'),
    at: '20:56 timeline[0].for',
    says: /"2 hours" is not a duration/,
    hint: /units are d, h, m, s and ms/,
  },
  {
    what: 'a wrong unit of size',
    text: broken('size: 4 GB', 'size: 4 GiB'),
    at: '11:11 stores[0].size',
    says: /"4 GiB" is not a size/,
    hint: /units are decimal: GB/,
  },
  {
    what: 'a size without a unit',
    text: broken('size: 4 GB', 'size: 4000'),
    at: '11:11 stores[0].size',
    says: /4000 has no unit/,
  },
  {
    what: 'a region declared twice',
    text: broken('[dc-0, dc-1, dc-2]', '[dc-0, dc-1, dc-1]'),
    at: '6:23 regions[2]',
    says: /the region dc-1 is declared twice/,
    hint: /rename one/,
  },
  {
    what: 'a push declared twice',
    text: broken('  - { at: 130m', '  - { at: 6m, push: p1, store: profiles }\n  - { at: 130m'),
    at: '23:21 timeline[3].push',
    says: /the push p1 is declared twice/,
  },
  {
    what: 'a negative time',
    text: broken('at: 2m', 'at: -2m'),
    at: '21:11 timeline[1].at',
    says: /"-2m" is negative/,
  },
  {
    what: 'a time beyond the horizon',
    text: broken('at: 130m', 'at: 7h'),
    at: '23:11 timeline[3].at',
    says: /"7h" lies beyond the horizon/,
    hint: /ends 6h after its start/,
  },
  {
    what: 'an instant before the start',
    text: broken('at: 2m', 'at: 2026-03-02T08:00:00Z'),
    at: '21:11 timeline[1].at',
    says: /lies before the start/,
  },
  {
    what: 'an end in the timeline',
    text: broken('at: 130m', 'at: end'),
    at: '23:11 timeline[3].at',
    says: /only be used in expectations/,
  },
  {
    what: 'an unknown fault',
    text: broken('fault: region-outage', 'fault: region-outtage'),
    at: '20:22 timeline[0].fault',
    says: /"region-outtage" is not a known fault/,
    hint: /did you mean region-outage\?/,
  },
  {
    what: 'an unknown operator action',
    text: broken('operator: unmark-degraded', 'operator: unmark'),
    at: '23:27 timeline[3].operator',
    says: /"unmark" is not a known operator/,
  },
  {
    what: 'an unknown hook',
    text: broken('hook: minimum-delay', 'hook: minimal-delay'),
    at: '14:11 hooks[0].hook',
    says: /"minimal-delay" is not a known hook/,
    hint: /did you mean minimum-delay\?/,
  },
  {
    what: 'a field that a fault does not have',
    text: broken('region: dc-1, for: 2h', 'region: dc-1, untill: 2h'),
    at: '20:51 timeline[0].untill',
    says: /is not a key that can stand here/,
  },
  {
    what: 'a missing field of an operator action',
    text: broken('operator: unmark-degraded, region: dc-1', 'operator: unmark-degraded'),
    at: '23:5 timeline[3].region',
    says: /the key region is missing/,
  },
  {
    what: 'an entry that is neither fault nor action nor push',
    text: broken('push: p1, store', 'psuh: p1, store'),
    at: '22:5 timeline[2]',
    says: /is not a fault, an operator action or a push/,
    hint: /psuh: did you mean push\?/,
  },
  {
    what: 'an unknown switch',
    text: broken('min-healthy', 'min-heathy'),
    at: '18:15 venice.switches.min-heathy',
    says: /is not a key/,
    hint: /did you mean min-healthy\?/,
  },
  {
    what: 'an unknown value of a switch',
    text: broken('min-healthy: off', 'hook-engine: fast'),
    at: '18:28 venice.switches.hook-engine',
    says: /"fast" is not a value of the switch hook-engine/,
  },
  {
    what: 'a switch that needs another one',
    text: broken('{ min-healthy: off }', '{ recover: off, never-go-back: on }'),
    at: '18:29 venice.switches.never-go-back',
    says: /never-go-back has no effect: it needs recover/,
    hint: /remove the switch, or set what it needs/,
  },
  {
    what: 'an unknown configuration key',
    text: broken('venice:', 'venice:\n  config: { poll.job.status.intervall.ms: 5 }'),
    at: '18:13 venice.config[poll.job.status.intervall.ms]',
    says: /no Venice configuration key/,
    hint: /did you mean poll\.job\.status\.interval\.ms\?/,
  },
  {
    what: 'a rollout order with an unknown region',
    text: broken(
      'venice:',
      'venice:\n  config: { deferred.version.swap.region.roll.forward.order: "dc-0,dc-7" }',
    ),
    at: '18:62 venice.config[deferred.version.swap.region.roll.forward.order]',
    says: /"dc-7" is not a known region/,
  },
  {
    what: 'a list where a text belongs',
    text: broken('title: A degraded region is skipped, then healed', 'title: [a, b]'),
    at: '1:8 title',
    says: /a list of 2 is not a text/,
  },
  {
    what: 'a text where a list belongs',
    text: broken('regions: [dc-0, dc-1, dc-2]', 'regions: dc-0'),
    at: '6:10 regions',
    says: /"dc-0" is not a list/,
  },
  {
    what: 'version 0 of a status',
    text: broken('version: 2, status', 'version: 0, status'),
    at: '26:42 expect[1].version',
    says: /0 is too small/,
  },
  {
    what: 'an unknown status',
    text: broken('status: ONLINE', 'status: ONLIN'),
    at: '26:53 expect[1].status',
    says: /"ONLIN" is not a word/,
    hint: /did you mean ONLINE\?/,
  },
  {
    what: 'an unknown invariant',
    text: `${soundText}violates: [no-ghost-versions]\n`,
    at: '28:12 violates[0]',
    says: /is not a known invariant/,
    hint: /did you mean no-ghost-version\?/,
  },
  {
    what: 'a huge number',
    text: broken('partitions: 4', 'partitions: 1e300'),
    at: '9:17 stores[0].partitions',
    says: /1e\+300 is not a whole number/,
  },
  {
    what: 'a number that is none',
    text: broken('seed: 7', 'seed: .nan'),
    at: '3:7 seed',
    says: /NaN is not a whole number/,
  },
  {
    what: 'an infinite number',
    text: broken('replicas: 2', 'replicas: .inf'),
    at: '10:15 stores[0].replicas',
    says: /Infinity is not a whole number/,
  },
  {
    what: 'a seed that is no longer exact',
    text: broken('seed: 7', 'seed: 123456789012345678901'),
    at: '3:7 seed',
    says: /is not a whole number/,
    hint: /put quotes around/,
  },
  {
    what: 'a link from a region to itself',
    text: broken('hooks:', 'links: [{ from: dc-0, to: dc-0, capacity: 5 MB/s }]\nhooks:'),
    at: '13:27 links[0].to',
    says: /leads from a region to itself/,
  },
  {
    what: 'a link without capacity',
    text: broken('hooks:', 'links: [{ from: dc-0, to: dc-1, capacity: 0 MB/s }]\nhooks:'),
    at: '13:43 links[0].capacity',
    says: /must be above 0/,
    hint: /link-cut/,
  },
  {
    what: 'more replicas than a machine can hold',
    text: broken('partitions: 4\n    replicas: 2', 'partitions: 100000\n    replicas: 50').replace(
      'regions: [dc-0, dc-1, dc-2]',
      `regions: [dc-0, dc-1, dc-2, ${range('r', 30)}]`,
    ),
    at: '7:1 stores',
    says: /too many replicas/,
  },
  {
    what: 'too many regions',
    text: broken('[dc-0, dc-1, dc-2]', `[dc-0, dc-1, dc-2, ${range('r', 70)}]`),
    at: '6:10 regions',
    says: /has too many entries/,
  },
  {
    what: 'a version that no push creates',
    text:
      'title: t\nregions: [dc-0]\nstores: [{ name: s }]\n' +
      'expect: [{ store: s, version: 3, status: ONLINE }]\n',
    at: '4:31 expect[0].version',
    says: /no push creates version 3 of s/,
  },
];

/** The sound text with a fault more, as the first entry of its timeline. */
function withFault(fault: string): string {
  return broken('timeline:\n', `timeline:\n  - { ${fault} }\n`);
}

const impossible: readonly Case[] = [
  {
    what: 'a server that a region does not have',
    text: withFault('at: 1m, fault: server-loss, region: dc-0, host: 6'),
    at: '20:55 timeline[0].host',
    says: /dc-0 has no server 6/,
    hint: /counted from 0/,
  },
  {
    what: 'a server that a region of few servers does not have',
    text: withFault('at: 1m, fault: disk-full, region: dc-0, host: 3').replace(
      '[dc-0, dc-1, dc-2]',
      '[{ name: dc-0, servers: 3 }, dc-1, dc-2]',
    ),
    at: '20:53 timeline[0].host',
    says: /dc-0 has no server 3/,
  },
  {
    what: 'a partition that a store does not have',
    text: withFault('at: 1m, fault: straggler, region: dc-0, store: profiles, partition: 4'),
    at: '20:75 timeline[0].partition',
    says: /profiles has no partition 4/,
    hint: /more partitions/,
  },
  {
    what: 'a replica that a store does not have',
    text: withFault('at: 1m, fault: replica-error, region: dc-0, store: profiles, replica: 2'),
    at: '20:77 timeline[0].replica',
    says: /profiles has no replica 2/,
  },
  {
    what: 'a failing client of a store that no client reads',
    text: withFault('at: 1m, fault: client-error, region: dc-0, store: profiles'),
    at: '20:57 timeline[0].store',
    says: /no Da Vinci instances read profiles, so none can fail/,
    hint: /daVinci: \{ instances: 4 \}/,
  },
  {
    what: 'a failing client in a region without clients',
    text: withFault('at: 1m, fault: client-loss, region: dc-0, store: profiles').replace(
      'size: 4 GB',
      'size: 4 GB\n    daVinci: { instances: 2, regions: [dc-1] }',
    ),
    at: '21:56 timeline[0].store',
    says: /no Da Vinci instances read profiles in dc-0/,
  },
  {
    what: 'more clients than there are',
    text: withFault(
      'at: 1m, fault: client-loss, region: dc-0, store: profiles, first: 1, instances: 2',
    ).replace('size: 4 GB', 'size: 4 GB\n    daVinci: { instances: 2 }'),
    at: '21:87 timeline[0].instances',
    says: /profiles has no Da Vinci instance 2/,
  },
  {
    what: 'a fault that lasts no time at all',
    text: withFault('at: 1m, fault: server-outage, region: dc-0, for: 0s'),
    at: '20:56 timeline[0].for',
    says: /too short/,
  },
  {
    what: 'two admin failures of one queue at once',
    text: withFault(
      'at: 1m, fault: admin-message-failure, region: dc-0, store: profiles, for: 5m }\n' +
        '  - { at: 5m, fault: admin-message-failure, region: dc-0, store: profiles',
    ),
    at: '21:11 timeline[1].at',
    says: /admin messages of profiles in dc-0 fail already/,
    hint: /for:/,
  },
];

describe('a fault of something that is not there is refused', () => {
  test.each(impossible)('$what', ({ text, at, says, hint }) => {
    const [first, ...more] = problemsOf(text);
    expect(`${first?.line}:${first?.column} ${first?.path}`).toBe(at);
    expect(first?.message).toMatch(says);
    expect(first?.expected).toBeDefined();
    if (hint !== undefined) expect(first?.hint).toMatch(hint);
    expect(more).toEqual([]);
  });

  test('but the last of everything can fail, one after the other', () => {
    const faults = [
      'at: 1m, fault: server-loss, region: dc-0, host: 5',
      'at: 1m, fault: straggler, region: dc-0, store: profiles, partition: 3, replica: 1',
      'at: 1m, fault: admin-message-failure, region: dc-0, store: profiles, for: 4m',
      'at: 5m, fault: admin-message-failure, region: dc-0, store: profiles',
      'at: 5m, fault: admin-message-failure, region: dc-2, store: profiles',
    ];
    expect(problemsOf(withFault(faults.join(' }\n  - { ')))).toEqual([]);
  });
});

describe('a mistake is reported with its place and what to write instead', () => {
  test.each(mistakes)('$what', ({ text, at, says, hint }) => {
    const [first] = problemsOf(text);
    expect(first).toBeDefined();
    expect(`${first?.line}:${first?.column} ${first?.path}`).toBe(at);
    expect(first?.message).toMatch(says);
    expect(`${first?.expected}${first?.hint ?? ''}`).not.toBe('');
    if (hint !== undefined) expect(first?.hint).toMatch(hint);
  });
});

const hostile: readonly Case[] = [
  { what: 'an empty file', text: '', at: '1:1 ', says: /is empty/, hint: /title: / },
  { what: 'a file of comments', text: '# nothing\n', at: '1:1 ', says: /is empty/ },
  { what: 'binary content', text: 'title: \0\u0001', at: '1:1 ', says: /not a text file/ },
  { what: 'ten megabytes', text: repeated('a', 10_000_000), at: '1:1 ', says: /too big/ },
  {
    what: 'bad syntax',
    text: broken('[dc-0, dc-1, dc-2]', '[dc-0, dc-1'),
    at: '7:1 ',
    says: /not valid YAML/,
  },
  {
    what: 'a tab as indentation',
    text: broken('    partitions', '\tpartitions'),
    at: '9:1 ',
    says: /Tabs are not allowed as indentation/,
    hint: /spaces/,
  },
  {
    what: 'a key written twice',
    text: broken('seed: 7', 'seed: 7\nseed: 8'),
    at: '4:1 ',
    says: /Map keys must be unique/,
    hint: /keep one/,
  },
  {
    what: 'the key __proto__',
    text: broken('seed: 7', '__proto__: { polluted: yes }'),
    at: '3:1 __proto__',
    says: /"__proto__" is not allowed/,
  },
  {
    what: 'the key constructor deep inside',
    text: broken('min-healthy: off', 'constructor: off'),
    at: '18:15 venice.switches.constructor',
    says: /"constructor" is not allowed/,
  },
  {
    what: 'a region called prototype',
    text: broken('[dc-0, dc-1, dc-2]', '[dc-0, dc-1, prototype]'),
    at: '6:23 regions[2]',
    says: /cannot be used as a name/,
  },
  {
    what: 'an alias bomb',
    text: aliasBomb(),
    at: '1:22 ',
    says: /too big once its aliases are written out/,
  },
  {
    what: 'an alias to itself',
    text: 'title: &t [*t]',
    at: '1:12 ',
    says: /aliases nest too deeply/,
  },
  {
    what: 'deep nesting of brackets',
    text: repeated('[', 500_000),
    at: '1:33 ',
    says: /too deeply/,
  },
  {
    what: 'deep nesting of dashes',
    text: repeated('- ', 400_000),
    at: '1:65 ',
    says: /too deeply/,
  },
  {
    what: 'deep nesting by indentation',
    text: Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    at: '33:33 ',
    says: /too deeply/,
  },
  {
    what: 'a hundred thousand keys',
    text: Array.from({ length: 80_000 }, (_, key) => `k${key}: 1`).join('\n'),
    at: '80000:9 ',
    says: /too big/,
  },
  {
    what: 'more keys than a mapping can have',
    text: Array.from({ length: 2_000 }, (_, key) => `k${key}: 1`).join('\n'),
    at: '1:1 ',
    says: /too big/,
  },
  {
    what: 'a million stray brackets',
    text: repeated(']', 999_999),
    at: '1:1 ',
    says: /not valid YAML/,
  },
  {
    what: 'a million commas',
    text: `[${repeated(',', 300_000)}`,
    at: '1:3 ',
    says: /not valid YAML/,
  },
  {
    what: 'half a million quotes',
    text: repeated('"', 300_000),
    at: '1:3 ',
    says: /not valid YAML/,
  },
  {
    what: 'escape sequences for a terminal',
    text: broken('title: A degraded region is skipped, then healed', 'title: "\\e[31mred"'),
    at: '1:8 title',
    says: /control character U\+001B/,
  },
  {
    what: 'two documents',
    text: `${soundText}---\n${soundText}`,
    at: '28:1 ',
    says: /more than one document/,
  },
  {
    what: 'YAML 1.1',
    text: `%YAML 1.1\n---\n${soundText}`,
    at: '1:1 ',
    says: /declares YAML 1\.1/,
  },
  {
    what: 'a tag that makes objects',
    text: broken('seed: 7', 'seed: !!js/function "x"'),
    at: '3:7 ',
    says: /not valid YAML/,
  },
  {
    what: 'a mapping as a key',
    text: `${soundText}? [a]\n: b\n`,
    at: '28:3 ',
    says: /key is not a text/,
  },
];

// What would hang without its limit is caught by the time a test may take; no clock decides here.
describe('a hostile file is refused', () => {
  test.each(hostile)('$what', ({ text, at, says, hint }) => {
    const [first] = problemsOf(text);
    expect(`${first?.line}:${first?.column} ${first?.path}`).toBe(at);
    expect(first?.message).toMatch(says);
    if (hint !== undefined) expect(first?.hint).toMatch(hint);
  });

  test('nothing reaches the prototype of objects', () => {
    problemsOf(broken('seed: 7', '__proto__: { polluted: yes }'));
    expect('polluted' in {}).toBe(false);
  });

  test('two thousand wrong names cost no more than a second pass over a hundred of them', () => {
    const stores = Array.from({ length: 1_000 }, (_, name) => `- { name: store-${name} }`).join(
      '\n',
    );
    const pushes = Array.from(
      { length: 2_000 },
      (_, push) => `- { at: 1s, push: p${push}, store: stor-${push} }`,
    );
    const text = `title: t\nregions: [dc-0]\nstores:\n${stores}\ntimeline:\n${pushes.join('\n')}\n`;
    const problems = problemsOf(text);
    expect(problems).toHaveLength(101);
    expect(problems[100]?.message).toBe('and 1900 more problems');
  });
});

describe('what a person gets to read', () => {
  test('all problems of a file come at once and in order of position', () => {
    const text = broken('seed: 7', 'seed: [7]')
      .replace('at: 130m', 'at: 7h')
      .replace('status: ONLINE', 'status: ON');
    const places = problemsOf(text).map(({ line, path }) => `${line} ${path}`);
    expect(places).toEqual(['3 seed', '23 timeline[3].at', '26 expect[1].status']);
  });

  test('a problem reads as place, path and message, then what was expected and found, then a hint', () => {
    const [first] = problemsOf(broken('fault: region-outage', 'fault: region-outtage'));
    const words = first === undefined ? [] : describeProblem(first).split('\n');
    expect(words[0]).toBe(
      'broken.yaml:20:22: timeline[0].fault: "region-outtage" is not a known fault',
    );
    expect(words[1]).toMatch(/^ {4}expected: one of region-outage, /);
    expect(words[2]).toBe('    found:    "region-outtage"');
    expect(words[3]).toBe('    hint:     did you mean region-outage?');
  });

  test('a broken declaration does not make every reference to it wrong', () => {
    const paths = problemsOf(broken('name: profiles', 'name: [profiles]')).map(({ path }) => path);
    expect(paths).toEqual(['stores[0].name']);
  });
});

function aliasBomb(): string {
  const names = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
  const lines = names.map((name, index) => {
    const alias = `*${names[index - 1] ?? 'a'}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => alias).join(',')}]`;
  });
  return `a: &a [x,x,x,x,x,x,x,x,x]\n${lines.join('\n')}`;
}

function range(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`).join(', ');
}
