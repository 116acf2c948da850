/**
 * Types for the one file of seedrandom that the kernel uses. Its entry file is not taken because it looks for a host's source of
 * entropy, which a reproducible run must not have.
 */
declare module 'seedrandom/lib/alea.js' {
  interface AleaState {
    readonly c: number;
    readonly s0: number;
    readonly s1: number;
    readonly s2: number;
  }
  interface Alea {
    (): number;
    double(): number;
    state(): AleaState;
  }
  function alea(seed: string, options: { state: true | AleaState }): Alea;
  export = alea;
}
