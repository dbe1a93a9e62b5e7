import type { Filter } from './command.ts'
import type { MessageTarget, Owner } from './digest.ts'
import type { Dimension } from './feedback.ts'
import type { AlertId, EpochSeconds, FeedbackId, WorkspaceId } from './identity.ts'
import type { Locale } from './locale.ts'

/** Metrics that an alert can watch. Shares are of analysed texts, in percent. */
const WATCHED_METRICS = [
  'nps',
  'csat',
  'ces',
  'rating',
  'negative-share',
  'positive-share',
] as const
export type WatchedMetric = (typeof WATCHED_METRICS)[number]

/** What an alert can count. */
const WATCHED_COUNTS = ['answers', 'mentions', 'negative', 'positive', 'detractors'] as const
export type WatchedCount = (typeof WATCHED_COUNTS)[number]

/** The time that is looked at: the last so many seconds, or a calendar unit so far. */
export type AlertWindow =
  | { readonly type: 'rolling'; readonly seconds: number }
  | { readonly type: 'calendar'; readonly unit: 'day' | 'week' | 'month' }

interface RuleFrame {
  readonly filters: readonly Filter[]
  /** `store:*`: each value is watched by itself. */
  readonly each: Dimension | null
  readonly window: AlertWindow
}

/** When an alert fires. */
export type AlertRule =
  /** A value beyond a bound, from `least` answers on; `clearly`: with its whole interval. */
  | (RuleFrame & {
      readonly type: 'level'
      readonly metric: WatchedMetric
      readonly side: 'above' | 'below'
      readonly bound: number
      readonly least: number
      readonly clearly: boolean
    })
  /** A clear change against the same part of the window before. */
  | (RuleFrame & {
      readonly type: 'change'
      readonly metric: WatchedMetric
      readonly direction: 'drops' | 'rises'
    })
  /** A count that is clearly, and so many times, what is usual for that hour and weekday. */
  | (RuleFrame & {
      readonly type: 'usual'
      readonly count: WatchedCount
      readonly factor: number
    })
  /** Every new piece of feedback of a kind. */
  | (RuleFrame & { readonly type: 'each'; readonly count: Exclude<WatchedCount, 'answers'> })

/** No messages between two times of the wall clock; over midnight where `from` is later. */
export interface QuietHours {
  readonly from: number
  readonly to: number
  /** An IANA zone. */
  readonly zone: string
}

export interface AlertSettings {
  readonly name: string
  readonly owner: Owner
  readonly target: MessageTarget
  readonly rule: AlertRule
  readonly locale: Locale
  /** After a message, so long nothing more is told of the same thing. */
  readonly cooldownSeconds: number
  readonly quiet: QuietHours | null
}

export interface Alert extends AlertSettings {
  readonly workspace: WorkspaceId
  readonly id: AlertId
  readonly state: 'active' | 'muted' | 'held'
  /** Why it is held, as a message id. */
  readonly reason: string | null
  readonly createdAt: EpochSeconds
  /** Nothing is told before then. */
  readonly snoozedUntil: EpochSeconds | null
  /** The last piece of feedback that was looked at, for rules about each. */
  readonly seen: FeedbackId | null
  /** When all that there was had been looked at; not while nothing may be told. */
  readonly lookedAt: EpochSeconds
}

/** One thing that an alert told of, from its beginning to its end. */
export interface Incident {
  readonly alert: AlertId
  /** The name that `each` watches; empty where the rule watches everything. */
  readonly subject: string
  readonly startedAt: EpochSeconds
  /** Null while nobody was told, as in quiet hours. */
  readonly toldAt: EpochSeconds | null
  readonly resolvedAt: EpochSeconds | null
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: EpochSeconds | null
  readonly reading: Reading
}

/** What an evaluation saw. */
export interface Reading {
  readonly subject: string
  readonly firing: boolean
  /** The watched value or count; null where there are too few answers. */
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
  /** What it is compared with: the bound, the value before, the usual count. */
  readonly against: number | null
  /** Ids of the feedback that it is about, for rules about each; newest first. */
  readonly items: readonly FeedbackId[]
}

/** An alert that one worker holds for a while. */
export interface ClaimedAlert {
  readonly alert: Alert
  readonly open: readonly Incident[]
  readonly fence: number
}
