/**
 * NR-4: whether a controller must create a real-time topic beside a new version. Only regions hold
 * real-time data; the parent only describes versions. Nothing is created here.
 */
import type { Rule } from '../../../model/rules/rule.js';

export const realTimeTopicRule: Rule = {
  id: 'NR-4',
  title: 'Is a real-time topic needed?',
  source: 'VersionLifecyclePolicy#isRealTimeTopicRequired',
};

/**
 * A real-time topic is needed iff store and version are both hybrid and the called controller is a
 * region's own.
 */
export function realTimeTopicNeed(about: {
  readonly storeHybrid: boolean;
  readonly versionHybrid: boolean;
  readonly controller: 'parent' | 'child';
}): 'required' | 'not-required' {
  const required = about.storeHybrid && about.versionHybrid && about.controller === 'child';
  return required ? 'required' : 'not-required';
}
