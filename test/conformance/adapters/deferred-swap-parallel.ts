/**
 * Adapter of the target deferred_swap_parallel: whole ticks of the swap service, parallel rollout
 * (VS-1, VS-3, VS-5, VS-6, LH-1, LH-2).
 */
import type { Adapter } from '../adapter.js';
import { answerDeferredSwap } from './support/deferred-swap-run.js';

export const adapter: Adapter = { target: 'deferred_swap_parallel', answer: answerDeferredSwap };
