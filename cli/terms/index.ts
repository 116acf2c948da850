/** The glossary: every term that `pushsim explain` accepts besides what the model declares, in the order of `pushsim list terms`. */
import { answerTerms, policyTerms, profileTerms, verdictTerms } from './choices.js';
import { flows } from './flows.js';
import { happenings } from './happenings.js';
import { places } from './places.js';
import { jobStates, recoveryStates, rolloutStates, storeRecoveryStates } from './states.js';
import { pushStatuses, versionStatusTerms } from './statuses.js';
import type { Term } from './term.js';

/** All of it. A name may stand in several sorts, never twice in one. */
export const terms: readonly Term[] = [
  ...places,
  ...happenings,
  ...flows,
  ...versionStatusTerms,
  ...pushStatuses,
  ...jobStates,
  ...recoveryStates,
  ...storeRecoveryStates,
  ...rolloutStates,
  ...answerTerms,
  ...verdictTerms,
  ...profileTerms,
  ...policyTerms,
];
