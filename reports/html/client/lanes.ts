/**
 * Draws the lanes: rows against time, with a cursor at the selected instant. Pointer: click goes to
 * an instant, dragging zooms, the wheel with a modifier zooms. Keyboard: arrows, plus, minus, 0. Only what is
 * in the window and wide enough to see is drawn.
 */
import type { Timeline } from '../timeline.js';
import { h, replace, svg } from './dom.js';
import { type LaneRow, laneRows, type Mark, type Piece } from './lane-rows.js';
import { clamp, type View } from './view.js';
import { clock, span, ticks } from './words.js';

const axisHeight = 24;

/** The lanes, kept in step with the view. */
export class Lanes {
  readonly element: HTMLElement;
  private readonly drawing = h('div', { class: 'drawing' });
  private readonly tip = h('div', { class: 'tip', 'aria-hidden': true });
  private cursor: SVGLineElement | undefined;
  private gutter = 120;
  private width = 800;

  constructor(
    private readonly timeline: Timeline,
    private readonly view: View,
  ) {
    this.element = h(
      'div',
      {
        class: 'lanes',
        id: 'lanes',
        tabindex: 0,
        role: 'group',
        'aria-label':
          'Lanes of the regions over time. Arrow keys move the instant, plus and minus zoom, 0 shows all. ' +
          'The table below says in words what is so at the instant.',
      },
      this.drawing,
      this.tip,
    );
    this.listen();
    view.onChange((change) => (change === 'instant' ? this.moveCursor() : this.draw()));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  draw(): void {
    this.width = Math.max(280, this.element.clientWidth);
    this.gutter = this.width < 560 ? 76 : 130;
    const rows = laneRows(this.timeline, this.view.look);
    const height = axisHeight + rows.reduce((sum, row) => sum + row.height + 4, 4);
    const drawing = svg('svg', { width: this.width, height, 'aria-hidden': true });
    drawing.append(patterns(), this.axis(height));
    let top = axisHeight;
    for (const row of rows) {
      drawing.append(this.row(row, top));
      top += row.height + 4;
    }
    this.cursor = svg('line', { class: 'cursor', y1: 0, y2: height });
    drawing.append(...this.violationLines(height), this.cursor);
    replace(this.drawing, drawing);
    this.moveCursor();
  }

  private axis(height: number): SVGElement {
    const { from, to } = this.view.look;
    const marks = ticks(from, to, Math.max(2, (this.width - this.gutter) / 90));
    return svg(
      'g',
      { class: 'axis' },
      ...marks.flatMap((at) => {
        const x = this.x(at);
        return [
          svg('line', { x1: x, x2: x, y1: axisHeight - 4, y2: height }),
          svg('text', { x: x + 3, y: 14 }, to - from < 10_000 ? clock(at) : span(at)),
        ];
      }),
    );
  }

  private row(row: LaneRow, top: number): SVGElement {
    const group = svg('g', { class: `row ${row.kind}`, transform: `translate(0 ${top})` });
    if (row.kind === 'region')
      group.append(svg('rect', { class: 'ground', x: 0, width: this.width, height: row.height }));
    const most = Math.floor((this.gutter - 10) / (row.kind === 'store' ? 6.4 : 7.2));
    group.append(
      svg('text', { class: 'label', x: 4, y: row.height / 2 + 4 }, shortened(row.label, most)),
      ...row.pieces.flatMap((piece) => this.piece(piece, row.height)),
      ...(row.marks ?? []).flatMap((mark) => this.mark(mark, row.height)),
    );
    return group;
  }

  private piece(piece: Piece, height: number): SVGElement[] {
    const { from, to } = this.view.look;
    if (piece.to < from || piece.from > to) return [];
    const x = this.x(Math.max(piece.from, from));
    const width = Math.max(2, this.x(Math.min(piece.to, to)) - x);
    const y = (piece.top ?? 0) * height;
    const tall = ((piece.bottom ?? 1) - (piece.top ?? 0)) * height;
    const place = { x, y, width, height: tall };
    const isSmall = tall < 13;
    const letters = Math.floor((width - 6) / (isSmall ? 5.2 : 6.6));
    const text =
      piece.text.length <= letters && tall >= 9 ? piece.text : shortText(piece.text, letters);
    return [
      svg('rect', { ...place, rx: 2, class: piece.look, 'data-about': piece.about }),
      ...(text === ''
        ? []
        : [
            svg(
              'text',
              { x: x + 4, y: y + tall / 2 + (isSmall ? 3 : 4), class: isSmall ? 'small' : '' },
              text,
            ),
          ]),
    ];
  }

  private mark({ at, look, about }: Mark, height: number): SVGElement[] {
    if (at < this.view.look.from || at > this.view.look.to) return [];
    const x = this.x(at);
    const [top, bottom] = [3, height - 3];
    const d =
      look === 'violation'
        ? `M${x - 6} ${top}L${x + 6} ${bottom}M${x + 6} ${top}L${x - 6} ${bottom}`
        : `M${x} ${top}L${x + 6} ${bottom}H${x - 6}Z`;
    return [svg('path', { d, class: `mark ${look}`, 'data-about': about })];
  }

  private violationLines(height: number): SVGElement[] {
    return this.timeline.document.head.violations
      .filter(({ at }) => at >= this.view.look.from && at <= this.view.look.to)
      .slice(0, 200)
      .map(({ at }) =>
        svg('line', {
          class: 'broken',
          x1: this.x(at),
          x2: this.x(at),
          y1: axisHeight,
          y2: height,
        }),
      );
  }

  private moveCursor(): void {
    const { at, from, to } = this.view.look;
    const x = this.x(clamp(at, from, to));
    this.cursor?.setAttribute('x1', String(x));
    this.cursor?.setAttribute('x2', String(x));
  }

  private x(at: number): number {
    const { from, to } = this.view.look;
    return this.gutter + ((at - from) / (to - from)) * (this.width - this.gutter - 8);
  }

  private instant(clientX: number): number {
    const { from, to } = this.view.look;
    const x = clientX - this.element.getBoundingClientRect().left - this.gutter;
    return clamp(from + (x / (this.width - this.gutter - 8)) * (to - from), from, to);
  }

  private listen(): void {
    const brush = h('div', { class: 'brush', hidden: true });
    this.element.append(brush);
    let start: number | undefined;
    this.element.addEventListener('pointerdown', ({ clientX, button, pointerType }) => {
      start = button === 0 && pointerType === 'mouse' ? clientX : undefined;
    });
    this.element.addEventListener('pointermove', (event) => {
      this.hover(event);
      brush.hidden = start === undefined || Math.abs(event.clientX - start) < 6;
      if (start === undefined || brush.hidden) return;
      const left = this.element.getBoundingClientRect().left;
      brush.style.left = `${Math.min(start, event.clientX) - left}px`;
      brush.style.width = `${Math.abs(event.clientX - start)}px`;
    });
    this.element.addEventListener('pointerleave', () => {
      this.tip.hidden = true;
    });
    this.element.addEventListener('click', ({ clientX }) => {
      const first = start;
      start = undefined;
      brush.hidden = true;
      if (first === undefined || Math.abs(clientX - first) < 6)
        this.view.goTo(this.instant(clientX));
      else
        this.view.zoomTo(
          this.instant(Math.min(first, clientX)),
          this.instant(Math.max(first, clientX)),
        );
    });
    this.element.addEventListener('dblclick', () => this.view.zoomTo(0, this.view.end));
    this.element.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.altKey) return;
        event.preventDefault();
        this.view.zoomBy(event.deltaY > 0 ? 1.25 : 0.8, this.instant(event.clientX));
      },
      { passive: false },
    );
    this.element.addEventListener('keydown', (event) => {
      if (moveByKey(this.view, event.key)) event.preventDefault();
    });
  }

  private hover({ target, clientX, clientY }: PointerEvent): void {
    const about = target instanceof Element ? target.getAttribute('data-about') : null;
    this.tip.hidden = false;
    this.tip.textContent = about ?? clock(this.instant(clientX));
    const box = this.element.getBoundingClientRect();
    const left = clamp(clientX - box.left + 12, 0, Math.max(0, this.width - this.tip.offsetWidth));
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${clientY - box.top + 16}px`;
  }
}

/** What a key does to the instant and the window; false for other keys. */
export function moveByKey(view: View, key: string): boolean {
  const { at, from, to } = view.look;
  const size = to - from;
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => view.goTo(at - size / 200),
    ArrowRight: () => view.goTo(at + size / 200),
    ArrowDown: () => view.goTo(at - size / 200),
    ArrowUp: () => view.goTo(at + size / 200),
    PageDown: () => view.goTo(at - size / 10),
    PageUp: () => view.goTo(at + size / 10),
    Home: () => view.goTo(0),
    End: () => view.goTo(view.end),
    '+': () => view.zoomBy(0.5),
    '=': () => view.zoomBy(0.5),
    '-': () => view.zoomBy(2),
    '0': () => view.zoomTo(0, view.end),
  };
  const move = moves[key];
  move?.();
  return move !== undefined;
}

/** Stripes, so that bands differ without colours. */
function patterns(): SVGElement {
  const stripes = (id: string, angle: number): SVGElement =>
    svg(
      'pattern',
      {
        id,
        width: 6,
        height: 6,
        patternUnits: 'userSpaceOnUse',
        patternTransform: `rotate(${angle})`,
      },
      svg('rect', { width: 6, height: 6, class: `${id}-ground` }),
      svg('rect', { width: 2, height: 6, class: `${id}-line` }),
    );
  return svg(
    'defs',
    {},
    stripes('outage', 45),
    stripes('degraded', -45),
    stripes('recovering', 0),
    stripes('wait', 90),
  );
}

function shortText(text: string, letters: number): string {
  return letters >= 5 ? shortened(text, letters) : '';
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}
