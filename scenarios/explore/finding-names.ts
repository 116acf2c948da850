/** The names of findings that are no invariant's. */
export const doesNotSettle = 'does-not-settle';
export const simulatorCrash = 'simulator-crash';
