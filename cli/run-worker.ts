/** The worker thread that finds and runs scenarios as it is asked to: a run that fails for want of memory ends the thread, not the command. */
import { parentPort } from 'node:worker_threads';
import { answerOf } from './run-answer.js';
import type { PlanRequest, RunRequest } from './run-protocol.js';

const noPause = async (): Promise<undefined> => {};

parentPort?.on('message', async (request: PlanRequest | RunRequest) => {
  parentPort?.postMessage(await answerOf(request, noPause));
});
