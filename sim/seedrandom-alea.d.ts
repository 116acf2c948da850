/**
 * Types for the one file of seedrandom that the kernel uses. The package's main entry is not used because it reads the host's entropy
 * source, which would make runs irreproducible.
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
