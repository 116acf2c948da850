/**
 * Physical conditions: what is broken right now, in words that any actor can ask about. Faults begin and heal them; several faults may
 * hold the same condition, so each is counted. Only `apply` writes them.
 */

/** One physical state that a fault brings about. Regions by name; `factor` divides a capacity. */
export type Condition =
  | { readonly kind: 'controller-down'; readonly region: string }
  | { readonly kind: 'brokers-down'; readonly region: string }
  | { readonly kind: 'servers-down'; readonly region: string }
  | { readonly kind: 'network-cut'; readonly region: string }
  | { readonly kind: 'clients-down'; readonly region: string }
  | { readonly kind: 'link-cut'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'link-slow';
      readonly from: string;
      readonly to: string;
      readonly factor: number;
    }
  | { readonly kind: 'parent-down' }
  | { readonly kind: 'parent-failover' };

export type ConditionKind = Condition['kind'];
