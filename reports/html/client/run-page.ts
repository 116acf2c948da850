/** The page of one run: puts the sections together. Each section keeps itself in step with the view. */
import type { RunDocument, RunHead } from '../shape.js';
import { Timeline } from '../timeline.js';
import { chartSection } from './charts.js';
import { type Child, h, table } from './dom.js';
import { Lanes } from './lanes.js';
import { narrativeSection } from './narrative.js';
import { player } from './player.js';
import { stateSection } from './state.js';
import { themeButton } from './theme.js';
import { View } from './view.js';
import { clock, number, oneLine, span } from './words.js';

/** Fills the page. */
export function runPage(page: HTMLElement, document: RunDocument): void {
  const timeline = new Timeline(document);
  const view = new View(document.head.lasted);
  const lanes = new Lanes(timeline, view);
  page.append(
    header(document.head),
    h(
      'main',
      {},
      judgement(document.head),
      h(
        'section',
        { 'aria-labelledby': 'timeline' },
        h('h2', { id: 'timeline' }, 'Regions over time'),
        player(timeline, view),
        lanes.element,
        legend(),
      ),
      stateSection(timeline, view),
      chartSection(timeline, view),
      narrativeSection(timeline, view),
      origin(document.head),
    ),
  );
  lanes.draw();
  followAddress(view);
}

/** The address leads to the instant, and the other way round. */
function followAddress(view: View): void {
  view.readAddress(location.hash);
  addEventListener('hashchange', () => view.readAddress(location.hash));
  let waiting = 0;
  view.onChange(() => {
    clearTimeout(waiting);
    waiting = window.setTimeout(
      () => history.replaceState(null, '', View.address(view.look.at)),
      200,
    );
  });
}

function header(head: RunHead): HTMLElement {
  return h(
    'header',
    {},
    h(
      'div',
      { class: 'title' },
      h('span', { class: `verdict ${head.mood}`, id: 'verdict' }, head.verdictWords),
      h('h1', {}, oneLine(head.title)),
      themeButton(),
    ),
    h('p', { class: 'reason' }, head.reason),
    h('p', { class: 'totals', id: 'totals' }, head.totals),
    h(
      'p',
      { class: 'faint' },
      `${oneLine(head.file)} · seed ${oneLine(head.seed)} · ${head.venice} · ${span(head.lasted)}, ${number(head.events)} events`,
    ),
    h(
      'nav',
      { 'aria-label': 'Parts of this page' },
      ...parts.map(([id, name]) => h('a', { href: `#${id}` }, name)),
    ),
  );
}

const parts = [
  ['judgement', 'Judgement'],
  ['timeline', 'Timeline'],
  ['state', 'State'],
  ['charts', 'Curves'],
  ['narrative', 'Narrative'],
  ['origin', 'Scenario and replay'],
] as const;

function judgement(head: RunHead): HTMLElement {
  const expectations = head.expectations.map(({ text, held, found }): Child[] => [
    text,
    h('span', { class: `word ${held ? 'good' : 'bad'}` }, held ? 'held' : 'missed'),
    found,
  ]);
  const violations = head.violations
    .slice(0, 200)
    .map(({ at, invariant, message, announced }): Child[] => [
      h('a', { href: View.address(at) }, clock(at)),
      h(
        'span',
        { class: `word ${announced ? 'way' : 'bad'}` },
        announced ? 'as expected' : 'violated',
      ),
      invariant,
      message,
    ]);
  const more = head.violations.length - violations.length;
  return h(
    'section',
    { 'aria-labelledby': 'judgement' },
    h('h2', { id: 'judgement' }, 'Judgement'),
    head.story !== '' && h('p', { class: 'story' }, head.story),
    expectations.length > 0 &&
      wide('Expectations', table('Expectations', ['expected', '', 'found'], expectations)),
    violations.length > 0 &&
      wide('Violations', table('Violations', ['at', '', 'invariant', 'what is wrong'], violations)),
    more > 0 && h('p', {}, `and ${more} more violations`),
    h('p', { class: 'faint' }, `How it ended: ${head.ended}.`),
  );
}

/** Scrolls sideways on a narrow screen, also by keyboard. */
function wide(name: string, ...children: readonly Child[]): HTMLElement {
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': name }, ...children);
}

function legend(): HTMLElement {
  const signs = [
    ['chip v1', 'v2', 'version served'],
    ['badge outage', '', 'fault in the region'],
    ['badge degraded', '', 'marked degraded'],
    ['badge recovering', '', 'recovering'],
    ['badge wait', '', 'a hook waits'],
    ['sign operator', '▲', 'operator'],
    ['sign refused', '▲', 'operator refused'],
    ['sign violation', '✕', 'violation'],
  ] as const;
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    ...signs.map(([look, sign, meaning]) =>
      h('li', {}, h('span', { class: look, 'aria-hidden': 'true' }, sign), ` ${meaning}`),
    ),
    h('li', { class: 'keys' }, 'click: go there · drag: zoom · double click: all · keys ← → + − 0'),
  );
}

function origin(head: RunHead): HTMLElement {
  const copy = h('button', { type: 'button', id: 'copy' }, 'copy');
  copy.addEventListener('click', () => {
    void navigator.clipboard?.writeText(head.replay).then(() => {
      copy.textContent = 'copied';
    });
  });
  const rows = head.switches.map(([name, value, usual]): Child[] => [
    name,
    value,
    usual ? '' : h('span', { class: 'word way' }, 'set by this run'),
  ]);
  return h(
    'section',
    { 'aria-labelledby': 'origin' },
    h('h2', { id: 'origin' }, 'Scenario and replay'),
    h('p', {}, 'This command shows exactly this run again:'),
    h('p', { class: 'replay' }, h('code', { id: 'replay' }, head.replay), ' ', copy),
    h(
      'p',
      { class: 'faint' },
      `digest ${head.digest}, seed ${oneLine(head.seed)}, ties ${head.ties}`,
    ),
    h(
      'details',
      {},
      h('summary', {}, 'Scenario text'),
      wide('Scenario text', h('pre', {}, head.text)),
    ),
    h(
      'details',
      {},
      h('summary', {}, `Switches (${head.venice})`),
      wide('Switches', table('Switches', ['switch', 'value', ''], rows)),
    ),
  );
}
