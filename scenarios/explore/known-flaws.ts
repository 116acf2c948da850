/**
 * Flaws that are known: scenarios that show them, what each breaks and what decides that it does. A finding equals a known flaw if it breaks
 * the same invariant and the same switch prevents it or, in Venice as designed, the same step decided it.
 */
import { switches } from '../../model/index.js';
import type { HookCode } from '../modules/hook-code.js';
import type { Entry } from './arbitrary-world.js';
import { preventingSwitches } from './preventing-switches.js';
import { tryDocument } from './try-document.js';

/** A scenario that shows known flaws: everything that it breaks and says that it violates. */
export interface KnownScenario {
  readonly file: string;
  readonly document: Entry;
  /** Texts of its hook modules, if they may run. */
  readonly code?: HookCode;
}

/** One invariant that such a scenario breaks. */
interface KnownFlaw {
  readonly file: string;
  readonly invariant: string;
  /** The rule that decided, see `deciding-step.ts`. */
  readonly step: string;
  /** Each, as `id name=word`, prevents it when set as designed; empty for a flaw of the design itself. */
  readonly switches: readonly string[];
}

/** Each scenario is run only when something is found that it says that it violates, and then once. */
function flawsOf(scenario: KnownScenario): readonly KnownFlaw[] {
  const shown = shownBy.get(scenario) ?? flawsShown(scenario);
  shownBy.set(scenario, shown);
  return shown;
}

const shownBy = new WeakMap<KnownScenario, readonly KnownFlaw[]>();

function flawsShown({ document, file, code }: KnownScenario): readonly KnownFlaw[] {
  const announced = announcedBy(document);
  return tryDocument(document, code).flaws.flatMap(({ breaks, step }) =>
    announced.includes(breaks)
      ? [{ file, invariant: breaks, step, switches: preventingSwitches(document, breaks, code) }]
      : [],
  );
}

/** The known flaw that a finding equals, if there is one. It may take a few runs of the finding's scenario. */
export function equalFlaw(
  document: Entry,
  { breaks, step }: { readonly breaks: string; readonly step: string },
  known: readonly KnownScenario[],
  code?: HookCode,
): KnownFlaw | undefined {
  const candidates = known
    .filter((scenario) => announcedBy(scenario.document).includes(breaks))
    .flatMap((scenario) => flawsOf(scenario).filter(({ invariant }) => invariant === breaks));
  if (candidates.length === 0) return undefined;
  const wanted = new Set(candidates.flatMap((flaw) => flaw.switches));
  const prevented = new Set(
    wanted.size === 0 ? [] : preventingSwitches(document, breaks, code, { only: wanted }),
  );
  const bySwitch = candidates.find((flaw) => flaw.switches.some((each) => prevented.has(each)));
  if (bySwitch !== undefined) return bySwitch;
  const designed = withDesignedSwitches(document);
  const decided =
    designed === document
      ? step
      : tryDocument(designed, code).flaws.find((flaw) => flaw.breaks === breaks)?.step;
  return candidates.find((flaw) => flaw.switches.length === 0 && flaw.step === decided);
}

function announcedBy({ violates }: Entry): readonly unknown[] {
  return Array.isArray(violates) ? violates : [];
}

/** The document with Venice as designed; the same object if it is. Switches that only a policy uses stay. */
function withDesignedSwitches(document: Entry): Entry {
  const { venice } = document;
  if (typeof venice !== 'object' || venice === null) return document;
  const given: Entry = { ...venice };
  const set: Entry = { ...(typeof given.switches === 'object' ? given.switches : {}) };
  const ofPolicies = switches.filter((row) => row.profiles['as-designed'] === '-');
  const kept = Object.fromEntries(
    ofPolicies.flatMap(({ name }) => (set[name] === undefined ? [] : [[name, set[name]]])),
  );
  const isDesigned =
    (given.profile ?? 'as-designed') === 'as-designed' &&
    Object.keys(set).length === Object.keys(kept).length;
  if (isDesigned) return document;
  return { ...document, venice: { ...given, profile: 'as-designed', switches: kept } };
}

/** What a known flaw is counted under. */
export function flawTitle({ file, invariant, step, switches: prevent }: KnownFlaw): string {
  const decides = prevent.length === 0 ? `step ${step}` : prevent.join(' or ');
  return `${invariant}, decided by ${decides}: ${file}`;
}
