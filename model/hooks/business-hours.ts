/** A region swaps, and lets its Da Vinci instances begin, only within configured hours of the day and on configured weekdays of a time zone. */
import { field, optionalField } from '../fields.js';
import { defineHook } from './hook.js';
import { localTime, weekdays, type Zone } from './local-time.js';
import type { HookView } from './view.js';

export const businessHours = defineHook({
  hook: 'business-hours',
  title: 'Lets regions swap only within hours of the day and on some weekdays',
  example: 'hook: business-hours, hours: 09:00-17:00, weekdays: [monday, tuesday]',
  source: 'VIP-4, scope: swap within some time of day',
  fields: {
    hours: field('hours', 'hours in which a region may swap; the last minute is not one of them', {
      fallback: { from: 540, to: 1_020 },
      samples: ['10:00-20:00', '11:00-16:00', '12:00-08:00'],
    }),
    weekdays: field('words', 'days on which a region may swap', {
      words: weekdays,
      samples: [['monday', 'tuesday', 'wednesday']],
      fallback: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    }),
    zone: optionalField('zone', "time zone of the clocks; absent = the region's own"),
  },
  points: {
    preStartOfStoreVersionIngestionForDaVinci: decide,
    preStoreVersionSwap: decide,
  },
});

interface Values {
  readonly hours: { readonly from: number; readonly to: number };
  readonly weekdays: readonly string[];
  readonly zone: Zone | undefined;
}

/** Instances that may begin within the hours swap when they are ready, which may be later: nothing in Venice holds them then. */
function decide(view: HookView, { hours, weekdays: days, zone = view.zone }: Values) {
  const { weekday, minuteOfDay } = localTime(zone, view.nowMs);
  const isNight = hours.from > hours.to;
  const isAfter = minuteOfDay >= hours.from;
  const isBefore = minuteOfDay < hours.to;
  const isWithin = isNight ? isAfter || isBefore : isAfter && isBefore;
  return isWithin && days.includes(weekday) ? 'PROCEED' : 'WAIT';
}
