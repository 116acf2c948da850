/** A small scenario whose result depends on a switch: what it shows with each value. Only the value differs. */
import { type PlayedScenario, patientRegions, playScene, type Scene } from './played-scenario.js';

/** The difference between two values of a switch. `on` and `off` stand for the first and the last value given. */
export interface SwitchCase {
  readonly name: string;
  readonly scene: Scene;
  /** How far to play; absent: to the end. */
  readonly until?: string;
  readonly words?: readonly [on: string, off: string];
  readonly shows: (played: PlayedScenario) => unknown;
  readonly on: unknown;
  readonly off: unknown;
}

/** Plays the case with both values, as designed but for the scene's own switches. */
export function tellApart({ name, scene, until, words = ['on', 'off'], shows }: SwitchCase) {
  const [on, off] = words.map((word) => {
    const switches = { ...scene.switches, [name]: word };
    const config = { ...patientRegions, ...scene.config };
    const played = playScene({ profile: 'as-designed', ...scene, config, switches });
    return shows(until === undefined ? played.toEnd() : played.until(until));
  });
  return { on, off };
}

export const mark = (region: string, at = '5m') =>
  `at: ${at}, operator: mark-degraded, region: ${region}`;
export const unmark = (region: string, at = '60m') =>
  `at: ${at}, operator: unmark-degraded, region: ${region}`;
export const push = (name = 'p1', at = '10m', more = '') =>
  `at: ${at}, push: ${name}, store: profiles${more === '' ? '' : `, ${more}`}`;
export const down = (region: string, at: string, lasts: string, kind = 'server-outage') =>
  `at: ${at}, fault: ${kind}, region: ${region}, for: ${lasts}`;
