/**
 * The messages about one push as plain text: a lifeline for each participant, an arrow for each
 * message, a dot for a local action, a double line for faults, and the text beside it.
 */
import type { Run } from '../../scenarios/index.js';
import { formatElapsed } from '../../sim/index.js';
import { defaultChoice, type RenderChoice, type Report } from '../report.js';
import { clipped, folded, padded, safeLine } from '../text/safe-text.js';
import { shortened, withDelay } from './mermaid.js';
import { type Conversation, conversationOf, pushToShow } from './messages.js';
import type { Step } from './messages-around.js';

export const messageReport: Report = {
  name: 'messages',
  title: 'Message diagram of one push in characters: --push NAME',
  extension: 'messages.txt',
  render: renderMessages,
};

const legend =
  '*---> a message, at the instant it arrives   *---x one that never arrived   o acts alone   ==== a fault';

/** The whole text, ending in a line feed. Files are 120 columns wide. */
function renderMessages(run: Run, { push, width }: RenderChoice = defaultChoice): string {
  const shown = pushToShow(run, push);
  if (shown === undefined) return 'no push was asked for\n';
  const conversation = conversationOf(run, shown);
  const title = `${shown} of ${conversation.store}: ${run.scenario.title}`;
  const rows = drawn(conversation, run.scenario.setup.start, width === 0 ? 120 : width);
  return `${[safeLine(title), '', ...rows, '', legend].join('\n')}\n`;
}

interface Sheet {
  readonly actors: readonly string[];
  /** Columns of one lifeline. */
  readonly pitch: number;
  readonly wordColumns: number;
  readonly startMs: number;
}

const instantColumns = 14;

function drawn({ actors, steps }: Conversation, startMs: number, width: number): string[] {
  const perActor = Math.floor((width - instantColumns) / 2 / Math.max(1, actors.length));
  const pitch = Math.max(6, Math.min(12, perActor));
  const used = instantColumns + pitch * actors.length;
  const sheet = { actors, pitch, wordColumns: Math.max(24, width - used), startMs };
  const heads = actors.map((name) => padded(clipped(safeLine(name), pitch - 1), pitch));
  return [
    `${' '.repeat(instantColumns)}${heads.join('')}`.trimEnd(),
    ...shortened(steps).flatMap((step) =>
      typeof step === 'number'
        ? [`${' '.repeat(instantColumns)}… ${step} more steps`]
        : stepRows(step, sheet),
    ),
  ];
}

function stepRows(step: Step, sheet: Sheet): string[] {
  const rule = step.rule === undefined ? '' : ` [${step.rule}]`;
  const words = folded(`${safeLine(withDelay(step))}${rule}`, sheet.wordColumns);
  const instant = padded(formatElapsed(step.atMs - sheet.startMs), instantColumns);
  const blank = ' '.repeat(instantColumns);
  return words.map((line, index) => {
    const lifelines = index === 0 ? lifelinesOf(step, sheet) : idle(sheet).join('');
    return `${index === 0 ? instant : blank}${lifelines}${line}`.trimEnd();
  });
}

function idle({ actors, pitch }: Sheet): string[] {
  return Array.from(`|${' '.repeat(pitch - 1)}`.repeat(actors.length));
}

function lifelinesOf(step: Step, sheet: Sheet): string {
  const cells = idle(sheet);
  const from = sheet.actors.indexOf(step.from) * sheet.pitch;
  const to = sheet.actors.indexOf(step.to ?? '') * sheet.pitch;
  if (step.kind === 'fault') cells.fill('=', 0, cells.length - 1);
  else if (to < 0 || from < 0 || step.kind === 'note') cells[Math.max(0, from)] = 'o';
  else arrow(cells, from, to, step.kind === 'lost');
  return cells.join('');
}

function arrow(cells: string[], from: number, to: number, isLost: boolean): void {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  cells.fill('-', low + 1, high);
  cells[from] = '*';
  const tip = from < to ? to - 1 : to + 1;
  cells[tip] = isLost ? 'x' : from < to ? '>' : '<';
}
