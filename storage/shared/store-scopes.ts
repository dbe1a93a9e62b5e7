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
  updateWorkspace: 'own',
  /** What is done in the transaction has scopes of its own. */
  atomically: 'none',
  close: 'none',
  ingest: 'own',
  ingestColumns: 'own',
  add: 'own',
  edit: 'own',
  remove: 'own',
  feedback: 'own',
  quotes: 'own',
  exportPage: 'own',
  dataVersion: 'own',
  span: 'own',
  series: 'own',
  opinions: 'own',
  tallies: 'own',
  factorAnswers: 'own',
  names: 'own',
  findName: 'own',
  correct: 'own',
  undoCorrection: 'own',
  corrections: 'own',
  correctedOpinions: 'own',
  lessons: 'own',
  saveLessons: 'own',
  unreadTexts: 'own',
  saveReadings: 'own',
  readingProgress: 'own',
  openImport: 'own',
  finishImport: 'own',
  imports: 'own',
  findImport: 'own',
  undoImport: 'own',
  reserveReport: 'own',
  saveReport: 'own',
  findReport: 'own',
}

export const ACCESS_SCOPES: Scopes<AccessStore> = {
  /** They find out which workspace is meant. */
  grants: 'every',
  redeem: 'every',
  movePlace: 'every',
  /** A place that belongs to another workspace is not given away. */
  linkPlace: 'every',
  hasAdmin: 'own',
  accounts: 'own',
  setRole: 'own',
  groups: 'own',
  setGroupRole: 'own',
  places: 'own',
  removeLink: 'own',
  invites: 'own',
  invite: 'own',
  record: 'own',
  audit: 'own',
  forgetAudit: 'own',
}

export const ALERT_SCOPES: Scopes<AlertStore> = {
  create: 'own',
  list: 'own',
  find: 'own',
  change: 'own',
  remove: 'own',
  /** Health, and what is due. */
  stateCounts: 'every',
  claim: 'every',
  settle: ({ alert }) => alert.workspace,
  incidents: 'own',
  acknowledge: 'own',
  newestFeedback: 'own',
}

export const CAPTURE_SCOPES: Scopes<CaptureStore> = {
  choose: 'own',
  list: 'own',
  remove: 'own',
  /** A reaction may be meant for any. */
  on: 'every',
  note: 'own',
  captured: 'own',
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
  create: 'own',
  list: 'own',
  find: 'own',
  change: 'own',
  remove: 'own',
  /** What is due, and all of a batch at once. */
  planDue: 'every',
  active: 'every',
  claim: 'every',
  queued: 'every',
  plan: 'own',
  complete: ({ digest }) => digest.workspace,
  retry: ({ digest }) => digest.workspace,
  slots: 'own',
  /** Health. */
  stateCounts: 'every',
  slotCounts: 'every',
}

/** Its table belongs to no workspace. */
export const EFFECT_SCOPES: Scopes<EffectStore> = { take: 'none' }

export const FEED_SCOPES: Scopes<FeedStore> = {
  create: 'own',
  list: 'own',
  find: 'own',
  change: 'own',
  remove: 'own',
  /** What is due, one a host. */
  claimDue: 'every',
  complete: 'own',
}

export const HOOK_SCOPES: Scopes<HookStore> = {
  create: 'own',
  list: 'own',
  find: 'own',
  setKeys: 'own',
  remove: 'own',
  takeNonce: 'own',
  noteSuccess: 'own',
  noteFault: 'own',
}

export const LISTENER_SCOPES: Scopes<ListenerStore> = {
  create: 'own',
  list: 'own',
  remove: 'own',
  /** A message may be meant for any. */
  at: 'every',
  note: 'own',
}

export const LOOP_SCOPES: Scopes<LoopStore> = {
  track: 'own',
  item: 'own',
  save: 'own',
  open: 'own',
  openCounts: 'own',
  durations: 'own',
  used: 'own',
  asked: 'own',
  mark: 'own',
  improvements: 'own',
  unmark: 'own',
  /** What is to be looked at. */
  due: 'every',
  settle: 'own',
}

export const MODERATION_SCOPES: Scopes<ModerationStore> = {
  idOf: 'own',
  noteLogged: 'own',
  logged: 'own',
  lastLogged: 'own',
  loggedItems: 'own',
  withdraw: 'own',
  withdrawn: 'own',
  mergedInto: 'own',
  restored: 'own',
  noteChange: 'own',
  changes: 'own',
  changesBy: 'own',
}

export const PORTABLE_SCOPES: Scopes<PortableStore> = {
  rows: 'own',
  insert: 'own',
  startIdsAt: 'own',
  isEmpty: 'own',
}

export const PRIVACY_SCOPES: Scopes<PrivacyStore> = {
  traces: 'own',
  /** A new question takes the place of what the same person asked before, wherever it was. */
  askForget: 'every',
  /** Questions that expired go along, wherever they were. */
  takeForget: 'every',
  /** A name is hashed once, with the key that the tombstones of all have. */
  tombstone: 'every',
  erase: 'own',
  scrub: 'none',
  /** Whom the tombstones of a whole database name. */
  returned: 'every',
  tombstones: 'every',
  adopt: 'every',
  expire: 'own',
}

export const SURVEY_SCOPES: Scopes<SurveyStore> = {
  key: 'own',
  create: 'own',
  list: 'own',
  find: 'own',
  remove: 'own',
  waves: 'own',
  openWave: 'own',
  closeWave: 'own',
  /** What is due. */
  dueWaves: 'every',
  dueMessages: 'every',
  invite: 'own',
  isInvited: 'own',
  lastInvited: 'own',
  addMessage: 'own',
  messages: 'own',
  endMessage: 'own',
  postponeMessage: 'own',
  answer: 'own',
  explain: 'own',
  answerOf: 'own',
  lastAnswered: 'own',
}
