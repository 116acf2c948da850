/** The section `outages`: random outages of regions, drawn from the seed of the run. */
import * as z from 'zod';
import type { DeclaredNames } from '../declared-names.js';
import { limits } from '../limits.js';
import { matching } from '../recurring/patterns.js';
import type { OutagePlan } from '../scenario.js';
import { delaySchema } from './delay.js';
import { list, mapping, type Schema, wordedIssue } from './leaf.js';
import { duration, text } from './values.js';
import type { Purpose } from './variants.js';

/** A plan; patterns of regions are replaced by the names that they match. */
export function outagesSchema(known: DeclaredNames, purpose: Purpose): Schema<OutagePlan> {
  const meaning = 'the regions that can be down: names, or patterns such as "*"';
  return mapping({
    region: z
      .union([text(meaning), list(text(meaning), limits.regions).min(1)])
      .meta({ description: meaning }),
    every: delaySchema(purpose, 'from the end of an outage of a region to its next one'),
    lasts: delaySchema(purpose, 'how long an outage lasts'),
    operator: mapping({
      marksAfter: duration('from the start of an outage until the region is marked as degraded'),
      unmarksAfter: duration('from the end of an outage until the mark is taken off'),
    })
      .meta({ description: 'an operator who marks the regions; absent = nothing is marked' })
      .optional(),
  }).transform(({ region, every, lasts, operator }, report): OutagePlan => {
    const { names, diagnostics } = matching(region, known.regions, 'region', []);
    for (const { message, expected } of diagnostics)
      report.addIssue({ ...wordedIssue(message, { expected: expected ?? '' }), path: ['region'] });
    const regions = names.filter((name) => name !== undefined);
    return { regions, every, lasts, ...(operator === undefined ? {} : { operator }) };
  });
}
