/**
 * SimPy under the same load, in a Python program of its own, when Python is there. Without the package the same loop is run with what SimPy
 * is made of, a heap and generators, and the row says so. Other programs can ask how many empty events it handles with 10,000 pending.
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
count, began = 0, time.perf_counter()
while time.perf_counter() - began < seconds:
    for _ in range(4096): step()
    count += 4096
print(name, (time.perf_counter() - began) * 1e9 / count, count, sep='|')
`;

const interpreters = ['/usr/bin/python3', 'python3'] as const;

/** A row for SimPy, or for its inner loop; none without Python. PYTHONPATH says where packages are, as ever. */
export function simpyRows(suite: string, pending: number, effort: Effort): readonly Row[] {
  const seconds = String(effort.smoke ? 0.01 : Math.max(1, effort.timeMs / 500));
  const answers = interpreters.flatMap((python) => {
    const { stdout, status } = spawnSync(python, ['-c', script, String(pending), seconds], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    return status === 0 ? [stdout.trim().split('|')] : [];
  });
  const found = answers.find(([name = '']) => name.startsWith('SimPy')) ?? answers[0];
  if (found === undefined) return [];
  const [name = '', nsPerOp = '', count = ''] = found;
  const words = { suite, name: `engine, ${pending} pending: ${name}`, unit: 'events' };
  return [rowOf(words, { nsPerOp: Number(nsPerOp), samples: Number(count) })];
}
