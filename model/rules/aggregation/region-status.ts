/**
 * Computes a region's push status from its partitions, counted in model/replicas. One failed partition fails the push,
 * whatever the others' progress. The rule over whole histories is in test/conformance/rules/region-status.ts.
 */
import type { Rule } from '../rule.js';
import type { PartitionPushStatus } from './partition-status.js';

export const regionStatusRule: Rule = {
  id: 'SA-4',
  title: 'Partition statuses become a region status',
  source: 'PushStatusDecider#checkPushStatusAndDetailsByPartitionsStatus',
};

export type RegionPushStatus = 'NOT_CREATED' | PartitionPushStatus;
