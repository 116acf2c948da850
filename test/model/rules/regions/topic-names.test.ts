/** What topic names mean, unusual ones included, and when a real-time topic is needed. */
import { describe, expect, test } from 'vitest';
import { realTimeTopicNeed } from '../../../conformance/rules/real-time-topic.js';
import {
  isRealTimeTopic,
  isReprocessingTopic,
  isVersionTopic,
  storeOfTopic,
  topicKind,
  versionOfTopic,
  versionOfVersionTopic,
} from '../../../conformance/rules/topic-names.js';

describe('the kind, store and version of a topic', () => {
  test.each([
    ['profiles_v2', 'version', 'profiles', 2],
    ['profiles_v2_v13', 'version', 'profiles_v2', 13],
    ['profiles_v2_sr', 'reprocessing', 'profiles_v2', 2],
    ['profiles_rt_v3', 'real-time', 'profiles', 3],
    ['profiles_v4_by-city_mv', 'view', 'profiles', 4],
  ])('%s is a %s topic of %s, version %i', (topic, kind, store, version) => {
    expect(topicKind(topic)).toEqual({ kind: 'found', value: kind });
    expect(storeOfTopic(topic)).toEqual({ kind: 'found', value: store });
    expect(versionOfTopic(topic)).toEqual({ kind: 'found', value: version });
  });

  test.each([
    ['profiles_rt', 'profiles'],
    ['profiles_rt_sep', 'profiles'],
    ['profiles_rt_v3_sep', 'profiles'],
    ['profiles_rt_v', 'profiles'],
    ['profiles_v1_rt', 'profiles_v1'],
  ])('%s holds real-time data of %s', (topic, store) => {
    expect(isRealTimeTopic(topic)).toEqual({ kind: 'found', value: true });
    expect(storeOfTopic(topic)).toEqual({ kind: 'found', value: store });
  });

  test.each(['profiles', 'profiles_v', 'profiles_vx', 'profiles_v1 ', 'profiles_v1_cc'])(
    '%j is of no known kind and belongs to no store',
    (topic) => {
      expect(topicKind(topic)).toEqual({ kind: 'found', value: 'unknown' });
      expect(storeOfTopic(topic)).toEqual({ kind: 'found', value: '' });
    },
  );

  test.each(['_v1', '_vx', '_v1_rt', '_v1_sep'])(
    '%s is refused, as nothing precedes the separator',
    (topic) => {
      expect(isRealTimeTopic(topic).kind).toBe('refused');
      expect(storeOfTopic(topic).kind).toBe('refused');
    },
  );

  test('a real-time name with a version is neither a version nor a reprocessing topic', () => {
    expect(isVersionTopic('profiles_rt_v3')).toBe(false);
    expect(isReprocessingTopic('profiles_rt_v3_sr')).toBe(false);
  });

  test('the empty name passes for a version topic, but has no store', () => {
    expect(isVersionTopic('')).toBe(true);
    expect(storeOfTopic('').kind).toBe('refused');
  });

  test('a name without separator is judged from its second character on', () => {
    expect(isVersionTopic('x12')).toBe(true);
    expect(isVersionTopic('xy')).toBe(false);
    expect(isVersionTopic('x')).toBe(false);
  });
});

describe('version numbers in names', () => {
  test.each([
    ['a_v+3', 3],
    ['a_v-1', -1],
    ['a_v-0', 0],
    ['a_v007', 7],
    ['a_v2147483647', 2_147_483_647],
    ['a_v-2147483648', -2_147_483_648],
  ])('%s is read as Java reads integers: %i', (topic, version) => {
    expect(versionOfVersionTopic(topic)).toEqual({ kind: 'found', value: version });
  });

  test.each(['a_v2147483648', 'a_v', 'a_v+', 'a_v1_sr', 'a_v1 ', 'a_v1.0', 'a', '_v1', ''])(
    '%j is refused as a plain version topic',
    (topic) => {
      expect(versionOfVersionTopic(topic).kind).toBe('refused');
    },
  );

  test('a suffix without number before it holds none either', () => {
    expect(versionOfTopic('a_v_sr').kind).toBe('refused');
    expect(versionOfTopic('a_v_mv').kind).toBe('refused');
    expect(versionOfTopic('a_sr').kind).toBe('refused');
  });
});

describe('a real-time topic', () => {
  test('is needed by a hybrid version of a hybrid store in a region only', () => {
    const hybrid = { storeHybrid: true, versionHybrid: true };
    expect(realTimeTopicNeed({ ...hybrid, controller: 'child' })).toBe('required');
    expect(realTimeTopicNeed({ ...hybrid, controller: 'parent' })).toBe('not-required');
    expect(realTimeTopicNeed({ ...hybrid, versionHybrid: false, controller: 'child' })).toBe(
      'not-required',
    );
    expect(realTimeTopicNeed({ ...hybrid, storeHybrid: false, controller: 'child' })).toBe(
      'not-required',
    );
  });
});
