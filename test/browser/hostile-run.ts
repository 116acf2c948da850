/**
 * A finished run in which every name is user input: the names of an ordinary run replaced everywhere,
 * as if the file had said so. For tests of what reports do with text that they did not choose.
 */
import { loadScenario, type Run, runScenario } from '../../scenarios/index.js';

const file = 'scenarios/library/degraded/skipped-then-healed.yaml';

const played = new Map<string, Run>();

/** An ordinary run of the library, played once. */
export function ordinaryRun(path = file): Run {
  const run = played.get(path) ?? runScenario(loadScenario(path));
  played.set(path, run);
  return run;
}

/** Names that have broken other programs. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  `=cmd|' /C calc'!A0`,
  '\n=1+1',
  '\t@SUM(A1)',
  'two\nlines\r\nand more',
  '\u202eright to left\u202c',
  'עברית \u200fו-English',
  '\u001b[31mred\u001b[0m\u0007',
  'x'.repeat(200),
  'e\u0301\u200d👩‍👩‍👧 全角',
  `quotes " ' \` and \\ and , and ;`,
  'end',
  '# EOF',
  ']]>&amp;<!--',
  '__proto__',
  '\ud800 half',
  '100%; DROP TABLE x -- #59;',
  '',
];

/** The run with a region, a store and a push under other names, and a title that says the same. */
export function renamedRun(names: readonly [string, string, string], run = ordinaryRun()): Run {
  const [region, store, push] = names;
  const renamed = new Map([
    ['dc-1', region],
    ['profiles', store],
    ['p1', push],
  ]);
  const words = new RegExp([...renamed.keys()].join('|'), 'g');
  const rename = (text: string): string => text.replace(words, (word) => renamed.get(word) ?? word);
  return deep({ ...run, scenario: { ...run.scenario, title: region, file: push } }, rename);
}

function deep(run: Run, rename: (text: string) => string): Run {
  return JSON.parse(JSON.stringify(run), (_key, value: unknown) =>
    typeof value === 'string' ? rename(value) : value,
  );
}
