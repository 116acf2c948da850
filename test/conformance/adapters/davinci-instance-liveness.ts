/** Checks whether an instance is alive (DV-1). */
import { decideLiveness } from '../../../model/rules/davinci/liveness.js';
import type { Adapter } from '../adapter.js';

interface Case {
  readonly nowMs: number;
  readonly heartbeatExpirationSeconds: number;
  readonly lastHeartbeatMs: number;
}

export const adapter: Adapter = {
  target: 'davinci_instance_liveness',
  answer: ({ nowMs, heartbeatExpirationSeconds, lastHeartbeatMs }: Case) => ({
    liveness: decideLiveness(lastHeartbeatMs, {
      nowMs,
      expirationSeconds: heartbeatExpirationSeconds,
    }),
  }),
};
