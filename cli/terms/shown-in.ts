/**
 * Names of rules, invariants, metrics, faults and operator actions by the scenario file that shows them: the examples of `explain`.
 * Written by `npm run golden` (test/library/shown-in.test.ts); do not edit.
 */
export const shownIn: Readonly<Record<string, string>> = {
  'scenarios/library/degraded/configuration-is-seen-late.yaml':
    'DM-1 DM-2 DM-7 push-job-terminates pushed-not-premature read-your-mark degraded_mode.dc.duration_minutes degraded_mode.push.auto_converted_count outcome.operator_actions outcome.false_positives outcome.invariant_violations mark-degraded update-cluster-config',
  'scenarios/library/degraded/degraded-region-is-the-source.yaml':
    'DM-8 NR-2 NR-3 VS-1 VS-6 RC-2 RC-3 RC-4 RC-5 RC-6 RC-9 RC-10 degraded_mode.recovery.store_success_count degraded_mode.recovery.version_transitioned_count degraded_mode.recovery.progress degraded_mode.recovery.store_duration_ms push.completed.degraded.count outcome.recovery_initiations outcome.recovery_copying_ms outcome.recovery_complete_ms simulated.alerts unmark-degraded',
  'scenarios/library/degraded/ghost-version.yaml':
    'no-ghost-version degraded-never-ingests degraded_mode.dc.active_count',
  'scenarios/library/degraded/increment-on-a-stale-base.yaml':
    'SA-15 no-incremental-while-degraded outcome.false_successes',
  'scenarios/library/degraded/incremental-push-is-refused.yaml':
    'PJ-5 DM-6 degraded_mode.push.blocked_incremental_count',
  'scenarios/library/degraded/migrating-store-is-healed-after-its-migration.yaml':
    'degraded_mode.recovery.store_failure_count set-store',
  'scenarios/library/degraded/staged-rollout-steps-over.yaml': 'VS-5 VS-7',
  'scenarios/library/degraded/success-without-a-healthy-region.yaml': 'success-means-serving',
  'scenarios/library/design-flaws/answer-is-older-than-the-return-of-a-region.yaml':
    'failure-is-real',
  'scenarios/library/design-flaws/late-kill-stops-a-recovery.yaml': 'controller-hang',
  'scenarios/library/design-flaws/no-backup-left-to-roll-back-to.yaml': 'rolled-back-not-served',
  'scenarios/library/design-flaws/no-parent-no-verdict.yaml': 'no-stuck-push',
  'scenarios/library/design-flaws/nobody-watches-a-forgotten-mark.yaml': 'overdue-is-alerted',
  'scenarios/library/design-flaws/repush-outruns-a-copy.yaml': 'recovery-source-alive',
  'scenarios/library/design-flaws/rollback-in-a-region-without-the-version-is-believed.yaml':
    'LH-11',
  'scenarios/library/divergences/02-two-marks-at-once.as-built.yaml': 'no-lost-registry-update',
  'scenarios/library/divergences/04-how-many-may-be-marked.as-designed.yaml': 'min-healthy',
  'scenarios/library/divergences/26-a-recovered-version.as-built.yaml':
    'partial-eventually-online region-catches-up',
  'scenarios/library/divergences/29-recovered-twice.as-built.yaml':
    'only-the-leader-writes failed-recovery-is-alerted',
  'scenarios/library/divergences/39-the-next-push-while-a-region-recovers.as-built.yaml':
    'recovery-quiesces number-names-one-content',
  'scenarios/library/faults/answers-are-late.yaml': 'answers-late',
  'scenarios/library/faults/answers-are-lost.yaml': 'answers-lost',
  'scenarios/library/faults/blocked-admin-queue.yaml': 'AC-2 admin-message-failure',
  'scenarios/library/faults/child-controller-fails-over.yaml': 'controller-failover',
  'scenarios/library/faults/cut-and-slow-links.yaml': 'link-cut link-slow',
  'scenarios/library/faults/failed-leader-is-replaced.yaml': 'SA-2',
  'scenarios/library/faults/full-client-disk-fails-a-push.yaml': 'DV-5 client-error',
  'scenarios/library/faults/full-disks-fail-a-push.yaml': 'disk-full',
  'scenarios/library/faults/region-without-enough-nodes.yaml': 'SA-9 aborted-not-served',
  'scenarios/library/faults/several-faults-at-once.yaml': 'straggler',
  'scenarios/library/fleet/a-fleet-out-of-a-seed.yaml': 'VS-2',
  'scenarios/library/hooks/abort-while-regions-stand-everywhere.yaml':
    'LH-1 LH-2 LH-5 LH-6 LH-7 hooks.invocations hooks.outcomes server-outage',
  'scenarios/library/hooks/bad-push-without-hooks.yaml':
    'VS-8 VS-9 outcome.blast_radius_regions outcome.bad_region_minutes outcome.bad_traffic_share outcome.bad_traffic_minutes outcome.regions_ever_bad outcome.bad_signal_to_reverted_ms roll-back',
  'scenarios/library/hooks/business-hours-over-a-weekend.yaml': 'LH-10',
  'scenarios/library/hooks/configuration-is-voted-on.yaml': 'LH-3 LH-4 update-store',
  'scenarios/library/hooks/da-vinci-fleet-feels-a-bad-push.yaml': 'RT-6 outcome.detection_delay_ms',
  'scenarios/library/hooks/health-check-aborts.yaml': 'RT-5 backup-retained',
  'scenarios/library/hooks/hook-hangs.yaml': 'hooks.timeouts',
  'scenarios/library/hooks/hook-throws.yaml': 'hooks.failures outcome.stuck_regions',
  'scenarios/library/hooks/informational-events.yaml': 'hooks.queue_wait_ms kill-push',
  'scenarios/library/hooks/one-bad-push-under-every-engine.yaml': 'network-cut',
  'scenarios/library/hooks/rollback-cannot-reach-a-region.yaml': 'controller-outage',
  'scenarios/library/hooks/rollback-races-a-swap-in-flight.yaml': 'outcome.swaps_after_rollback',
  'scenarios/library/hooks/schema-outside-a-push.yaml': 'register-schema',
  'scenarios/library/normal/full-push-with-da-vinci.yaml':
    'SA-1 SA-4 SA-11 SA-12 SA-13 SA-16 SA-17 DV-1 DV-2 DV-3 DV-4 DV-6 DV-7 PJ-1 PJ-2 PJ-4 PJ-6 DM-3 DM-5 NR-1 VS-4 RT-1 RT-2 RT-3 RT-4 RT-7 AC-1 outcome.push_success_share outcome.push_verdict_ms outcome.served_everywhere_ms simulated.admin_messages simulated.replicated_bytes',
  'scenarios/library/normal/outage-without-degraded-mode.yaml':
    'VS-11 outcome.false_failures outcome.staleness outcome.behind_ms outcome.stranded_versions region-outage',
  'scenarios/library/operator-errors/older-version-is-forced.yaml': 'online-is-everywhere',
  'scenarios/library/operator-errors/served-topic-is-truncated.yaml':
    'current-topic-kept truncate-topic',
  'scenarios/library/operator-errors/unfinished-version-is-forced.yaml': 'current-has-data',
  'scenarios/library/policies/one-dead-region-under-A.yaml': 'DM-10',
  'scenarios/library/policies/one-dead-region-under-B.yaml':
    'converted-targets-healthy one-snapshot',
  'scenarios/library/policies/one-dead-region-under-D.yaml': 'DM-9',
  'scenarios/library/policies/one-dead-region-under-E.yaml': 'DM-11',
  'scenarios/library/push-job/killed-while-it-writes.yaml': 'PJ-9',
  'scenarios/library/push-kinds/deferred-by-hand.yaml': 'VS-10 roll-forward',
  'scenarios/library/push-kinds/incremental-active-active.yaml':
    'broker-outage set-emergency-source',
  'scenarios/library/push-kinds/incremental-and-a-replica-fails.yaml': 'replica-error',
  'scenarios/library/push-kinds/incremental-and-a-server-is-lost.yaml': 'server-loss',
  'scenarios/library/push-kinds/incremental-batch-store.yaml': 'client-loss',
  'scenarios/library/push-kinds/repush-names-its-version.yaml': 'PJ-8',
  'scenarios/library/push-kinds/ttl-repush.yaml': 'PJ-3',
  'scenarios/library/recovery/parent-fails-over.yaml':
    'RC-8 outcome.recoveries_in_vain parent-failover',
  'scenarios/library/recovery/two-recoveries-at-once.yaml': 'one-recovery-at-a-time',
  'scenarios/library/swap/first-region-failed.yaml': 'excluded-is-recoverable',
  'scenarios/library/swap/first-region-unreadable.yaml': 'store-reads-outage',
  'scenarios/library/swap/online-is-not-final.yaml':
    'current-monotonic no-data-regression force-current-version',
  'scenarios/library/swap/online-to-error-first-region-killed.yaml':
    'rollback-only-where-serving parent-current-sound',
  'scenarios/library/swap/online-to-rolled-back.yaml': 'hooks-not-bypassed',
  'scenarios/library/swap/parallel-roll-forwards-fail.yaml': 'simulated.stalled_swaps',
  'test/vectors/divergences/20-a-user-leaves-the-region-out.as-built.yaml': 'RC-1',
  'test/vectors/divergences/38-records-are-missing.as-built.yaml': 'copies-lose-records',
  'test/vectors/divergences/41-a-newer-degraded-push.as-built.yaml': 'progress-consistent',
  'test/vectors/end-states/t4-degraded-region-asked-for.as-built.yaml': 'finished-version-kept',
  'test/vectors/hooks-divergences/13-da-vinci-hold.as-designed.yaml': 'LH-9',
  'test/vectors/hooks-divergences/15-where-a-rollback-goes.as-built.yaml': 'rollback-restores',
  'test/vectors/mutations/feature-flag-off.flag-gate.yaml': 'flag-gate',
  'test/vectors/mutations/hook-engine-as-built.wait-honoured.yaml': 'wait-honoured',
  'test/vectors/mutations/hook-limits-off.one-hook-at-a-time.yaml': 'one-hook-at-a-time',
  'test/vectors/mutations/keep-manual-defer-off.manual-defer-honoured.yaml':
    'manual-defer-honoured',
  'test/vectors/mutations/nr-redirect-off.source-healthy.yaml': 'source-healthy',
  'test/vectors/mutations/orphan-monitor-off.partial-is-partial.yaml': 'partial-is-partial',
  'test/vectors/mutations/recovery-skips-rolled-back-off.rolled-back-not-resurrected.yaml':
    'rolled-back-not-resurrected',
  'test/vectors/mutations/registry-cas-off.registry-survives-failover.yaml':
    'registry-survives-failover',
  'test/vectors/mutations/reject-migrating-off.migrating-untouched.yaml': 'migrating-untouched',
  'test/vectors/mutations/reverify-off.recovery-only-lifts-partial.yaml':
    'recovery-only-lifts-partial',
  'test/vectors/mutations/trigger-safe-off.recovery-terminates.yaml':
    'recovery-terminates parent-listing-outage',
  'test/vectors/rejections/kept-topic-holds-the-store.yaml': 'PJ-10',
  'test/vectors/rejections/no-parent-answers.yaml': 'parent-outage',
  'test/vectors/rejections/no-region-to-target.yaml': 'PJ-7',
  'test/vectors/rejections/record-is-gone-topic-is-there.yaml': 'delete-version',
  'test/vectors/rejections/registry-cannot-be-written.yaml': 'parent-storage-outage',
  'test/vectors/retention/history-of-the-parent.yaml': 'RT-8',
};
