/**
 * The state at the selected instant: each region, each push, each recovery and each store, as
 * text. It is also the accessible alternative to the lanes.
 */
import type { Timeline, VersionStatus } from '../timeline.js';
import { type Child, h, replace, table } from './dom.js';
import { statusLook, versionLook } from './lane-rows.js';
import type { View } from './view.js';
import { clock, counted, oneLine, span } from './words.js';

/** More stores than this are not listed at once. */
const rowsMax = 60;

/** The section, kept in step with the view. */
export function stateSection(timeline: Timeline, view: View): HTMLElement {
  const cards = h('div', { class: 'cards' });
  const rows = h('div', {
    class: 'wide',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Stores by region',
  });
  const heading = h('h2', { id: 'state' });
  const draw = (): void => {
    heading.textContent = `State at ${clock(view.look.at)}`;
    replace(cards, ...regionCards(timeline, view), ...pushCards(timeline, view));
    replace(rows, storeTable(timeline, view));
  };
  let isPlanned = false;
  view.onChange(() => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      draw();
    });
  });
  draw();
  return h('section', { 'aria-labelledby': 'state' }, heading, cards, rows);
}

function regionCards(timeline: Timeline, { look }: View): HTMLElement[] {
  const { document } = timeline;
  const recoveries = timeline.recoveriesAt(look.at);
  return [...document.regions.entries()]
    .filter(([region]) => look.region < 0 || look.region === region)
    .map(([region, name]) => {
      const bands = document.bands.filter(
        (band) => band.region === region && band.from <= look.at && look.at < band.to,
      );
      const waits = document.waits.filter(
        (wait) =>
          (wait.region === region || wait.region < 0) && wait.from <= look.at && look.at < wait.to,
      );
      const recovery = recoveries.filter((one) => one.region === region).at(-1);
      return h(
        'div',
        { class: 'card', 'data-region': name },
        h('h3', {}, oneLine(name)),
        ...(bands.length === 0 ? [badge('good', 'in order')] : []),
        ...bands.map(({ kind, text }) => badge(kind, kind === 'outage' ? oneLine(text) : kind)),
        ...waits
          .slice(0, 3)
          .map(({ hook, point, version, from }) =>
            h(
              'p',
              {},
              `hook ${oneLine(hook)} holds v${version} at ${point} for ${span(look.at - from)}`,
            ),
          ),
        recovery !== undefined &&
          h(
            'p',
            {},
            `recovery${recovery.ended ? ' is over' : ''}: ${recovery.recovered} of ${counted(recovery.stores, 'store')} back` +
              `${recovery.failed > 0 ? `, ${recovery.failed} failed` : ''}${recovery.running > 0 ? `, ${recovery.running} under way` : ''}`,
          ),
      );
    });
}

function pushCards({ document }: Timeline, { look }: View): HTMLElement[] {
  const begun = document.pushes.filter(
    ({ from, store }, place) =>
      from <= look.at &&
      (look.push < 0 || look.push === place) &&
      (look.store < 0 || look.store === store),
  );
  if (begun.length === 0) return [];
  const running = begun.filter(({ to }) => to < 0 || to > look.at);
  const lines = begun.slice(-5).map(({ name, store, version, outcome, to, from }) => {
    const isRunning = to < 0 || to > look.at;
    const how = isRunning ? `runs for ${span(look.at - from)}` : outcome;
    const of = `${oneLine(document.stores[store] ?? '')}${version > 0 ? ` v${version}` : ''}`;
    return h('p', {}, `${oneLine(name)} of ${of}: ${how}`);
  });
  const more = begun.length - lines.length;
  return [
    h(
      'div',
      { class: 'card' },
      h('h3', {}, 'pushes'),
      badge('way', `${running.length} running, ${begun.length - running.length} ended`),
      ...lines,
      more > 0 && h('p', {}, `and ${more} earlier`),
    ),
  ];
}

function storeTable(timeline: Timeline, { look }: View): HTMLElement {
  const { document } = timeline;
  const regions = [...document.regions.keys()].filter(
    (region) => look.region < 0 || look.region === region,
  );
  const ofPush = look.push >= 0 ? (document.pushes[look.push]?.store ?? -1) : -1;
  const chosen = look.store >= 0 ? look.store : ofPush;
  const stores = chosen >= 0 ? [chosen] : [...document.stores.keys()];
  const rows = stores
    .slice(0, rowsMax)
    .map((store): Child[] => [
      oneLine(document.stores[store] ?? ''),
      statuses(timeline.versionsAt(-1, store, look.at)),
      ...regions.map((region) => regionCell(timeline, region, store, look.at)),
    ]);
  const heads = [
    'store',
    'parent',
    ...regions.map((region) => oneLine(document.regions[region] ?? '')),
  ];
  const more = stores.length - rows.length;
  return h(
    'div',
    {},
    table('What each region serves, and the status of its versions', heads, rows),
    more > 0 && h('p', {}, `and ${counted(more, 'more store')}: choose one above to see it`),
  );
}

function regionCell(timeline: Timeline, region: number, store: number, at: number): HTMLElement {
  const served = timeline.servedAt(region, store, at);
  const ingestion = new Map(
    timeline.ingestionAt(region, store, at).map(({ version, status }) => [version, status]),
  );
  const versions = timeline.versionsAt(region, store, at).map(({ version, status }) => {
    const push = ingestion.get(version);
    const isNews = push !== undefined && push !== 'COMPLETED' && push !== status;
    return { version, status: isNews ? `${status}, push ${push}` : status };
  });
  return h(
    'div',
    {},
    h('span', { class: `chip ${versionLook(served)}` }, served === 0 ? 'nothing' : `v${served}`),
    ' ',
    statuses(versions),
  );
}

function statuses(versions: readonly VersionStatus[]): HTMLElement {
  return h(
    'span',
    { class: 'statuses' },
    ...versions
      .slice(-3)
      .map(({ version, status }) =>
        h('span', { class: `word ${statusLook(status)}` }, `v${version} ${status}`),
      ),
  );
}

function badge(look: string, text: string): HTMLElement {
  return h('span', { class: `badge ${look}` }, text);
}
