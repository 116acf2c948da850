/**
 * Rules of the specification that no run calls, each with the reason. They are ported for the recorded answers of Venice alone, and
 * `pushsim list rules` does not name them.
 */
import type { Rule } from '../../../model/rules/rule.js';
import { executionStatusRule } from './execution-status.js';
import { partitionProgressRule } from './partition-progress.js';
import { readyToServeRule } from './ready-to-serve.js';
import { realTimeTopicRule } from './real-time-topic.js';
import { replicaHistoryRule } from './replica-history.js';
import { replicaStatusRule } from './replica-status.js';
import { topicNamesRule } from './topic-names.js';
import { versionStatusRule } from './version-status.js';

const history = 'replica histories: the replica table keeps decided statuses only';
const table = 'a table: model/statuses.ts holds it, one predicate for each question';

export const notSimulated: readonly (readonly [Rule, string])[] = [
  [executionStatusRule, table],
  [versionStatusRule, table],
  [replicaHistoryRule, history],
  [replicaStatusRule, history],
  [readyToServeRule, 'routers are not simulated'],
  [
    partitionProgressRule,
    'its text decides nothing, and what waits for the end of push in every partition, the replay of real-time records, takes no time here',
  ],
  [
    realTimeTopicRule,
    'the real-time topic of a hybrid store is there from the start: nothing is written into it before the first version, at which Venice would create it',
  ],
  [topicNamesRule, 'topics are keyed by store and version, names are for readers'],
];
