/**
 * Whether a region's Da Vinci instances let its servers swap. In VIP-4
 * instances swap first and servers after them; the shipped code has no such wait, its instances
 * follow. Other conditions of a swap are not checked here.
 */
import type { Rule } from '../rule.js';

export const dvcBeforeServersRule: Rule = {
  id: 'VS-2',
  title: "Servers swap after the region's Da Vinci instances",
  source: 'VIP, diagram',
};

/** The region's instances that are alive, and how many of them serve the version already. */
export interface InstancesView {
  readonly region: string;
  readonly version: number;
  readonly live: number;
  readonly serving: number;
}

/** `dvcServesFirst` off is as built: servers never wait. */
export interface DvcBeforeServersVariant {
  readonly dvcServesFirst: boolean;
}

/** `wait` names how many instances are missing. */
export type ServerTurn =
  | { readonly kind: 'may-swap' }
  | { readonly kind: 'wait'; readonly missing: number; readonly reason: string };

/** May the servers swap? Instances that are gone block nothing. */
export function mayServersSwap(
  view: InstancesView,
  { dvcServesFirst }: DvcBeforeServersVariant,
): ServerTurn {
  const missing = view.live - view.serving;
  if (!dvcServesFirst || missing <= 0) return { kind: 'may-swap' };
  const { live, region, version } = view;
  const reason = `${missing} of ${live} Da Vinci instances in ${region} do not serve v${version} yet`;
  return { kind: 'wait', missing, reason };
}
