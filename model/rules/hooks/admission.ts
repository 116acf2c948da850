/**
 * Which regions get the version now: the answers of the creation hook and of the Da Vinci hook for
 * each region become one AddVersion for the admitted regions, or the end of the push. Nothing is
 * sent in a pass in which somebody vetoes.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';
import { isVeto, type Veto, worseOutcome } from './outcome-chain.js';
import { byRegionName, type PhasedRegion } from './region-phase.js';

export const admissionRule: Rule = {
  id: 'LH-5',
  title: 'Which regions get the version now',
  source: 'VIP-4, step 1',
};

/** A region whose admission is open, and when it may be asked again. */
export interface UndecidedRegion extends PhasedRegion {
  readonly askAgainAtMs: number;
}

/**
 * The undecided regions to ask now: in rollout order if there is one (regions it omits come last),
 * else by name.
 */
export function regionsToAdmit(
  regions: readonly UndecidedRegion[],
  rolloutOrder: readonly string[],
  nowMs: number,
): readonly string[] {
  return regions
    .filter((one) => one.phase === 'undecided' && one.askAgainAtMs <= nowMs)
    .map((one) => one.region)
    .sort(
      (one, other) =>
        place(one, rolloutOrder) - place(other, rolloutOrder) || byRegionName(one, other),
    );
}

/**
 * The two answers about one region; a region without Da Vinci instances is not asked about them and
 * answers PROCEED.
 */
export interface AdmissionAnswers {
  readonly region: string;
  readonly creation: Outcome;
  readonly daVinci: Outcome;
}

/** What the answers about one region mean. */
export type Admission = 'admit' | 'admit-and-hold-da-vinci' | 'ask-again' | Veto;

/**
 * A veto of either hook wins, ROLLBACK over ABORT; else the creation hook admits and the Da Vinci
 * hook holds its instances back.
 */
export function admissionOf({ creation, daVinci }: AdmissionAnswers): Admission {
  const worse = worseOutcome(creation, daVinci);
  if (isVeto(worse)) return worse;
  if (creation === 'WAIT') return 'ask-again';
  return daVinci === 'WAIT' ? 'admit-and-hold-da-vinci' : 'admit';
}

/** One pass over the regions that were asked. */
export type AdmissionPass =
  | {
      readonly kind: 'send';
      /** The regions of the AddVersion message; empty = nothing to send. */
      readonly regions: readonly string[];
      readonly daVinciHeld: readonly string[];
      readonly askAgain: readonly string[];
    }
  | { readonly kind: 'veto'; readonly outcome: Veto; readonly region: string };

/** The pass's result; the first vetoing region, in the order asked, decides. */
export function admissionPass(answers: readonly AdmissionAnswers[]): AdmissionPass {
  const admissions = answers.map((answer) => ({
    region: answer.region,
    admission: admissionOf(answer),
  }));
  for (const { region, admission } of admissions) {
    if (admission === 'ABORT' || admission === 'ROLLBACK')
      return { kind: 'veto', outcome: admission, region };
  }
  const named = (...wanted: readonly Admission[]) =>
    admissions.filter((one) => wanted.includes(one.admission)).map((one) => one.region);
  return {
    kind: 'send',
    regions: named('admit', 'admit-and-hold-da-vinci'),
    daVinciHeld: named('admit-and-hold-da-vinci'),
    askAgain: named('ask-again'),
  };
}

function place(region: string, rolloutOrder: readonly string[]): number {
  const index = rolloutOrder.indexOf(region);
  return index < 0 ? rolloutOrder.length : index;
}
