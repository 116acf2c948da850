/**
 * How far the simulated flows are checked against Venice: which rules are compared with recorded answers of Venice's own classes
 * (test/conformance), and which flows repeat tests of Venice (test/venice). test/glossary.test.ts compares this with both folders.
 */
import type { RuleId } from '../../model/index.js';

/** The sets of recorded answers that each rule is compared with. */
export const recordedAnswers: Readonly<Partial<Record<RuleId, readonly string[]>>> = {
  'SA-1': ['parent_push_status_aggregation'],
  'SA-2': ['partition_push_status'],
  'SA-3': ['overall_push_status'],
  'SA-4': ['version_push_status'],
  'SA-9': ['enough_nodes_to_start_push'],
  'SA-11': ['push_status_transition'],
  'SA-12': ['push_partition_progress', 'push_status_sequence', 'push_status_transition'],
  'SA-13': ['push_status_sequence', 'status_update_timestamp'],
  'SA-15': ['incremental_push_status'],
  'SA-16': ['parent_job_status'],
  'DV-1': ['davinci_instance_liveness'],
  'DV-2': ['davinci_push_status'],
  'DV-3': ['davinci_partition_level_push_status'],
  'DV-4': ['push_status_collector'],
  'PJ-3': ['push_id_rules'],
  'NR-3': ['region_utils'],
  'VS-1': ['deferred_swap_parallel', 'deferred_swap_sequential'],
  'VS-3': ['deferred_swap_parallel', 'deferred_swap_sequential', 'rollback_regions'],
  'VS-4': ['child_push_completion'],
  'VS-5': ['deferred_swap_parallel', 'deferred_swap_sequential'],
  'VS-6': ['deferred_swap_parallel', 'deferred_swap_sequential'],
  'VS-8': ['backup_version_number'],
  'VS-9': ['parent_rollback_completion'],
  'LH-1': ['deferred_swap_parallel', 'deferred_swap_sequential'],
  'LH-2': ['deferred_swap_parallel', 'deferred_swap_sequential'],
  'LH-3': ['lifecycle_hooks_policy'],
  'RT-1': ['versions_to_delete'],
  'RT-2': ['new_push_capacity_from_children'],
  'RT-3': ['new_push_rollback_origin_capacity'],
  'RT-4': ['new_push_backup_capacity'],
  'RT-5': ['backup_version_cleanup'],
  'RT-6': ['single_version_deletion_precondition'],
};

/** Folders of test/venice by the name of the flow that their scenarios check. */
export const repeatedTests: Readonly<Record<string, string>> = {
  'full push': 'full-push/',
  'targeted push': 'targeted-push/',
  'deferred swap': 'deferred-swap/',
  'targeted push with deferred swap': 'targeted-push-with-deferred-swap/',
  repush: 'repush/',
  'incremental push': 'incremental-push/',
  rollback: 'rollback/',
  'roll-forward': 'roll-forward/',
  recovery: 'recovery/',
  'degraded mark and unmark': 'degraded-mark-and-unmark/',
  'lifecycle hooks': 'lifecycle-hooks/',
  'Da Vinci ingestion': 'da-vinci-ingestion/',
  'backup retention': 'backup-retention/',
  'admin channel order': 'admin-channel-order/',
};
