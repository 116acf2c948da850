/**
 * Curves over time with uPlot: each chart follows window, cursor and choice of the view, and says its last
 * value in words. Colours come from the page's style, so dark and light need nothing here.
 */
import uPlot from 'uplot';
import {
  blastRadius,
  type Curves,
  fullTrafficMs,
  linkUse,
  readsByVersion,
  recoveryProgress,
  staleness,
} from '../measures.js';
import type { Timeline } from '../timeline.js';
import { h } from './dom.js';
import type { Look, View } from './view.js';
import { number, oneLine, span, ticks } from './words.js';

interface ChartKind {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly about: string;
  curves(timeline: Timeline, look: Look): Curves;
  /** One sentence with the summary of the curve. */
  sum?(curves: Curves): string;
}

const kinds: readonly ChartKind[] = [
  {
    id: 'reads',
    title: 'Reads by version',
    unit: '%',
    about: 'Share of reads that each version answers; every region and store counts the same.',
    curves: readsByVersion,
  },
  {
    id: 'staleness',
    title: 'Staleness',
    unit: 'min',
    about: 'For how long each region has been behind a newer version, averaged over its stores.',
    curves: staleness,
  },
  {
    id: 'blast',
    title: 'Blast radius',
    unit: '%',
    about: 'Share of reads answered by a version that was later rolled back, killed or failed.',
    curves: blastRadius,
    sum: (curves) => `In all as much as ${span(fullTrafficMs(curves))} of full traffic.`,
  },
  {
    id: 'recovery',
    title: 'Recovery progress',
    unit: '%',
    about: 'Stores that each recovery has brought back, in percent of its stores.',
    curves: recoveryProgress,
  },
  {
    id: 'links',
    title: 'Link use',
    unit: 'Mbit/s',
    about: 'What goes over each connection between regions, each copy at its average rate.',
    curves: linkUse,
  },
];

/** The section with all charts that have something to show. */
export function chartSection(timeline: Timeline, view: View): HTMLElement {
  const grid = h('div', { class: 'charts' });
  const charts = kinds.map((kind) => new Chart(kind, timeline, view));
  grid.append(...charts.map(({ element }) => element));
  return h('section', { 'aria-labelledby': 'charts' }, h('h2', { id: 'charts' }, 'Curves'), grid);
}

class Chart {
  readonly element: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly words = h('p', { class: 'about' });
  private curves: Curves;
  private choice = '';
  private plot: uPlot | undefined;

  constructor(
    private readonly kind: ChartKind,
    private readonly timeline: Timeline,
    private readonly view: View,
  ) {
    this.canvas = h('div', { class: 'plot', role: 'img' });
    this.element = h(
      'figure',
      { id: `chart-${kind.id}` },
      h('figcaption', {}, `${kind.title} (${kind.unit})`),
      this.canvas,
      this.words,
    );
    this.curves = { at: [], lines: [], stepped: true };
    this.refresh();
    view.onChange((change) => {
      if (change === 'all') this.refresh();
      else this.plot?.redraw(false);
    });
    new ResizeObserver(() => this.resize()).observe(this.element);
    document.addEventListener('themechange', () => this.build());
  }

  private refresh(): void {
    const { region, store, from, to } = this.view.look;
    const choice = `${region} ${store}`;
    if (this.choice !== choice) {
      this.choice = choice;
      this.curves = this.kind.curves(this.timeline, this.view.look);
      this.build();
    }
    this.plot?.setScale('x', { min: from / 1_000, max: to / 1_000 });
  }

  private build(): void {
    this.plot?.destroy();
    this.plot = undefined;
    const { at, lines } = this.curves;
    const isEmpty =
      lines.length === 0 || lines.every(({ values }) => values.every((one) => one === 0));
    this.element.classList.toggle('empty', isEmpty);
    this.words.textContent = isEmpty
      ? `${this.kind.about} There is nothing to show in this run.`
      : `${this.kind.about} ${this.kind.sum?.(this.curves) ?? ''}`;
    this.canvas.setAttribute('aria-label', this.label(isEmpty));
    if (isEmpty) return;
    const columns = [at.map((one) => one / 1_000), ...lines.map(({ values }) => [...values])];
    this.plot = new uPlot(this.options(), columns as uPlot.AlignedData, this.canvas);
  }

  private label(isEmpty: boolean): string {
    if (isEmpty) return `${this.kind.title}: nothing to show`;
    const last = this.curves.lines.map(
      ({ label, values }) =>
        `${label}: highest ${number(Math.max(...sample(values)))}, at the end ${number(values.at(-1) ?? 0)}`,
    );
    return `${this.kind.title} in ${this.kind.unit}. ${last.join('; ')}`;
  }

  private options(): uPlot.Options {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const { from, to } = this.view.look;
    const paths = this.curves.stepped ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
    const axis = { stroke: colour('--faint'), grid: { stroke: colour('--line'), width: 1 } };
    return {
      width: Math.max(240, this.element.clientWidth),
      height: 190,
      scales: {
        x: { time: false, min: from / 1_000, max: to / 1_000 },
        y: { range: (_plot, _min, max) => [0, Math.max(max * 1.05, 0.001)] },
      },
      axes: [
        {
          ...axis,
          splits: (_plot, _axis, min, max) =>
            ticks(min * 1_000, max * 1_000, this.element.clientWidth / 90).map((at) => at / 1_000),
          values: (_plot, splits) => splits.map((split) => span(split * 1_000)),
        },
        { ...axis, size: 54, values: (_plot, splits) => splits.map(number) },
      ],
      series: [
        { label: 'at', value: (_plot, value) => (value === null ? '' : span(value * 1_000)) },
        ...this.curves.lines.map(({ label }, place) => ({
          label: oneLine(label).slice(0, 40),
          stroke: colour(`--line-${place % 8}`),
          width: 2,
          dash: place < 8 ? [] : [6, 4],
          points: { show: false },
          value: (_plot: uPlot, value: number | null) => (value === null ? '' : number(value)),
          ...(paths === undefined ? {} : { paths }),
        })),
      ],
      cursor: { drag: { x: true, y: false, setScale: false } },
      hooks: {
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width < 6) return;
            this.view.zoomTo(
              plot.posToVal(left, 'x') * 1_000,
              plot.posToVal(left + width, 'x') * 1_000,
            );
            plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          },
        ],
        draw: [(plot) => this.drawCursor(plot, colour('--accent'))],
        ready: [
          (plot) => {
            plot.over.addEventListener('click', () => {
              const left = plot.cursor.left ?? -1;
              if (left >= 0) this.view.goTo(plot.posToVal(left, 'x') * 1_000);
            });
          },
        ],
      },
    };
  }

  private drawCursor({ ctx, bbox, valToPos }: uPlot, stroke: string): void {
    const x = valToPos(this.view.look.at / 1_000, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.save();
    ctx.strokeStyle = stroke;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  private resize(): void {
    const width = Math.max(240, this.element.clientWidth);
    if (this.plot !== undefined && this.plot.width !== width)
      this.plot.setSize({ width, height: 190 });
  }
}

/** At most some thousand values: spread arguments are limited. */
function sample(values: readonly number[]): readonly number[] {
  const step = Math.ceil(values.length / 5_000);
  return step <= 1 ? values : values.filter((_, place) => place % step === 0);
}
