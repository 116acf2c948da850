/** Keys of stored hook state: equal hook, version and region give equal keys. */
import type { HookPoint } from './functions.js';

/** One registered hook, called about one version in one region. `place`: its index in the list of registered hooks. */
export interface AskedOf {
  readonly place: number;
  readonly store: number;
  readonly version: number;
  readonly region: number;
}

/** Key of counters and stored numbers, per function. */
export function memoryKey(of: AskedOf & { readonly point: HookPoint }): string {
  return `${remoteKey(of)}/${of.point}`;
}

/** Key of a remote request: the next call about the same version and region receives its response. */
export function remoteKey({ place, store, version, region }: AskedOf): string {
  return `${place}/${store}/${version}/${region}`;
}
