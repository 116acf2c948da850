/**
 * The narrative with a search. Only the visible lines are elements of the page; the text of a line is built
 * when it becomes visible or is searched.
 */
import type { Timeline } from '../timeline.js';
import { h, replace } from './dom.js';
import { clamp, type View } from './view.js';
import { clock, counted, oneLine } from './words.js';

const rowHeight = 26;

/** The section, synchronised with the view. */
export function narrativeSection(timeline: Timeline, view: View): HTMLElement {
  return new Narrative(timeline, view).element;
}

class Narrative {
  readonly element: HTMLElement;
  private readonly search = h('input', {
    type: 'search',
    id: 'search',
    placeholder: 'search: words, a rule such as DM-2, a store',
    autocomplete: 'off',
  });
  private readonly important = h('input', { type: 'checkbox', id: 'important' });
  private readonly count = h('span', { class: 'count', role: 'status' });
  private readonly list: HTMLElement;
  private readonly rows = h('div', { class: 'rows', role: 'presentation' });
  private readonly full = h('p', { class: 'full', role: 'status' });
  private found: Int32Array = new Int32Array(0);
  private active = -1;

  constructor(
    private readonly timeline: Timeline,
    private readonly view: View,
  ) {
    this.list = h(
      'div',
      { class: 'list', role: 'listbox', tabindex: 0, 'aria-label': 'What happened, line by line' },
      this.rows,
    );
    this.element = h(
      'section',
      { 'aria-labelledby': 'narrative' },
      h('h2', { id: 'narrative' }, 'What happened'),
      h(
        'div',
        { class: 'searching' },
        h('label', {}, h('span', { class: 'hidden' }, 'Search the narrative'), this.search),
        h('label', { class: 'check' }, this.important, ' only what is important'),
        this.count,
      ),
      this.list,
      this.full,
    );
    this.listen();
    this.find();
  }

  private listen(): void {
    let waiting = 0;
    this.search.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => this.find(), 120);
    });
    this.important.addEventListener('change', () => this.find());
    this.list.addEventListener('scroll', () => this.draw());
    this.list.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest('[data-place]') : null;
      if (row !== null) this.choose(Number(row.getAttribute('data-place')), true);
    });
    this.view.onChange((change) => (change === 'all' ? this.find() : this.follow()));
  }

  /** Filters all lines by selection and search text. */
  private find(): void {
    const { narrative } = this.timeline;
    const { region, store, push } = this.view.look;
    const wanted = this.search.value
      .toLowerCase()
      .split(' ')
      .filter((word) => word !== '');
    const found: number[] = [];
    for (let line = 0; line < narrative.length; line += 1) {
      if (region >= 0 && narrative.region(line) !== region) continue;
      if (store >= 0 && narrative.store(line) !== store) continue;
      if (push >= 0 && narrative.push(line) !== push) continue;
      const { where, rule, important } = narrative.shape(line);
      if (this.important.checked && !important) continue;
      if (wanted.length > 0) {
        const text = `${where} ${narrative.text(line)} ${rule}`.toLowerCase();
        if (!wanted.every((word) => text.includes(word))) continue;
      }
      found.push(line);
    }
    this.found = Int32Array.from(found);
    this.count.textContent = `${counted(found.length, 'line')} of ${counted(narrative.length, 'line')}`;
    this.rows.style.height = `${Math.max(1, found.length) * rowHeight}px`;
    this.active = -1;
    this.follow();
    this.draw();
  }

  /** Scrolls to the last line before the instant. */
  private follow(): void {
    const at = this.view.look.at;
    let low = 0;
    let high = this.found.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.timeline.narrative.at[this.found[middle] ?? 0] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const isThere =
      this.active >= 0 && this.timeline.narrative.at[this.found[this.active] ?? -1] === at;
    if (!isThere) this.active = low - 1;
    this.scrollToActive();
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.list.clientHeight / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.found.length - 1,
      Enter: this.active,
    };
    const place = moves[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.choose(place, true);
  }

  private choose(place: number, goes: boolean): void {
    this.active = clamp(place, 0, this.found.length - 1);
    const line = this.found[this.active];
    if (goes && line !== undefined) this.view.goTo(this.timeline.narrative.at[line] ?? 0);
    this.scrollToActive();
    this.draw();
  }

  private scrollToActive(): void {
    const top = Math.max(0, this.active) * rowHeight;
    const { scrollTop, clientHeight } = this.list;
    if (clientHeight === 0) return;
    if (top < scrollTop) this.list.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight)
      this.list.scrollTop = top + rowHeight - clientHeight;
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.list.scrollTop / rowHeight) - 4);
    const last = Math.min(
      this.found.length,
      first + Math.ceil(this.list.clientHeight / rowHeight) + 10,
    );
    const rows: HTMLElement[] = [];
    for (let place = first; place < last; place += 1) rows.push(this.row(place));
    if (this.found.length === 0) rows.push(h('p', { class: 'nothing' }, 'no line fits'));
    replace(this.rows, ...rows);
    const hasActive = this.active >= first && this.active < last;
    if (hasActive) this.list.setAttribute('aria-activedescendant', `line-${this.active}`);
    else this.list.removeAttribute('aria-activedescendant');
    const line = this.found[this.active];
    this.full.textContent = line === undefined ? '' : this.words(line);
  }

  private words(line: number): string {
    const { narrative } = this.timeline;
    const { where, rule } = narrative.shape(line);
    const by = rule === '' ? '' : ` [${rule}]`;
    return `${clock(narrative.at[line] ?? 0)} ${where}: ${narrative.text(line)}${by}`;
  }

  private row(place: number): HTMLElement {
    const { narrative } = this.timeline;
    const line = this.found[place] ?? 0;
    const { where, rule, important } = narrative.shape(line);
    const isActive = place === this.active;
    const row = h(
      'div',
      {
        class: `line${important ? ' important' : ''}${isActive ? ' active' : ''}`,
        id: `line-${place}`,
        role: 'option',
        'aria-selected': isActive ? 'true' : 'false',
        'aria-posinset': place + 1,
        'aria-setsize': this.found.length,
        'data-place': place,
      },
      h('span', { class: 'at' }, clock(narrative.at[line] ?? 0)),
      h('span', { class: 'where' }, oneLine(where)),
      h('span', { class: 'text' }, oneLine(narrative.text(line))),
      h('span', { class: 'rule' }, rule),
    );
    row.style.top = `${place * rowHeight}px`;
    return row;
  }
}
