/** The keys under which a run remembers something about a hook: the same place and question, the same key. */
import type { HookPoint } from './functions.js';

/** One registered hook, asked about one version in one region. `place`: its place in the list of registered hooks. */
export interface AskedOf {
  readonly place: number;
  readonly store: number;
  readonly version: number;
  readonly region: number;
}

/** Key of counters and memories: they belong to one function. */
export function memoryKey(of: AskedOf & { readonly point: HookPoint }): string {
  return `${remoteKey(of)}/${of.point}`;
}

/** Key of a remote question: whoever asks about the same version and region next gets its answer. */
export function remoteKey({ place, store, version, region }: AskedOf): string {
  return `${place}/${store}/${version}/${region}`;
}
