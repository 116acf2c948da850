/** OpenMetrics text is read back by the reference parser of the Prometheus project, where Python has it; in CI it must be there. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { reportNamed } from '../../reports/index.js';
import { loadScenario, runScenario } from '../../scenarios/index.js';
import { hostileRun } from './scenes.js';

const program = [
  'import sys',
  'from prometheus_client.openmetrics.parser import text_string_to_metric_families as read',
  'print("\\n".join(f.name + " " + f.type for f in read(sys.stdin.read())))',
].join('\n');
const readBack = (input: string) =>
  spawnSync('/usr/bin/python3', ['-c', program], { input, encoding: 'utf8' });
const isThere = readBack('# EOF\n').status === 0;
const mustBeThere = process.env.CI !== undefined && process.env.CI !== 'false';
if (!isThere)
  console.warn(
    'OpenMetrics is not read by the reference parser: install python3-prometheus-client',
  );

function metricsOf(
  run: Parameters<NonNullable<ReturnType<typeof reportNamed>>['render']>[0],
): string {
  const report = reportNamed('metrics');
  const { gather } = report ?? {};
  if (gather === undefined) return report?.render(run) ?? '';
  return gather.join([gather.part(run)]);
}

describe.skipIf(!isThere && !mustBeThere)('the reference parser of OpenMetrics', () => {
  test.each([
    [
      'a recovery',
      runScenario(loadScenario('scenarios/library/degraded/skipped-then-healed.yaml')),
    ],
    ['hostile names', hostileRun()],
  ])('reads the metrics of %s', (_, run) => {
    const { status, stdout, stderr } = readBack(metricsOf(run));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('pushsim_');
  });
});
