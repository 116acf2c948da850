/**
 * SimPy under the same load, in a Python process, if Python is installed. Without the package the same loop is run with what SimPy
 * is made of, a heap and generators, and the row says so. Also exports how many empty events it handles with 10,000 pending.
 */
import { spawnSync } from 'node:child_process';
import { type Effort, type Row, rowOf } from './row.js';

const script = `
import sys, time, heapq
pending, seconds, below = int(sys.argv[1]), float(sys.argv[2]), 1000000
seed, steps = 12345, []
for _ in range(65536):
    seed = (seed * 1664525 + 1013904223) & 0xffffffff
    steps.append(seed * below // 4294967296)
turn = 0
def following():
    global turn
    turn = (turn + 1) & 65535
    return steps[turn]
try:
    import simpy
    name = 'SimPy ' + simpy.__version__
    env = simpy.Environment()
    def waiting():
        while True:
            yield env.timeout(following())
    for _ in range(pending): env.process(waiting())
    step = env.step
except ImportError:
    name = "python heapq generators (SimPy's inner loop)"
    heap, order = [], 0
    def waiting():
        while True:
            yield following()
    for _ in range(pending):
        process = waiting()
        order += 1
        heapq.heappush(heap, (next(process), order, process))
    def step():
        global order
        at, _, process = heapq.heappop(heap)
        order += 1
        heapq.heappush(heap, (at + next(process), order, process))
for _ in range(2 * pending): step()
rounds, turns = 25, []
for _ in range(rounds):
    count, began, end = 0, time.thread_time(), time.perf_counter() + seconds / rounds
    while count == 0 or time.perf_counter() < end:
        for _ in range(1024): step()
        count += 1024
    turns.append((time.thread_time() - began) * 1e9 / count)
print(name, sorted(turns)[rounds // 2], rounds, sep='|')
`;

const interpreters = ['/usr/bin/python3', 'python3'] as const;

/** A row for SimPy, or for its inner loop; none without Python, and then it says so. PYTHONPATH applies. */
export function simpyRows(suite: string, pending: number, effort: Effort): readonly Row[] {
  const seconds = String(effort.smoke ? 0.01 : Math.max(1, effort.timeMs / 500));
  const python =
    interpreters.find((name) => runs(name, 'import simpy')) ??
    interpreters.find((name) => runs(name, ''));
  const args = ['-c', script, String(pending), seconds];
  const answer =
    python === undefined
      ? undefined
      : spawnSync(python, args, { encoding: 'utf8', timeout: 180_000 });
  if (answer?.status !== 0) {
    console.error(`SimPy with ${pending} pending is left out: no Python that could run it`);
    return [];
  }
  const [name = '', nsPerOp = '', count = ''] = answer.stdout.trim().split('|');
  const words = { suite, name: `engine, ${pending} pending: ${name}`, unit: 'events' };
  return [rowOf(words, { nsPerOp: Number(nsPerOp), samples: Number(count) })];
}

function runs(python: string, program: string): boolean {
  return spawnSync(python, ['-c', program], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
