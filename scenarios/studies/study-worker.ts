/**
 * What runs in a worker thread of a study: chunks, one after the other. One of the two files of this folder that need Node; chunks are defined
 * in chunk.ts.
 */
import { workerData } from 'piscina';
import { type Chunk, type ChunkRows, ChunkRunner } from './chunk.js';

const runner = new ChunkRunner(workerData);

/** Called by the pool. */
export function runChunk(chunk: Chunk): ChunkRows {
  return runner.run(chunk);
}
