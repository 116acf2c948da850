/**
 * Names the protections that are missing in the Venice of a finding: each switch that is not as designed is set as designed, alone, and the run made again.
 * Where Venice is simulated as it was built this turns a violation into the known gap behind it.
 */
import { type SwitchValues, switches, wordOfValue } from '../../model/index.js';
import { ScenarioError } from '../errors.js';
import { hookLoader } from '../modules/custom-hook.js';
import type { HookCode } from '../modules/hook-code.js';
import { parseScenario } from '../parse.js';
import type { Entry } from './arbitrary-world.js';
import { tryDocument } from './try-document.js';

/** Which switches are tried, and for how long. */
interface Search {
  /** Others are not tried. */
  readonly only?: ReadonlySet<string>;
  /** There is no time left: the search ends without a result. */
  isLate?(): boolean;
}

/** Every `id name=word` that alone keeps a document from breaking `breaks`, in the order of the table; none for Venice as designed. */
export function preventingSwitches(
  document: Entry,
  breaks: string,
  code?: HookCode,
  { only, isLate = () => false }: Search = {},
): string[] {
  const present = switchesOf(document, code);
  if (present === undefined) return [];
  const found = switches.flatMap((row) => {
    const word = row.profiles['as-designed'];
    const title = `${row.id} ${row.name}=${word}`;
    if (word === '-' || wordOfValue(present[row.name]) === word) return [];
    if (only?.has(title) === false || isLate()) return [];
    const { flaws, refused } = tryDocument(withSwitch(document, row.name, word), code);
    const isFixed = refused === '' && flaws.every((flaw) => flaw.breaks !== breaks);
    return isFixed ? [title] : [];
  });
  return isLate() ? [] : found;
}

function switchesOf(document: Entry, code?: HookCode): SwitchValues | undefined {
  const load = code === undefined ? undefined : hookLoader(code);
  try {
    return parseScenario(JSON.stringify(document), 'finding', {}, load).setup.venice.switches;
  } catch (error) {
    if (error instanceof ScenarioError) return undefined;
    throw error;
  }
}

function withSwitch(document: Entry, name: string, word: string): Entry {
  const venice = asEntry(document.venice);
  return {
    ...document,
    venice: { ...venice, switches: { ...asEntry(venice.switches), [name]: word } },
  };
}

function asEntry(value: unknown): Entry {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
