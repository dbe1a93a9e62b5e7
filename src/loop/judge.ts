import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Improvement } from '../core/loop.ts'
import type { Change } from '../core/reply.ts'
import type { Store, TimeRange } from '../core/store.ts'
import { changeBetween } from '../metrics/change.ts'
import { FEW } from '../metrics/measurement.ts'
import { askedSeries } from '../report/asked-series.ts'
import { type Pooling, poolingOf } from '../report/pooling.ts'
import { askQuestion, type ScoredMetric } from '../report/question.ts'
import { readTallies } from '../report/read-tallies.ts'

export const WEEK = 7 * 86_400
/** After this nobody waits for an answer any more. */
const MOST_WEEKS = 26

/** What may be said of an improvement. */
export type Judgement =
  /** Too few answers so far, or no whole week. */
  | { readonly type: 'later'; readonly at: EpochSeconds }
  | { readonly type: 'judged'; readonly change: Change; readonly pooling: Pooling }
  | { readonly type: 'never'; readonly change: Change | null }

/**
 * Returns whether the metric changed with the improvement: as many whole weeks after it as
 * before, so that every weekday counts alike, once each side has thirty answers. When to look
 * depends on the number of answers and not on what they say, so one look keeps its 95 %.
 */
export async function judge(
  { at, metric, filters, workspace }: Improvement,
  {
    store,
    zone,
    now,
  }: { readonly store: Store; readonly zone: string; readonly now: EpochSeconds },
): Promise<Judgement> {
  const weeks = Math.floor((now - at) / WEEK)
  const next = { type: 'later', at: (at + Math.max(1, weeks + 1) * WEEK) as EpochSeconds } as const
  if (weeks < 1) return next
  const span = Math.min(weeks, MOST_WEEKS) * WEEK
  const before: TimeRange = { start: (at - span) as EpochSeconds, end: at }
  const after: TimeRange = { start: at, end: (at + span) as EpochSeconds }
  const late = weeks >= MOST_WEEKS
  try {
    const series = await askedSeries(store, workspace)
    const question = askQuestion(metric as ScoredMetric, undefined, series, filters, (name) => name)
    const rows = await readTallies(store, workspace, question, [before, after])
    const pooling = poolingOf(question, rows)
    const [earlier, later] = [0, 1].map((range) =>
      pooling.pool(rows.filter((row) => row.range === range)),
    )
    if (!earlier || !later) return next
    const calendar = zoneCalendar(zone)
    const [from, to] = [before.start, before.end].map((each) => civilDate(calendar.dayOf(each)))
    const days = { from: from ?? null, to: to ?? null }
    const change = changeBetween(pooling.metric, later, earlier, days)
    if (later.n >= FEW && earlier.n >= FEW) return { type: 'judged', change, pooling }
    return late ? { type: 'never', change } : next
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return late ? { type: 'never', change: null } : next
  }
}
