import type {
  AccessStore,
  AlertStore,
  CaptureStore,
  DeliveryStore,
  DigestStore,
  EffectStore,
  FeedStore,
  HookStore,
  ListenerStore,
  LoopStore,
  ModerationStore,
  PortableStore,
  PrivacyStore,
  Store,
  SurveyStore,
} from '../../src/core/store.ts'
import type { Scopes } from './scopes.ts'

/*
 * A call that sees every workspace says why. Whoever is asked by chat is asked for one
 * workspace; what finds out which one is meant, and what works in the background, is not.
 */

export const STORE_SCOPES: Scopes<Store> = {
  /** Which workspaces there are. */
  workspaces: 'every',
  findWorkspace: 'every',
  ensureWorkspace: 'every',
  /** What is done in the transaction has scopes of its own. */
  atomically: 'none',
  close: 'none',
}

export const ACCESS_SCOPES: Scopes<AccessStore> = {
  /** They find out which workspace is meant. */
  grants: 'every',
  redeem: 'every',
  movePlace: 'every',
  /** A place that belongs to another workspace is not given away. */
  linkPlace: 'every',
}

export const ALERT_SCOPES: Scopes<AlertStore> = {
  /** Health, and what is due. */
  stateCounts: 'every',
  claim: 'every',
  settle: ({ alert }) => alert.workspace,
}

export const CAPTURE_SCOPES: Scopes<CaptureStore> = {
  /** A reaction may be meant for any. */
  on: 'every',
}

/** The tables of the inbox and the outbox belong to no workspace. */
export const DELIVERY_SCOPES: Scopes<DeliveryStore> = {
  receive: 'none',
  claimEvents: 'none',
  completeEvent: 'none',
  failEvent: 'none',
  renewEvents: 'none',
  postponeEvent: 'none',
  enqueue: 'none',
  claimParts: 'none',
  notePart: 'none',
  remainingLease: 'none',
  partSent: 'none',
  partLater: 'none',
  partDead: 'none',
  answeredEvent: 'none',
  replaceParts: 'none',
  pause: 'none',
  movePlace: 'none',
  partStates: 'none',
  buttonLine: 'none',
  depth: 'none',
  releaseHeld: 'none',
  countOn: 'none',
  kept: 'none',
  keep: 'none',
  lead: 'none',
  leaders: 'none',
  forgetDelivered: 'none',
}

export const DIGEST_SCOPES: Scopes<DigestStore> = {
  /** What is due, and all of a batch at once. */
  planDue: 'every',
  active: 'every',
  claim: 'every',
  queued: 'every',
  complete: ({ digest }) => digest.workspace,
  retry: ({ digest }) => digest.workspace,
  /** Health. */
  stateCounts: 'every',
  slotCounts: 'every',
}

/** Its table belongs to no workspace. */
export const EFFECT_SCOPES: Scopes<EffectStore> = { take: 'none' }

export const FEED_SCOPES: Scopes<FeedStore> = {
  /** What is due, one a host. */
  claimDue: 'every',
}

export const HOOK_SCOPES: Scopes<HookStore> = {}

export const LISTENER_SCOPES: Scopes<ListenerStore> = {
  /** A message may be meant for any. */
  at: 'every',
}

export const LOOP_SCOPES: Scopes<LoopStore> = {
  /** What is to be looked at. */
  due: 'every',
}

export const MODERATION_SCOPES: Scopes<ModerationStore> = {}

export const PORTABLE_SCOPES: Scopes<PortableStore> = {}

export const PRIVACY_SCOPES: Scopes<PrivacyStore> = {
  /** A new question takes the place of what the same person asked before, wherever it was. */
  askForget: 'every',
  /** Questions that expired go along, wherever they were. */
  takeForget: 'every',
  /** A name is hashed once, with the key that the tombstones of all have. */
  tombstone: 'every',
  scrub: 'none',
  /** Whom the tombstones of a whole database name. */
  returned: 'every',
  tombstones: 'every',
  adopt: 'every',
}

export const SURVEY_SCOPES: Scopes<SurveyStore> = {
  /** What is due. */
  dueWaves: 'every',
  dueMessages: 'every',
}
