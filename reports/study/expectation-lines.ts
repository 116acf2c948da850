/** Expectations about a study as text: each with every scenario and variant, what was found and in how many runs. Pure. */
import type { JudgedExpectation, StudyResult } from '../../scenarios/index.js';
import type { StudyStyle } from '../report.js';
import { counted } from '../text/words.js';
import { valueWords } from './words.js';

/** The block, ending in a line feed; missed ones first. */
export function studyExpectations(
  { plan }: StudyResult,
  judged: readonly JudgedExpectation[],
  { paint }: Pick<StudyStyle, 'paint'>,
): string {
  const lineOf = (one: JudgedExpectation): string => {
    const { text, scenario, variant, held, found, unit, count, runs } = one;
    const names = [
      ...(plan.scenarios.length > 1 ? [plan.scenarios[scenario]?.title ?? ''] : []),
      ...(plan.variants.length > 1 ? [plan.variants[variant]?.name || 'as the file is'] : []),
    ];
    const value = found === null ? 'no run has it' : valueWords(found, unit);
    const missing = runs - count;
    const without =
      missing === 0 || found === null
        ? ''
        : `; ${counted(missing, 'run')} of ${runs} without a value`;
    const where = names.length === 0 ? '' : ` (${names.join(', ')})`;
    const word = held ? paint.good('held  ') : paint.bad('missed');
    return `  ${word}  ${text}${where}: ${value}${without}`;
  };
  const inOrder = [...judged.filter(({ held }) => !held), ...judged.filter(({ held }) => held)];
  return `${[paint.strong('Expectations'), ...inOrder.map(lineOf)].join('\n')}\n`;
}
