/**
 * Physical conditions: the current failures, which actors read. Faults begin and end them; several faults may cause the same condition,
 * so each is counted. Only `apply` writes them.
 */

/** One physical state caused by a fault. Regions by name; `factor` divides a capacity. */
export type Condition =
  | { readonly kind: 'controller-down'; readonly region: string }
  /** The controller is reachable, but its queries fail; set in addition to controller-down. */
  | { readonly kind: 'controller-silent'; readonly region: string }
  /** Requests for a store fail; push-status queries succeed. */
  | { readonly kind: 'store-reads-down'; readonly region: string }
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
  /** Host loss and repair count one by one; -1 as a place = all of them. */
  | {
      readonly kind: 'host-down';
      readonly region: string;
      readonly host: number;
      readonly reassignAfter: number;
    }
  | { readonly kind: 'disk-full'; readonly region: string; readonly host: number }
  | ({ readonly kind: 'replica-error' } & ReplicaPlace)
  | ({ readonly kind: 'straggler'; readonly factor: number } & ReplicaPlace)
  | ({ readonly kind: 'clients-lost'; readonly reloads: boolean } & ClientPlace)
  | ({ readonly kind: 'client-error'; readonly error: ClientError } & ClientPlace)
  | {
      readonly kind: 'admin-failing';
      readonly region: string;
      readonly store: string;
      /** How often a message fails; 0 = until it is healed. */
      readonly times: number;
    }
  | { readonly kind: 'controller-failover'; readonly region: string }
  | { readonly kind: 'parent-storage-down' }
  | { readonly kind: 'parent-listing-down' }
  | { readonly kind: 'parent-answers-lost' }
  | { readonly kind: 'parent-answers-late'; readonly byMs: number }
  | { readonly kind: 'copies-lose-records'; readonly region: string }
  | { readonly kind: 'parent-down' }
  | { readonly kind: 'parent-failover' };

/** A replica of a store in a region; -1 as a partition = every one. */
interface ReplicaPlace {
  readonly region: string;
  readonly store: string;
  readonly partition: number;
  readonly replica: number;
}

/** Some Da Vinci instances of a store in a region, from `first` on. */
interface ClientPlace {
  readonly region: string;
  readonly store: string;
  readonly first: number;
  readonly instances: number;
}

/** Why a Da Vinci instance fails to ingest. */
export type ClientError = 'disk-limit' | 'other';

/** Conditions of single hosts, replicas, instances and queues. */
export type ReplicaFailure = Extract<
  Condition,
  {
    kind:
      | 'host-down'
      | 'disk-full'
      | 'replica-error'
      | 'straggler'
      | 'clients-lost'
      | 'client-error'
      | 'admin-failing';
  }
>;
