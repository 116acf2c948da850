/**
 * Time zones by name, as plain numbers for the model. The rules come from a pinned version of the time-zone database (zone-data.ts), never
 * from the host, whose JavaScript engines disagree.
 */
import { utc, type Zone } from '../../model/index.js';
import { namesByRule } from './zone-data.js';

export { zoneDataVersion } from './zone-data.js';

const first = Date.UTC(2015, 0, 1);
const minuteMs = 60_000;

let rules: ReadonlyMap<string, string> | undefined;
const found = new Map<string, Zone | undefined>();

/** The zone of an IANA name or of a fixed offset such as +05:45; undefined if there is none. Clocks before 2015 have the first offset. */
export function zoneNamed(name: string): Zone | undefined {
  if (!found.has(name)) found.set(name, name === 'UTC' ? utc : readZone(name));
  return found.get(name);
}

/** All zone names, for hints. */
export function zoneNames(): readonly string[] {
  return ['UTC', ...ruleByName().keys()];
}

function readZone(name: string): Zone | undefined {
  const fixed = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/.exec(name);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    return {
      name,
      changes: [{ sinceMs: first, offsetMinutes: fixed[1] === '-' ? 0 - minutes : minutes }],
    };
  }
  const rule = ruleByName().get(name);
  if (rule === undefined) return undefined;
  const changes = rule.split(' ').map((change) => {
    const [since, offset] = change.includes(':') ? change.split(':') : ['0', change];
    const sinceMs = first + Number.parseInt(since ?? '0', 36) * minuteMs;
    return { sinceMs, offsetMinutes: Number(offset) };
  });
  return { name, changes };
}

function ruleByName(): ReadonlyMap<string, string> {
  rules ??= new Map(
    Object.entries(namesByRule)
      .flatMap(([rule, names]) => names.split(' ').map((name) => [name, rule] as const))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return rules;
}
