/** Short labels for variants with long names, and the legend that explains them. Pure. */

/** Labels in the order of the names; the legend is empty when the names themselves fit. */
export interface Labels {
  readonly labels: readonly string[];
  readonly legend: readonly string[];
}

/** The names where all fit into so many letters; otherwise A, B, C and a legend. */
export function labelled(names: readonly string[], width: number): Labels {
  if (names.every((name) => name.length <= width)) return { labels: names, legend: [] };
  const labels = names.map((_, place) => letterOf(place));
  const widest = Math.max(...labels.map((label) => label.length));
  return {
    labels,
    legend: names.map((name, place) => `  ${labels[place]?.padEnd(widest)}  ${name}`),
  };
}

function letterOf(place: number): string {
  return place < 26 ? String.fromCharCode(65 + place) : `V${place + 1}`;
}
