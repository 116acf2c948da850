/**
 * The numbers of a run as OpenMetrics text, for Prometheus and compatible programs: Venice's own metrics
 * under their own names (dots become underscores), and the simulator's own metrics of the run. Samples
 * carry no timestamps: simulated time is not the reader's.
 */
import type { MetricSummary, Run } from '../../scenarios/index.js';
import type { Report } from '../report.js';
import { type Family, familyOf, runFamilies } from './openmetrics-families.js';

export const openMetricsReport: Report = {
  name: 'metrics',
  title: 'OpenMetrics text: the metrics of the design, and pushes, verdict and events of the run',
  extension: 'metrics.txt',
  render: renderOpenMetrics,
};

/** The whole text, ending in `# EOF` and a line feed. */
export function renderOpenMetrics(run: Run): string {
  const families = [...runFamilies(run), ...veniceFamilies(run.summary.metrics)];
  const labels = { scenario: run.scenario.title, file: run.scenario.file };
  return `${families.map((family) => familyText(family, labels)).join('')}# EOF\n`;
}

function veniceFamilies(metrics: readonly MetricSummary[]): Family[] {
  const families = new Map<string, Family>();
  for (const { name, labels, value } of metrics) {
    const family = familyOf(name);
    const known = families.get(family.name) ?? family;
    families.set(family.name, { ...known, samples: [...known.samples, { labels, value }] });
  }
  return [...families.values()];
}

type Labels = Readonly<Record<string, string>>;

function familyText({ name, type, unit, help, samples }: Family, shared: Labels): string {
  const suffix = { counter: '_total', info: '_info', gauge: '', unknown: '' }[type];
  const lines = samples.map(({ labels, value }) => {
    return `${name}${suffix}${labelText({ ...shared, ...labels })} ${numberText(value)}\n`;
  });
  const unitLine = unit === '' ? '' : `# UNIT ${name} ${unit}\n`;
  return `# TYPE ${name} ${type}\n${unitLine}# HELP ${name} ${escaped(help)}\n${[...new Set(lines)].join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = new Map<string, string>();
  for (const [name, value] of Object.entries(labels)) pairs.set(labelName(name), escaped(value));
  return `{${[...pairs].map(([name, value]) => `${name}="${value}"`).join(',')}}`;
}

function labelName(name: string): string {
  const word = name.replace(/[^a-zA-Z0-9_]/g, '_');
  return /^[a-zA-Z_]/.test(word) ? word : `_${word}`;
}

/** Backslash, line feed and quote, as the format escapes them; a lone half of a character is made whole. */
function escaped(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('"', '\\"');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
