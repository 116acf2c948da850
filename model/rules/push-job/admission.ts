/**
 * May this push create a version? Venice's checks in Venice's order, each stated once. The results
 * of other rules are passed as callbacks and called only when needed, because some of
 * them count or kill. Nothing is created here.
 */
import type { Conversion, PushPlan, PushRequest } from '../degraded/conversion.js';
import type { IncrementalDecision } from '../degraded/incremental-block.js';
import type { Rule } from '../rule.js';
import type { Detection } from './concurrent-push.js';
import type { CooldownDecision, PushAttempt } from './cooldown.js';

export const admissionRule: Rule = {
  id: 'PJ-5',
  title: 'Admission of a push, check by check',
  source: 'VeniceParentHelixAdmin#incrementVersionIdempotent',
};

/** A version the store already has. */
export interface ExistingVersion {
  readonly number: number;
  readonly pushId: string;
  readonly swapDeferred: boolean;
  readonly createdMs: number;
}

/** The push and the parent's data about its store. */
export interface AdmissionRequest extends PushRequest {
  readonly pushId: string;
  readonly nowMs: number;
  readonly ingestionPaused: boolean;
  readonly versions: readonly ExistingVersion[];
  /** The store's time limit of a push (24 h by default); an older push counts as lingering. */
  readonly lingersAfterMs: number;
  /** The store takes incremental pushes. */
  readonly takesIncrements: boolean;
  /** The version that incremental pushes add to; 0 = there is none. */
  readonly incrementalVersion: number;
  readonly knownRegions: readonly string[];
  readonly reachableRegions: readonly string[];
}

/** The rules called on the way. */
export interface AdmissionQuestions {
  /** RT-2; user stores only. */
  capacity(): { readonly kind: 'passes' } | { readonly kind: 'blocked'; readonly reason: string };
  /** PJ-4, after all status queries that it needs. */
  runningPush(): Exclude<Detection, { kind: 'ask-job-status' }>;
  /** PJ-3: may this push kill the running one? */
  mayKill(runningPushId: string): boolean;
  /** DM-6. */
  incremental(): IncrementalDecision;
  /** DM-2. */
  conversion(): Conversion;
  /** PJ-6. */
  cooldown(): CooldownDecision;
}

export type AdmissionRefusal =
  | 'ingestion-paused'
  | 'majority-unreachable'
  | 'capacity'
  | 'detection-failed'
  | 'version-missing'
  | 'lingering-version'
  | 'push-running'
  | 'region-degraded'
  | 'takes-no-increments'
  | 'nothing-to-add-to'
  | 'all-targets-degraded'
  | 'unknown-region'
  | 'cooldown';

type AdmissionEnd =
  | { readonly kind: 'create'; readonly plan: PushPlan; readonly attempt: PushAttempt | undefined }
  | { readonly kind: 'existing'; readonly version: number }
  | { readonly kind: 'incremental'; readonly version: number }
  | {
      readonly kind: 'refused';
      readonly because: AdmissionRefusal;
      readonly httpCode: 409 | 429 | 500;
      readonly reason: string;
    };

/**
 * `kills`: the running push that is killed on the way, even if a later check refuses. `converted`:
 * the conversion counts even then.
 */
export interface Admission {
  readonly kills: number | undefined;
  readonly converted: boolean;
  readonly end: AdmissionEnd;
}

/** Admits or refuses a push. */
export function admitPush(
  request: AdmissionRequest,
  ask: AdmissionQuestions,
  variant: { readonly majorityBlocksCreation: boolean },
): Admission {
  const barred = whyBarred(request, ask, variant);
  if (barred !== undefined) return { kills: undefined, converted: false, end: barred };
  const running = ask.runningPush();
  if (running.kind === 'error') {
    return { kills: undefined, converted: false, end: refused('detection-failed', running.reason) };
  }
  const way = running.kind === 'free' ? noKill : wayRound(running, request, ask);
  if (way.end !== undefined) return { kills: way.kills, converted: false, end: way.end };
  const known = request.versions.find(({ pushId }) => pushId === request.pushId);
  if (known !== undefined) {
    return { kills: way.kills, converted: false, end: { kind: 'existing', version: known.number } };
  }
  return { kills: way.kills, ...planned(request, ask) };
}

function whyBarred(
  request: AdmissionRequest,
  ask: AdmissionQuestions,
  variant: { readonly majorityBlocksCreation: boolean },
): AdmissionEnd | undefined {
  const { store, knownRegions, reachableRegions } = request;
  if (request.ingestionPaused) {
    return refused('ingestion-paused', `ingestion of ${store} is paused; resume it first`, 409);
  }
  const silent = knownRegions.filter((region) => !reachableRegions.includes(region));
  if (variant.majorityBlocksCreation && silent.length * 2 >= knownRegions.length) {
    const share = `${silent.length} of ${knownRegions.length} regions`;
    const reason = `${share} cannot be reached (${silent.join(', ')})`;
    return refused('majority-unreachable', reason);
  }
  if (request.systemStore) return undefined;
  const capacity = ask.capacity();
  return capacity.kind === 'blocked' ? refused('capacity', capacity.reason) : undefined;
}

interface Way {
  readonly kills: number | undefined;
  readonly end: AdmissionEnd | undefined;
}

const noKill: Way = { kills: undefined, end: undefined };

/**
 * The result beside a running push: the same job, one that lingers, one that may be killed, or an incremental push
 * beside it.
 */
function wayRound(
  running: Extract<Detection, { kind: 'running' }>,
  request: AdmissionRequest,
  ask: AdmissionQuestions,
): Way {
  const number = running.version;
  const version = request.versions.find((existing) => existing.number === number);
  if (version === undefined)
    return stopped('version-missing', `v${number} seems to run, but has no record`);
  if (version.pushId === request.pushId) {
    return { kills: undefined, end: { kind: 'existing', version: number } };
  }
  const isIncremental = request.pushType === 'INCREMENTAL';
  const lingers =
    !version.swapDeferred && request.nowMs > version.createdMs + request.lingersAfterMs;
  if (lingers && isIncremental) {
    return stopped(
      'lingering-version',
      `v${number} never ended; run a full push of ${request.store} first`,
    );
  }
  if (lingers || ask.mayKill(version.pushId)) return { kills: number, end: undefined };
  if (isIncremental) return noKill;
  const reason = `${version.pushId} is in the way of ${request.pushId}: ${running.reason}`;
  return stopped('push-running', reason);
}

function planned(
  request: AdmissionRequest,
  ask: AdmissionQuestions,
): { readonly converted: boolean; readonly end: AdmissionEnd } {
  if (request.pushType === 'INCREMENTAL') {
    const decision = ask.incremental();
    if (decision.kind === 'refused')
      return { converted: false, end: refused(decision.because, decision.reason) };
    return { converted: false, end: increment(request) };
  }
  const conversion = ask.conversion();
  if (conversion.kind === 'refused') {
    return { converted: false, end: refused(conversion.because, conversion.reason) };
  }
  const plan = request.systemStore ? withoutTargets(conversion.plan) : conversion.plan;
  return { converted: conversion.kind === 'converted', end: admitted(plan, request, ask) };
}

/** Has the store a version that records can be added to? */
function increment({ store, takesIncrements, incrementalVersion }: AdmissionRequest): AdmissionEnd {
  if (!takesIncrements)
    return refused('takes-no-increments', `${store} takes no incremental pushes`);
  if (incrementalVersion === 0)
    return refused('nothing-to-add-to', `${store} serves no version yet; run a full push first`);
  return { kind: 'incremental', version: incrementalVersion };
}

function admitted(
  plan: PushPlan,
  request: AdmissionRequest,
  ask: AdmissionQuestions,
): AdmissionEnd {
  const unknown = plan.targets?.find((region) => !request.knownRegions.includes(region));
  if (unknown !== undefined) {
    const reason = `${unknown} is none of the regions (${request.knownRegions.join(', ')})`;
    return refused('unknown-region', reason);
  }
  const cooldown = ask.cooldown();
  if (cooldown.kind === 'refused') return refused('cooldown', cooldown.reason, 429);
  return { kind: 'create', plan, attempt: cooldown.record };
}

/** System stores never defer their swap by region. */
function withoutTargets(plan: PushPlan): PushPlan {
  if (plan.swapRegions.length === 0) return plan;
  return { ...plan, deferred: false, targets: null, swapRegions: [] };
}

function stopped(because: AdmissionRefusal, reason: string): Way {
  return { kills: undefined, end: refused(because, reason) };
}

function refused(
  because: AdmissionRefusal,
  reason: string,
  httpCode: 409 | 429 | 500 = 500,
): AdmissionEnd {
  return { kind: 'refused', because, httpCode, reason };
}
