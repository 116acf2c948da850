/**
 * A progress bar for long work: on stderr, only on a terminal, and only once the work has taken a while.
 * It is erased before other output and at the end.
 */
import { SingleBar } from 'cli-progress';
import { wantsColours } from './terminal.js';

/** Work that is over sooner shows no bar. */
const shownAfterMs = 1_000;

/** Counts finished pieces of work. Without a terminal it does nothing at all. */
export class Progress {
  private readonly timer: NodeJS.Timeout | undefined;
  private bar: SingleBar | undefined;
  private done = 0;
  /** The work has taken long enough for a bar. */
  private isDue = false;

  /** `what` is the plural of what is counted: 'scenarios', 'runs'. */
  constructor(
    private readonly total: number,
    private readonly what: string,
  ) {
    const isShown = process.stderr.isTTY === true;
    this.timer = isShown ? setTimeout(() => this.show(), shownAfterMs) : undefined;
  }

  /** Takes the bar away before something else is printed; the next advance brings it back. */
  hide(): void {
    this.bar?.stop();
    this.bar = undefined;
  }

  /** One more piece, or several, are done. */
  advance(pieces = 1): void {
    this.done += pieces;
    if (this.isDue && this.bar === undefined) this.show();
    this.bar?.update(this.done);
  }

  /** Takes the bar away for good. */
  end(): void {
    clearTimeout(this.timer);
    this.isDue = false;
    this.hide();
  }

  private show(): void {
    this.isDue = true;
    this.bar = new SingleBar({
      format: `{bar} {value} of {total} ${this.what}, {duration_formatted}`,
      barCompleteChar: wantsColours() ? '█' : '#',
      barIncompleteChar: wantsColours() ? '░' : '-',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
      fps: 5,
    });
    this.bar.start(this.total, this.done);
  }
}
