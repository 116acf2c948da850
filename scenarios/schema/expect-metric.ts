/**
 * What an author can expect of a metric: that it is a number, or lies on one side of it or between two. The names come from the model's table,
 * so a new metric can be expected without a change here.
 */
import * as z from 'zod';
import type { DeclaredNames } from '../declared-names.js';
import { limits } from '../limits.js';
import { omitUndefined } from '../omit-undefined.js';
import type { Expectation } from '../scenario.js';
import { leaf, mapping, type Schema, wordedIssue } from './leaf.js';
import { catalogueName } from './references.js';
import { text } from './values.js';

/** The entry `{ metric, labels, is | atLeast | atMost }`. */
export function metricSchema({
  catalogue: { metrics },
}: DeclaredNames): Schema<Omit<Extract<Expectation, { kind: 'metric' }>, 'line'>> {
  const names = metrics.map(({ name }) => name);
  return mapping({
    metric: catalogueName('a metric of the run', 'metric', names),
    labels: z.record(text('a label'), text('its value')).optional(),
    is: bound('exactly this').optional(),
    atLeast: bound('this or more').optional(),
    atMost: bound('this or less').optional(),
  }).transform(({ metric, labels = {}, ...bounds }, report) => {
    const said = boundWords(bounds);
    if (said === '')
      report.addIssue(wordedIssue('expects nothing', { expected: 'is, atLeast or atMost' }));
    for (const diagnostic of labelDiagnostics(metrics, metric, labels)) report.addIssue(diagnostic);
    const where = Object.values(labels).join(', ');
    const about = where === '' ? metric : `${metric} of ${where}`;
    return {
      kind: 'metric',
      metric,
      labels,
      ...omitUndefined(bounds),
      text: `${about} is ${said}`,
    };
  });
}

interface Bounds {
  readonly is?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** '3', 'at least 2 and at most 4'; '' if nothing is said. */
export function boundWords({ is, atLeast, atMost }: Bounds): string {
  return [
    is === undefined ? '' : `${is}`,
    atLeast === undefined ? '' : `at least ${atLeast}`,
    atMost === undefined ? '' : `at most ${atMost}`,
  ]
    .filter((words) => words !== '')
    .join(' and ');
}

function labelDiagnostics(
  metrics: DeclaredNames['catalogue']['metrics'],
  name: string,
  labels: Readonly<Record<string, string>>,
) {
  const dimensions: readonly string[] =
    metrics.find((metric) => metric.name === name)?.dimensions ?? [];
  const expected = dimensions.length === 0 ? 'no labels' : `one of ${dimensions.join(', ')}`;
  return Object.keys(labels)
    .filter((label) => !dimensions.includes(label))
    .map((label) => ({
      ...wordedIssue(`is not a label of ${name}`, { expected }),
      path: ['labels', label],
    }));
}

/** One limit of a number. */
export function bound(meaning: string): Schema<number> {
  return leaf({
    expected: 'a number',
    json: { type: 'number', description: meaning },
    read: (value) => {
      const fits =
        typeof value === 'number' && Number.isFinite(value) && value <= limits.wholeNumber;
      return fits ? { value } : { message: 'is not a number' };
    },
  });
}
