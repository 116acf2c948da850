/**
 * `pushsim list divergences`: where the shipped code differs from the design of degraded mode, and which
 * scenario files show it. The differences themselves are a table of the scenario layer.
 */
import { type Divergence, divergences, filesOf } from '../scenarios/index.js';
import type { CatalogueEntry, CatalogueKind } from './catalogue.js';
import { libraryFiles } from './library.js';

/** All differences as text, one block each: design and code, what selects between them, the files. */
export function divergencesTable(): string {
  const shown = divergences.filter((one) => filesOf(one).length > 0).length;
  const blocks = divergences.map(blockOf);
  return `${blocks.join('\n')}\n${divergences.length} differences, ${shown} with files that show them`;
}

/** The same for `pushsim explain`, by names such as divergence-26. */
export function divergenceCatalogue(): CatalogueKind {
  return { kind: 'divergences', one: 'divergence', entries: divergences.map(entryOf) };
}

function blockOf(divergence: Divergence): string {
  const label = `${divergence.row}`.padStart(2);
  const [first, ...rest] = linesOf(divergence).map(
    ([name, text]) => `${`${name}:`.padEnd(9)}${text}`,
  );
  return [`${label}  ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
}

function entryOf(divergence: Divergence): CatalogueEntry {
  const [, ...facts] = linesOf(divergence);
  return { name: `divergence-${divergence.row}`, title: divergence.design, facts };
}

function linesOf(divergence: Divergence): (readonly [string, string])[] {
  const { design, code, key, shown } = divergence;
  return [
    ['design', design],
    ['code', code],
    ...(divergence.switch === undefined ? [] : [['switch', divergence.switch] as const]),
    ...(key === undefined ? [] : [['key', key] as const]),
    ...filesOf(divergence).map((file) => ['shown', pathOf(file)] as const),
    ...(shown.kind === 'pair' ? [] : [[reasonLabel(shown.kind), shown.because] as const]),
  ];
}

/** The file in the library; the others are test vectors, which are not part of the package. */
function pathOf(file: string): string {
  const shipped = libraryFiles().find((path) => path.endsWith(`/${file}`));
  return shipped ?? `test/vectors/${file} (in the source repository)`;
}

function reasonLabel(kind: 'alike' | 'not'): string {
  return kind === 'alike' ? 'alike' : 'not run';
}
