/**
 * The bar with the time slider: goes to any instant, to the next or the previous thing that happened, plays
 * the run, zooms, and chooses region, store and push. It stays in sight while the page scrolls.
 */
import { countUpTo } from '../columns.js';
import type { Timeline } from '../timeline.js';
import { type Child, h } from './dom.js';
import { moveByKey } from './lanes.js';
import { View } from './view.js';
import { clock, oneLine, span } from './words.js';

/** The bar, kept in step with the view. */
export function player(timeline: Timeline, view: View): HTMLElement {
  const slider = h('input', {
    type: 'range',
    id: 'instant',
    min: 0,
    max: view.end,
    step: 1,
    'aria-label': 'Instant of the run',
  });
  const readout = h('a', { class: 'readout', id: 'readout', title: 'Link to this instant' });
  const play = button('▶', 'Play', () => toggle());
  let playing = 0;
  const toggle = (): void => {
    if (playing !== 0) {
      clearInterval(playing);
      playing = 0;
    } else {
      if (view.look.at >= view.look.to) view.goTo(view.look.from);
      playing = window.setInterval(() => {
        if (view.look.at >= view.look.to) toggle();
        else
          view.goTo(Math.min(view.look.to, view.look.at + (view.look.to - view.look.from) / 300));
      }, 50);
    }
    play.textContent = playing === 0 ? '▶' : '❙❙';
    play.setAttribute('aria-label', playing === 0 ? 'Play' : 'Pause');
  };
  const show = (): void => {
    const { at } = view.look;
    slider.value = String(at);
    slider.setAttribute('aria-valuetext', `${clock(at)}, ${span(at)} after the start`);
    readout.textContent = clock(at);
    readout.setAttribute('href', View.address(at));
  };
  slider.addEventListener('input', () => view.goTo(Number(slider.value)));
  slider.addEventListener('keydown', (event) => {
    if (moveByKey(view, event.key)) event.preventDefault();
  });
  view.onChange(show);
  show();
  return h(
    'div',
    { class: 'player', role: 'toolbar', 'aria-label': 'Time and choice' },
    h(
      'div',
      { class: 'time' },
      button('«', 'Previous change', () => view.goTo(neighbour(timeline, view, -1))),
      play,
      button('»', 'Next change', () => view.goTo(neighbour(timeline, view, 1))),
      slider,
      readout,
    ),
    h(
      'div',
      { class: 'choice' },
      ...filters(timeline, view),
      h(
        'span',
        { class: 'zoom' },
        button('−', 'Zoom out', () => view.zoomBy(2)),
        button('+', 'Zoom in', () => view.zoomBy(0.5)),
        button('all', 'Show all of the run', () => view.zoomTo(0, view.end)),
      ),
    ),
  );
}

/** A button with a label for screen readers. */
function button(sign: string, name: string, press: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', 'aria-label': name, title: name }, sign);
  element.addEventListener('click', press);
  return element;
}

/** The instant of the next or previous important line of the narrative, within what is chosen. */
function neighbour({ narrative }: Timeline, { look, end }: View, step: 1 | -1): number {
  const { at, region, store } = look;
  let line = step > 0 ? countUpTo(narrative.at, at) : countUpTo(narrative.at, at - 1) - 1;
  for (; line >= 0 && line < narrative.length; line += step) {
    const fits =
      (region < 0 || narrative.region(line) === region) &&
      (store < 0 || narrative.store(line) === store);
    if (fits && narrative.shape(line).important) return narrative.at[line] ?? at;
  }
  return step > 0 ? end : 0;
}

function filters({ document: { regions, stores, pushes } }: Timeline, view: View): Child[] {
  return [
    chooser('region', 'all regions', regions, (region) => view.choose({ region })),
    chooser('store', 'all stores', stores, (store) => view.choose({ store })),
    chooser(
      'push',
      'all pushes',
      pushes.map(({ name }) => name),
      (push) => view.choose({ push }),
    ),
  ];
}

/** A list for a few names, a field with suggestions for many. */
function chooser(
  what: string,
  all: string,
  names: readonly string[],
  choose: (place: number) => void,
): Child {
  if (names.length < 2) return undefined;
  if (names.length > 60) return finder(what, all, names, choose);
  const select = h(
    'select',
    { id: `choose-${what}` },
    h('option', { value: -1 }, all),
    ...names.map((name, place) => h('option', { value: place }, oneLine(name).slice(0, 60))),
  );
  select.addEventListener('change', () => choose(Number(select.value)));
  return h('label', {}, h('span', { class: 'hidden' }, what), select);
}

function finder(
  what: string,
  all: string,
  names: readonly string[],
  choose: (place: number) => void,
): Child {
  const field = h('input', {
    id: `choose-${what}`,
    type: 'search',
    list: `names-of-${what}`,
    placeholder: `${all}: type a name`,
    autocomplete: 'off',
  });
  const list = h(
    'datalist',
    { id: `names-of-${what}` },
    ...names.map((value) => h('option', { value })),
  );
  field.addEventListener('change', () => choose(names.indexOf(field.value)));
  field.addEventListener('input', () => {
    const place = names.indexOf(field.value);
    if (place >= 0 || field.value === '') choose(place);
  });
  return h('label', {}, h('span', { class: 'hidden' }, what), field, list);
}
