/** Region lists as operators write them, with the oddities that Venice's parser has and keeps. */
import { describe, expect, test } from 'vitest';
import { parseRegions, parseRolloutOrder } from '../../../../model/rules/regions/region-lists.js';
import {
  normalizeRegionName,
  regionInFilter,
  regionMetricPrefix,
} from '../../../conformance/rules/region-names.js';

describe('a rollout order', () => {
  test.each([
    [null, []],
    ['', []],
    ['dc-0,dc-1,dc-2', ['dc-0', 'dc-1', 'dc-2']],
    ['dc-0, \t dc-1', ['dc-0', 'dc-1']],
    ['dc-1,dc-0,dc-1', ['dc-1', 'dc-0', 'dc-1']],
  ])('%j is read as %j', (text, regions) => {
    expect(parseRolloutOrder(text)).toEqual(regions);
  });

  test('a blank before a comma stays part of the name', () => {
    expect(parseRolloutOrder(' dc-0 ,dc-1 ')).toEqual(['dc-0 ', 'dc-1']);
  });

  test('empty names vanish at the end and nowhere else', () => {
    expect(parseRolloutOrder(',dc-0,,dc-1,, ,')).toEqual(['', 'dc-0', '', 'dc-1']);
    expect(parseRolloutOrder(',,')).toEqual([]);
  });

  test('blanks alone make one region with an empty name', () => {
    expect(parseRolloutOrder('  ')).toEqual(['']);
  });

  test('white space outside ASCII is part of a name', () => {
    expect(parseRolloutOrder('dc-0,\u00a0dc-1\u2003')).toEqual(['dc-0', '\u00a0dc-1\u2003']);
  });
});

describe('a set of regions', () => {
  test('comes in the order in which Java visits it', () => {
    expect(parseRegions('dc-0,dc-1,dc-2')).toEqual(['dc-2', 'dc-0', 'dc-1']);
  });

  test('holds a name once', () => {
    expect(parseRegions('dc-0,dc-0')).toEqual(['dc-0']);
  });

  test('is empty for no text', () => {
    expect(parseRegions(null)).toEqual([]);
    expect(parseRegions('')).toEqual([]);
  });
});

describe('a filter', () => {
  test('that is absent or empty admits every region', () => {
    expect(regionInFilter('dc-0', null)).toBe('admitted');
    expect(regionInFilter(null, '')).toBe('admitted');
  });

  test('admits the regions it names, and leaves out others and the nameless', () => {
    expect(regionInFilter('dc-1', 'dc-0, dc-1')).toBe('admitted');
    expect(regionInFilter('dc-2', 'dc-0, dc-1')).toBe('left-out');
    expect(regionInFilter(null, 'dc-0')).toBe('left-out');
  });

  test('of commas only admits no region', () => {
    expect(regionInFilter('dc-0', ',')).toBe('left-out');
  });
});

describe('display names', () => {
  test('a region without name is unknown', () => {
    expect(normalizeRegionName(null)).toBe('unknown');
    expect(normalizeRegionName('')).toBe('unknown');
    expect(normalizeRegionName('dc-0')).toBe('dc-0');
  });

  test('a metric says local for the own region in whatever case', () => {
    expect(regionMetricPrefix('dc-0', 'DC-0')).toBe('dc-0_from_DC-0_local');
    expect(regionMetricPrefix('dc-0', 'dc-1')).toBe('dc-0_from_dc-1_remote');
  });
});
