import type { Dimension } from '../feedback.ts'
import type { EpochSeconds, FeedbackId, ImprovementId, WorkspaceId } from '../identity.ts'
import type { Improvement, ImprovementSettings, LoopItem, Origin } from '../loop.ts'
import type { Change } from '../reply.ts'
import type { StoreFilter, TimeRange } from './selection.ts'

/** Which of the two durations is meant: from what was said to the first answer, or to the end. */
export type LoopStep = 'response' | 'resolution'

export interface DurationQuery {
  readonly step: LoopStep
  readonly range: TimeRange
  readonly filters: readonly StoreFilter[]
  readonly by?: Dimension
  /** What was said before this has had time enough for the target. */
  readonly dueBefore: EpochSeconds
}

/** How long items of one group took, to the minute, rounded down. */
export interface DurationGroup {
  /** The name of the dimension's value; null without `by` or where feedback has none. */
  readonly value: string | null
  /** Ascending; `due` of the `count` were said before `dueBefore`. */
  readonly durations: readonly DurationCount[]
  readonly waiting: Omit<DurationCount, 'minutes'>
}

export interface DurationCount {
  readonly minutes: number
  readonly count: number
  readonly due: number
}

export interface OpenPage {
  /** Oldest first. */
  readonly items: readonly LoopItem[]
  /** Where the next page starts; null at the end. */
  readonly next: string | null
}

/** How much waits. */
export interface OpenCounts {
  readonly open: number
  /** Read as negative, or rated in the lowest two fifths of the scale. */
  readonly complaints: number
  readonly oldest: EpochSeconds | null
}

/** Items that are to be answered, and what was made better. */
export interface LoopStore {
  /** The item waits from now on, where it is not known yet. */
  track(
    workspace: WorkspaceId,
    item: {
      readonly feedback: FeedbackId
      readonly at: EpochSeconds
      readonly origin: Origin | null
    },
  ): Promise<void>
  item(workspace: WorkspaceId, feedback: FeedbackId): Promise<LoopItem | undefined>
  /** Keeps the item as it is now. */
  save(workspace: WorkspaceId, item: LoopItem): Promise<void>
  open(
    workspace: WorkspaceId,
    query: {
      readonly filters: readonly StoreFilter[]
      readonly limit: number
      readonly after?: string
    },
  ): Promise<OpenPage>
  openCounts(workspace: WorkspaceId, filters: readonly StoreFilter[]): Promise<OpenCounts>
  /** Groups without items are left out. */
  durations(workspace: WorkspaceId, query: DurationQuery): Promise<readonly DurationGroup[]>
  /** Whether anything was ever to be answered. */
  used(workspace: WorkspaceId): Promise<boolean>
  /** Items that somebody wrote in a chat, in order of id. */
  asked(
    workspace: WorkspaceId,
    query: {
      readonly filters: readonly StoreFilter[]
      readonly after: FeedbackId
      readonly limit: number
    },
  ): Promise<readonly LoopItem[]>

  mark(
    workspace: WorkspaceId,
    settings: ImprovementSettings,
    at: EpochSeconds,
  ): Promise<Improvement>
  /** The latest improvement first. */
  improvements(workspace: WorkspaceId): Promise<readonly Improvement[]>
  unmark(workspace: WorkspaceId, id: ImprovementId): Promise<boolean>
  /** Improvements of every workspace that are to be looked at, the longest waiting first. */
  due(now: EpochSeconds, limit: number): Promise<readonly Improvement[]>
  /** False, and nothing is changed, where somebody else did since it was read. */
  settle(
    improvement: Improvement,
    change: {
      readonly state: Improvement['state']
      readonly nextCheck: EpochSeconds
      readonly askedAfter: FeedbackId | null
      readonly outcome: Change | null
    },
  ): Promise<boolean>
}
