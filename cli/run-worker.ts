/** The worker thread that finds and runs scenarios: a run that is out of memory ends the thread, not the command. */
import { parentPort } from 'node:worker_threads';
import { answerOf } from './run-answer.js';
import type { PlanRequest, RunRequest } from './run-protocol.js';

const noPause = async (): Promise<undefined> => {};

parentPort?.on('message', async (request: PlanRequest | RunRequest) => {
  parentPort?.postMessage(await answerOf(request, noPause));
});
