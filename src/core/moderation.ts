import type { Signature } from './analysis.ts'
import type { NewFeedback } from './feedback.ts'
import type { FeedbackId } from './identity.ts'
import type { LoopItem } from './loop.ts'

/** A piece of feedback that a person logged. */
export interface LoggedItem {
  readonly feedback: FeedbackId
  readonly by: Signature
  /** What became of it. */
  readonly state: 'kept' | 'undone' | 'merged'
  /** The item that it is now part of. */
  readonly into: FeedbackId | null
}

/** One change of feedback by a person: the fields as they were and as they became. */
export interface FeedbackChange {
  readonly feedback: FeedbackId
  readonly by: Signature
  readonly before: Readonly<Record<string, unknown>>
  /** Beside fields: `merged`, the feedback that became part of it, and `undoes`, the change taken back. */
  readonly after: Readonly<Record<string, unknown>>
}

/** A change as it is kept, with its number, which grows with time. */
export interface NotedChange extends FeedbackChange {
  readonly id: number
}

/** Feedback as it was when it was taken out of the counts. */
export interface WithdrawnContent extends NewFeedback {
  /** Absent where nobody was to answer it. */
  readonly loopItem?: LoopItem
}

/** What was taken out of the counts and can come back. */
export interface Withdrawn {
  readonly item: LoggedItem
  readonly content: WithdrawnContent
}
