/**
 * Which rows the lanes have and what stands in each: pushes, faults, operator, and for every region its
 * bands, what it serves of the stores that matter, how far its pushes are and which hooks it waits for.
 * Independent of pixels.
 */
import type { Timeline } from '../timeline.js';
import type { Look } from './view.js';
import { clock, counted, oneLine, span } from './words.js';

/** A stretch of one row. `look` chooses its colours; `about` is read by pointer and keyboard. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly look: string;
  readonly text: string;
  readonly about: string;
  /** Part of the row's height: 0 = top, 1 = bottom. */
  readonly top?: number;
  readonly bottom?: number;
}

/** One row. `stairs` are drawn below the pieces, as a filled curve of shares. */
export interface LaneRow {
  readonly label: string;
  readonly kind: 'region' | 'store' | 'general';
  readonly height: number;
  readonly pieces: readonly Piece[];
  /** Small signs at instants. */
  readonly marks?: readonly Mark[];
}

export interface Mark {
  readonly at: number;
  readonly look: string;
  readonly about: string;
}

/** More stores than this have one row together. */
const storesMax = 6;

/** All rows for the selection. */
export function laneRows(timeline: Timeline, look: Look): LaneRow[] {
  const { regions } = timeline.document;
  const chosen = look.region >= 0 ? [look.region] : [...regions.keys()];
  const stores = storesOf(timeline, look);
  return [
    ...pushRows(timeline, look),
    ...faultRows(timeline),
    operatorRow(timeline),
    ...chosen.flatMap((region) => regionRows(timeline, region, stores)),
  ].filter(
    ({ pieces, marks = [], kind }) => kind !== 'general' || pieces.length + marks.length > 0,
  );
}

function storesOf(timeline: Timeline, { store, push }: Look): readonly number[] {
  if (store >= 0) return [store];
  const ofPush = push >= 0 ? (timeline.document.pushes[push]?.store ?? -1) : -1;
  if (ofPush >= 0) return [ofPush];
  const changing = timeline.changingStores();
  const all = [...timeline.document.stores.keys()];
  if (changing.length > 0 && all.length > storesMax) return changing;
  return [...changing, ...all.filter((one) => !changing.includes(one))];
}

function pushRows({ document }: Timeline, { store, push }: Look): LaneRow[] {
  const shown = document.pushes.filter(
    (row, place) => (push < 0 || place === push) && (store < 0 || row.store === store),
  );
  const pieces = shown.map((row): Piece => {
    const to = row.to < 0 ? document.head.lasted : row.to;
    const of = `${oneLine(document.stores[row.store] ?? '')} v${row.version}`;
    const why = row.reason === '' ? '' : `: ${row.reason}`;
    const about = `push ${row.name} of ${of}, ${lasting(row.from, to)}, ${row.outcome}${why}`;
    return { from: row.from, to, look: `push ${row.outcome}`, text: oneLine(row.name), about };
  });
  return packed('pushes', pieces, 3);
}

function faultRows({ document }: Timeline): LaneRow[] {
  const pieces = document.faults.map(
    ({ text, fault, from, to }): Piece => ({
      from,
      to,
      look: 'fault',
      text: oneLine(fault),
      about: `${text}: ${lasting(from, to)}`,
    }),
  );
  return packed('faults', pieces, 3);
}

function operatorRow({ document }: Timeline): LaneRow {
  const acts = document.marks.map(({ at, text, refused }) => ({
    at,
    look: refused ? 'refused' : 'operator',
    about: `${clock(at)} operator: ${text}`,
  }));
  const broken = document.head.violations.map(({ at, invariant, message }) => ({
    at,
    look: 'violation',
    about: `${clock(at)} violated ${invariant}: ${message}`,
  }));
  return { label: 'events', kind: 'general', height: 20, pieces: [], marks: [...acts, ...broken] };
}

function regionRows(timeline: Timeline, region: number, stores: readonly number[]): LaneRow[] {
  const { document } = timeline;
  const ofRegion = document.bands.filter((band) => band.region === region);
  const kinds = bandKinds.filter((kind) => ofRegion.some((band) => band.kind === kind));
  const name = document.regions[region] ?? '';
  const bands = ofRegion.map(({ kind, from, to, text }): Piece => {
    const words = kind === 'outage' ? text : kind;
    const about = `${name}: ${words}, ${lasting(from, to)}`;
    const top = kinds.indexOf(kind) / kinds.length;
    const bottom = top + 1 / kinds.length;
    return { from, to, look: `band ${kind}`, text: oneLine(words), about, top, bottom };
  });
  const height = Math.max(20, kinds.length * 14);
  const head: LaneRow = { label: oneLine(name), kind: 'region', height, pieces: bands };
  if (stores.length > storesMax) return [head, togetherRow(timeline, region, stores)];
  return [head, ...stores.map((store) => storeRow(timeline, region, store))];
}

const bandKinds = ['outage', 'degraded', 'recovering'] as const;

/** What a region serves of a store, above how far its pushes are and what hooks hold. */
function storeRow(timeline: Timeline, region: number, store: number): LaneRow {
  const { document } = timeline;
  const name = oneLine(document.stores[store] ?? '');
  const where = `${oneLine(document.regions[region] ?? '')}, ${name}`;
  const { at, value } = timeline.servedOver(region, store);
  const served = at.map((from, place): Piece => {
    const to = at[place + 1] ?? document.head.lasted;
    const version = value[place] ?? 0;
    const about = `${where}: ${version === 0 ? 'nothing is served' : `v${version} is served`}, ${lasting(from, to)}`;
    const text = version === 0 ? 'nothing' : `v${version}`;
    return { from, to, look: `version ${versionLook(version)}`, text, about, top: 0, bottom: 0.62 };
  });
  const shown = served.filter(({ from, to }) => to > from || served.length === 1);
  const pieces = [...shown, ...ingestionPieces(timeline, region, store, where)];
  return { label: name, kind: 'store', height: 30, pieces };
}

function ingestionPieces(
  timeline: Timeline,
  region: number,
  store: number,
  where: string,
): Piece[] {
  const { words, head } = timeline.document;
  const pieces = [...timeline.ingestionOver(region, store)].flatMap(([version, { at, value }]) =>
    at.flatMap((from, place): Piece[] => {
      const status = words[value[place] ?? -1] ?? '';
      const isLast = place === at.length - 1;
      const to = at[place + 1] ?? (finalLook(status) ? from + head.lasted / 60 : head.lasted);
      if (status === '') return [];
      const about = `${where}: push of v${version} is ${status} since ${clock(from)}`;
      const look = `status ${statusLook(status)}`;
      const text = isLast || to > from ? `v${version} ${status}` : '';
      return [{ from, to: Math.min(to, head.lasted), look, text, about, top: 0.68, bottom: 1 }];
    }),
  );
  const waits = timeline.document.waits
    .filter((wait) => wait.store === store && (wait.region === region || wait.region < 0))
    .map(
      ({ hook, point, version, from, to }): Piece => ({
        from,
        to,
        look: 'wait',
        text: `waits for ${oneLine(hook)}`,
        about: `${where}: hook ${hook} holds v${version} at ${point}, ${lasting(from, to)}`,
        top: 0.68,
        bottom: 1,
      }),
    );
  return [...pieces, ...waits];
}

/** Many stores in one row: for each stretch of time the share of them that each version has. */
function togetherRow(timeline: Timeline, region: number, stores: readonly number[]): LaneRow {
  const { lasted } = timeline.document.head;
  const slices = 240;
  const pieces: Piece[] = [];
  let last: { readonly key: string; readonly first: number } | undefined;
  for (let slice = 0; slice < slices; slice += 1) {
    const from = (lasted * slice) / slices;
    const to = (lasted * (slice + 1)) / slices;
    const counts = new Map<number, number>();
    for (const store of stores) {
      const version = timeline.servedAt(region, store, to);
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
    const shares = [...counts].sort(([one], [other]) => other - one);
    const key = shares.join(' ');
    if (last?.key === key) {
      for (let place = last.first; place < pieces.length; place += 1)
        pieces[place] = { ...(pieces[place] as Piece), to };
      continue;
    }
    last = { key, first: pieces.length };
    let top = 0;
    for (const [version, count] of shares) {
      const bottom = top + count / stores.length;
      const of = `${counted(count, 'store')} of ${stores.length}`;
      const about = `${timeline.document.regions[region] ?? ''}: ${of} on v${version} at ${clock(to)}`;
      const text = bottom - top > 0.3 ? `v${version}: ${count}` : '';
      pieces.push({ from, to, look: `version ${versionLook(version)}`, text, about, top, bottom });
      top = bottom;
    }
  }
  return { label: counted(stores.length, 'store'), kind: 'store', height: 44, pieces };
}

/** Pieces that overlap get rows of their own, at most `most`; what does not fit goes into the last. */
function packed(label: string, pieces: readonly Piece[], most: number): LaneRow[] {
  const rows: Piece[][] = [];
  for (const piece of pieces) {
    const free = rows.find((row) => (row.at(-1)?.to ?? 0) <= piece.from);
    if (free !== undefined) free.push(piece);
    else if (rows.length < most) rows.push([piece]);
    else rows.at(-1)?.push(piece);
  }
  return rows.map((row, place) => ({
    label: place === 0 ? label : '',
    kind: 'general' as const,
    height: 20,
    pieces: row,
  }));
}

/** Eight styles in rotation; the number is always written, too. */
export function versionLook(version: number): string {
  return version === 0 ? 'none' : `v${(version - 1) % 8}`;
}

/** Good, bad, or under way. */
export function statusLook(status: string): 'good' | 'bad' | 'way' {
  if (/ERROR|KILLED|ROLLED_BACK|FAILED|ABORT/.test(status)) return 'bad';
  return /COMPLETED|ONLINE|PUSHED|recovered/.test(status) ? 'good' : 'way';
}

function finalLook(status: string): boolean {
  return statusLook(status) !== 'way';
}

function lasting(from: number, to: number): string {
  return `${clock(from)} to ${clock(to)} (${span(to - from)})`;
}
