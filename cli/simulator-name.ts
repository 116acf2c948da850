/** The version that files of studies and explorations name: runs of other versions may differ. */
import { zoneDataVersion } from '../scenarios/index.js';
import { randomVersion } from '../sim/index.js';
import { packageVersion } from './usage.js';

/** Includes the version of the time zone data if the question has zones. */
export function simulatorName(asked: unknown): string {
  const zones = /\bzone\b/.test(JSON.stringify(asked)) ? `, time zones ${zoneDataVersion}` : '';
  return `venice-push-sim ${packageVersion()}, ${randomVersion}${zones}`;
}
