/**
 * Writes scenarios/zones/zone-data.ts from the pinned package moment-timezone: the offset changes of every IANA zone from 2015 to
 * 2044. Run it after an update of the package; a test compares.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import moment from 'moment-timezone';

const first = Date.UTC(2015, 0, 1);
const last = Date.UTC(2045, 0, 1);

/** The text of zone-data.ts. */
export function zoneDataText() {
  const rules = moment.tz.names().map((name) => [name, rulesOf(name)]);
  const distinct = [...new Set(rules.map(([, rule]) => rule))];
  const names = distinct.map((rule) => {
    const own = rules.filter(([, one]) => one === rule).map(([name]) => name);
    return `  '${rule}': '${own.join(' ')}',`;
  });
  return `/** Made by scripts/zone-data.mjs from the time-zone database in moment-timezone: change nothing here. */
// biome-ignore format: one line a rule
export const zoneDataVersion = '${moment.tz.dataVersion}';
/** Names of zones by their rule: an offset in minutes, then changes as minutes since 2015 (base 36) and the offset from then on. */
// biome-ignore format: one line a rule
export const namesByRule: Readonly<Record<string, string>> = {
${names.join('\n')}
};
`;
}

/** Offsets of the package are minutes behind UTC; `untils[i]` is the instant at which offset i ends. */
function rulesOf(name) {
  const { untils, offsets } = moment.tz.zone(name);
  const at = untils.findIndex((until) => until > first);
  let offset = offsets[at];
  let rule = `${-offset}`;
  for (let i = at; i + 1 < offsets.length; i += 1) {
    if (untils[i] >= last) break;
    if (offsets[i + 1] === offset) continue;
    offset = offsets[i + 1];
    rule += ` ${Math.round((untils[i] - first) / 60_000).toString(36)}:${-offset}`;
  }
  return rule;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../scenarios/zones/zone-data.ts', import.meta.url), zoneDataText());
