/** Writes a finding as the text of a scenario file: a story with seed and run, what it violates, one line for each entry. */
import { Document, isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Entry } from './arbitrary-world.js';
import { doesNotSettle, simulatorCrash } from './finding-names.js';
import type { Shrunk } from './shrink.js';

/** Where a finding comes from. */
export interface Origin {
  readonly seed: number;
  readonly run: number;
  readonly breaks: string;
  /** The title of the invariant, or of what else is wrong. */
  readonly title: string;
}

/** The text of a file that shows the finding when it is run. */
export function findingText({ document, flaws, mendedBy, runs }: Shrunk, origin: Origin): string {
  const { title: _, story: __, horizon, seed, venice, ...rest } = document;
  const names = flaws
    .map(({ breaks }) => breaks)
    .filter((name) => name !== doesNotSettle && name !== simulatorCrash);
  const sentence = flaws.find(({ breaks }) => breaks === origin.breaks)?.message ?? '';
  const fix = mendedBy.length === 0 ? '' : ` Fixed by ${mendedBy.join(', or by ')}.`;
  return written({
    title: `Broken: ${origin.title}`,
    story: `Found by exploring with seed ${origin.seed}, run ${origin.run}${runs === 0 ? '' : ', and shrunk'}. ${sentence}.${fix}\n`,
    ...(seed === undefined ? {} : { seed }),
    horizon,
    ...rest,
    ...(venice === undefined ? {} : { venice }),
    ...(names.length === 0 ? {} : { violates: names }),
  });
}

/** YAML with one line for each entry of a list. */
function written(value: Entry): string {
  const document = new Document(value);
  for (const pair of rootOf(document.contents)?.items ?? []) flatten(pair.value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function rootOf(node: unknown): YAMLMap | undefined {
  return isMap(node) ? node : undefined;
}

function flatten(node: unknown): void {
  if (isSeq(node)) {
    const isPlain = node.items.every((one) => !isMap(one));
    if (isPlain) node.flow = true;
    for (const one of node.items) if (isMap(one)) asFlow(one);
  } else if (isMap(node)) {
    for (const pair of node.items) if (isMap(pair.value) || isSeq(pair.value)) asFlow(pair.value);
  }
}

function asFlow(node: Node & { flow?: boolean }): void {
  node.flow = true;
}
