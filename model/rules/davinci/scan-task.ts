/**
 * How far one round of the collector's scans comes. A version whose store is gone fails outside the part of the loop that bears errors, so
 * the periodic task ends for good, and with it the wait of every other version. Each single scan is decided in collector.ts (DV-4).
 */

/** A version that waits for Da Vinci reports. */
export interface ScannedVersion {
  readonly topic: string;
  readonly storeExists: boolean;
}

/** `dead`: no further round ever runs on this controller. Source: PushStatusCollector#scanDaVinciPushStatus. */
export interface ScanRound {
  readonly scanned: readonly string[];
  readonly task: 'goes-on' | 'dead';
}

/** The versions scanned in this round, in order, and what becomes of the task. Status §5.5. */
export function scanRound(versions: readonly ScannedVersion[], task: ScanRound['task']): ScanRound {
  if (task === 'dead') return { scanned: [], task };
  const missing = versions.findIndex(({ storeExists }) => !storeExists);
  const reached = missing < 0 ? versions : versions.slice(0, missing);
  return { scanned: reached.map(({ topic }) => topic), task: missing < 0 ? 'goes-on' : 'dead' };
}
