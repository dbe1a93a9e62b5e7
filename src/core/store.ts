import type { AccessStore } from './store/access.ts'
import type { AlertStore } from './store/alerts.ts'
import type { CaptureStore } from './store/captures.ts'
import type { CorrectionStore } from './store/corrections.ts'
import type { CountStore } from './store/counts.ts'
import type { DeliveryStore } from './store/delivery.ts'
import type { DigestStore } from './store/digests.ts'
import type { EffectStore } from './store/effects.ts'
import type { FeedbackStore } from './store/feedback.ts'
import type { FeedStore } from './store/feeds.ts'
import type { HookStore } from './store/hooks.ts'
import type { ImportStore } from './store/imports.ts'
import type { ListenerStore } from './store/listeners.ts'
import type { LoopStore } from './store/loop.ts'
import type { ModerationStore } from './store/moderation.ts'
import type { NameStore } from './store/names.ts'
import type { PortableStore } from './store/portable.ts'
import type { PrivacyStore } from './store/privacy.ts'
import type { ReadingStore } from './store/readings.ts'
import type { ReportStore } from './store/reports.ts'
import type { SurveyStore } from './store/surveys.ts'
import type { WorkspaceStore } from './store/workspaces.ts'

export type * from './store/access.ts'
export type * from './store/alerts.ts'
export type * from './store/captures.ts'
export type * from './store/corrections.ts'
export * from './store/counts.ts'
export type * from './store/delivery.ts'
export type * from './store/digests.ts'
export type * from './store/effects.ts'
export type * from './store/feedback.ts'
export type * from './store/feeds.ts'
export type * from './store/hooks.ts'
export type * from './store/imports.ts'
export type * from './store/listeners.ts'
export type * from './store/loop.ts'
export type * from './store/moderation.ts'
export type * from './store/names.ts'
export type * from './store/portable.ts'
export type * from './store/privacy.ts'
export type * from './store/readings.ts'
export type * from './store/reports.ts'
export type * from './store/selection.ts'
export type * from './store/surveys.ts'
export type * from './store/workspaces.ts'

/**
 * What the bot asks of a database, in the domain's words; one contract for each
 * subject. Every call but those of {@link WorkspaceStore} is about one workspace. A
 * write is done as a whole or not at all. Faults reject with a StorageError.
 */
export interface Store
  extends WorkspaceStore,
    FeedbackStore,
    CountStore,
    NameStore,
    CorrectionStore,
    ReadingStore,
    ImportStore,
    ReportStore {
  /** Who may do what, and the log of it. */
  readonly access: AccessStore
  readonly engine: {
    readonly name: 'sqlite' | 'postgres'
    readonly version: string
    /**
     * Where the database can keep workspaces apart by itself: what its administrator has to run
     * so that it does; null where it does.
     */
    readonly rowSecurity?: { readonly remedy: string | null }
  }
  /** The inbox and the outbox. */
  readonly delivery: DeliveryStore
  /** What is to be answered, and what was made better. */
  readonly loop: LoopStore
  /** What people logged and changed. */
  readonly moderation: ModerationStore
  /** What a workspace owns beside feedback. */
  readonly portable: PortableStore
  /** What is stored of single people. */
  readonly privacy: PrivacyStore
  /** Alerts and what they told of. */
  readonly alerts: AlertStore
  /** Pages on the web that feedback is read from. */
  readonly feeds: FeedStore
  /** Addresses that survey tools post answers to. */
  readonly hooks: HookStore
  /** Places whose messages are listened to. */
  readonly listeners: ListenerStore
  /** Channels in which a reaction logs a message. */
  readonly captures: CaptureStore
  /** Digests and the ledger of their slots. */
  readonly digests: DigestStore
  /** Which lines were carried out without the inbox. */
  readonly effects: EffectStore
  /** Surveys in chat, and answers while they are kept aside. */
  readonly surveys: SurveyStore
  /**
   * Runs work in one write transaction: what it does through the store that it is
   * given, the inbox and the outbox included, is done as a whole or, where it
   * rejects, not at all. It must not use the outer store for writing meanwhile.
   */
  atomically<Result>(work: (store: Store) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
