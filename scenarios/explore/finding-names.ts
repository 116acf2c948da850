/** The names of findings that are not violations of an invariant. */
export const doesNotSettle = 'does-not-settle';
export const simulatorCrash = 'simulator-crash';
