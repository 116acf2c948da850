/**
 * A Mermaid sequence diagram of one push, for documents and reviews: arrows for messages at the instant
 * they arrive, notes for local actions, and faults across all participants. Everything foreign is
 * written as numbered entities, so that no name can end a line or begin a tag.
 */
import { isLetter, isNumeric } from 'unicode-segmenter/general';
import type { Run } from '../../scenarios/index.js';
import { formatElapsed } from '../../sim/index.js';
import { defaultChoice, type RenderChoice, type Report } from '../report.js';
import { roundedSpan } from '../text/lanes.js';
import { safeLine } from '../text/safe-text.js';
import { type Conversation, conversationOf, pushToShow } from './messages.js';
import type { Step } from './messages-around.js';

export const mermaidReport: Report = {
  name: 'mermaid',
  title: 'Mermaid sequence diagram of one push: --push NAME',
  extension: 'mmd',
  render: renderMermaid,
};

/** Mermaid itself refuses longer texts; the middle of a longer diagram is left out and counted. */
const mostSteps = 240;

/** The diagram's text, ending in a line feed. */
export function renderMermaid(run: Run, { push }: RenderChoice = defaultChoice): string {
  const shown = pushToShow(run, push);
  const lines = shown === undefined ? noPush() : diagram(run, conversationOf(run, shown));
  return `${lines.join('\n')}\n`;
}

function noPush(): string[] {
  return ['sequenceDiagram', '  participant a0 as parent', '  Note over a0: no push to show'];
}

function diagram(run: Run, { push, store, actors, steps }: Conversation): string[] {
  const everybody = actors.length === 0 ? [push] : actors;
  const ids = new Map(everybody.map((name, index) => [name, `a${index}`]));
  const over = everybody.length === 1 ? 'a0' : `a0,a${everybody.length - 1}`;
  const title = `${push} of ${store}: ${run.scenario.title}`;
  return [
    'sequenceDiagram',
    `  accTitle: ${entities(title)}`,
    ...everybody.map((name) => `  participant ${ids.get(name)} as ${entities(name)}`),
    ...shortened(steps).map((step) =>
      typeof step === 'number'
        ? `  Note over ${over}: ${step} more steps are left out`
        : stepLine(step, { ids, over, startMs: run.scenario.setup.start }),
    ),
  ];
}

/** The first and the last steps, and between them the number of the others. */
export function shortened(steps: readonly Step[]): readonly (Step | number)[] {
  if (steps.length <= mostSteps) return steps;
  const half = mostSteps / 2;
  return [...steps.slice(0, half), steps.length - mostSteps, ...steps.slice(-half)];
}

interface Places {
  readonly ids: ReadonlyMap<string, string>;
  readonly over: string;
  readonly startMs: number;
}

function stepLine(step: Step, { ids, over, startMs }: Places): string {
  const { kind, from, to = '' } = step;
  const text = words(stepWords(step, startMs));
  const [left, right] = [ids.get(from), ids.get(to)];
  if (kind === 'fault' || left === undefined) return `  Note over ${over}: ${text}`;
  if (kind === 'note' || right === undefined) return `  Note over ${left}: ${text}`;
  return `  ${left}${kind === 'lost' ? '--x' : '->>'}${right}: ${text}`;
}

/** `00:05:00.750 AddVersion v2, 744ms on the way [DM-3]`. */
function stepWords({ atMs, sentMs, text, rule, kind }: Step, startMs: number): string {
  const mark = kind === 'fault' ? 'FAULT ' : '';
  const told = `${formatElapsed(atMs - startMs)} ${mark}${withDelay({ atMs, text, ...(sentMs === undefined ? {} : { sentMs }) })}`;
  return rule === undefined ? told : `${told} [${rule}]`;
}

/** The text, and how long it was on its way. */
export function withDelay({ atMs, sentMs, text }: Pick<Step, 'atMs' | 'sentMs' | 'text'>): string {
  if (sentMs === undefined || sentMs === atMs) return text;
  return `${text}, ${roundedSpan(atMs - sentMs)} on the way`;
}

const longest = 200;

/** A name: every character that Mermaid might read is a numbered entity. */
function entities(text: string): string {
  return escaped(text, ' .,()_+/-');
}

/** Words after a colon, where colons and brackets have no meaning. */
function words(text: string): string {
  return escaped(text, " .,()_+/:[]'-");
}

/** Letters, digits and these marks stay; what is a letter does not depend on the host's version of Unicode. */
function escaped(text: string, marks: string): string {
  const characters = Array.from(safeLine(text)).slice(0, longest);
  return characters
    .map((each) => (stays(each, marks) ? each : `#${each.codePointAt(0)};`))
    .join('');
}

function stays(character: string, marks: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return isLetter(point) || isNumeric(point) || marks.includes(character);
}
