import type { Signature } from './analysis.ts'
import type { Filter } from './command.ts'
import type { MessageTarget, Owner } from './digest.ts'
import type { EpochSeconds, FeedbackId, ImprovementId, WorkspaceId } from './identity.ts'
import type { Locale } from './locale.ts'
import type { Change } from './reply.ts'

/** `answered`: the customer was written to, the matter is not settled yet. */
const LOOP_STATES = ['open', 'answered', 'resolved'] as const
export type LoopState = (typeof LOOP_STATES)[number]

/** Where somebody wrote what was logged, so that they can be answered there. */
export interface Origin {
  readonly platform: string
  readonly community: string | null
  readonly channel: string
  readonly thread: string | null
  /** As the platform showed it; a word from outside. */
  readonly author: string
}

/** A piece of feedback that somebody is to answer. */
export interface LoopItem {
  readonly feedback: FeedbackId
  /** When it was said. */
  readonly at: EpochSeconds
  readonly state: LoopState
  /** Who answered first; it stays when the item is opened again. */
  readonly firstResponse: Signature | null
  readonly resolution: Signature | null
  readonly origin: Origin | null
}

/** What a person says of something that was made better. */
export interface ImprovementSettings {
  readonly label: string
  /** The metric that it should change. */
  readonly metric: string
  readonly filters: readonly Filter[]
  readonly at: EpochSeconds
  readonly owner: Owner
  readonly target: MessageTarget
  readonly locale: Locale
  /** Those who asked for it are to be told. */
  readonly tell: boolean
}

export interface Improvement extends ImprovementSettings {
  readonly workspace: WorkspaceId
  readonly id: ImprovementId
  readonly createdAt: EpochSeconds
  /** Null while there are too few answers, or where there never were enough. */
  readonly outcome: Change | null
  /** `told`: nothing more is awaited. */
  readonly state: 'watching' | 'told'
  readonly nextCheck: EpochSeconds
  /** Those who asked are told from behind this item; null where all of them are, or none is to be. */
  readonly askedAfter: FeedbackId | null
  /** Grows with every change. */
  readonly revision: number
}
