import type { AlertRule, WatchedCount, WatchedMetric } from '../core/alert.ts'
import { UserError } from '../core/errors.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store, StoreFilter, Tally, TimeRange } from '../core/store.ts'
import type { Metric } from '../metrics/measurement.ts'
import { isRecommendQuestion } from '../metrics/nps.ts'
import { OPINION_SCALE, opinionCounts } from '../metrics/sentiment.ts'
import { shareMetric } from '../metrics/share.ts'
import { combineTallies, EMPTY_TALLY } from '../metrics/tally.ts'
import { type AskedSeries, askedSeries } from '../report/asked-series.ts'
import { poolingOf, type SeriesTally } from '../report/pooling.ts'
import { askQuestion, type Question } from '../report/question.ts'
import { readTallies } from '../report/read-tallies.ts'

export interface Watching {
  readonly store: Store
  readonly workspace: WorkspaceId
}

/** Tallies of one watched name, one for each range. */
export interface Watched {
  readonly subject: string
  readonly tallies: readonly Tally[]
}

/** A metric over what is watched. */
export interface WatchedValues {
  readonly metric: Metric
  readonly groups: readonly Watched[]
}

type Selection = Pick<AlertRule, 'filters' | 'each'>

/**
 * Returns a metric of each watched name in several ranges. Rejects with the UserErrors of
 * `askQuestion` where the workspace has no such answers.
 */
export async function watchMetric(
  metric: WatchedMetric,
  selection: Selection,
  ranges: readonly TimeRange[],
  { store, workspace }: Watching,
): Promise<WatchedValues> {
  const question = await questionOf(metric, selection.filters, { store, workspace })
  const rows = await readTallies(store, workspace, question, ranges, selection.each ?? undefined)
  const pooling = poolingOf(question, rows)
  const groups = grouped(rows, ranges.length, selection, (parts) => pooling.pool(parts))
  return { metric: shareOf(metric) ?? pooling.metric, groups }
}

async function questionOf(
  metric: WatchedMetric,
  filters: readonly StoreFilter[],
  { store, workspace }: Watching,
): Promise<Question> {
  const series = await askedSeries(store, workspace)
  const instead = (name: string) => `when ${name} drops clearly this week`
  if (shareOf(metric) === undefined) {
    const name = metric as 'nps' | 'csat' | 'ces' | 'rating'
    return askQuestion(name, undefined, series, filters, instead)
  }
  const aspect = filters.find(({ dimension }) => dimension === 'aspect')?.names[0]
  const rest = filters.filter(({ dimension }) => dimension !== 'aspect')
  const question = askQuestion('sentiment', undefined, series, rest, instead)
  if (aspect === undefined) return question
  const own = (await store.opinions(workspace)).find((each) => each.aspect === aspect)
  if (!own) throw new UserError('alerts.no-such-aspect', { aspect })
  const asked: AskedSeries = {
    id: own.id,
    kind: 'sentiment',
    survey: null,
    scale: OPINION_SCALE,
  }
  return { ...question, series: [asked] }
}

function shareOf(metric: WatchedMetric): Metric | undefined {
  switch (metric) {
    case 'negative-share':
      return {
        ...shareMetric('negative', (tally) => opinionCounts(tally).negative),
        higherIsBetter: false,
      }
    case 'positive-share':
      return shareMetric('positive', (tally) => opinionCounts(tally).positive)
    default:
      return undefined
  }
}

/** Returns how much there is of what a rule counts, for each watched name, in each range. */
export async function watchCount(
  count: WatchedCount,
  selection: Selection,
  ranges: readonly TimeRange[],
  { store, workspace }: Watching,
): Promise<readonly { readonly subject: string; readonly counts: readonly number[] }[]> {
  const series =
    count === 'answers' || count === 'detractors'
      ? (await store.series(workspace)).filter(
          (each) => count === 'answers' || isRecommendQuestion(each),
        )
      : await opinionsOf(selection.filters, { store, workspace })
  const filters = selection.filters.filter(({ dimension }) => dimension !== 'aspect')
  if (series.length === 0) return []
  const question = { series, filters }
  const rows = await readTallies(store, workspace, question, ranges, selection.each ?? undefined)
  return grouped(rows, ranges.length, selection, (parts) =>
    combineTallies(parts.map(({ tally }) => tally)),
  ).map(({ subject, tallies }) => ({
    subject,
    counts: tallies.map((tally) => counted(count, tally)),
  }))
}

async function opinionsOf(filters: readonly StoreFilter[], { store, workspace }: Watching) {
  const aspect = filters.find(({ dimension }) => dimension === 'aspect')?.names[0] ?? null
  return (await store.opinions(workspace)).filter((each) => each.aspect === aspect)
}

function counted(count: WatchedCount, tally: Tally): number {
  switch (count) {
    case 'answers':
    case 'mentions':
      return tally.n
    case 'negative':
      return opinionCounts(tally).negative
    case 'positive':
      return opinionCounts(tally).positive
    case 'detractors':
      return tally.bins.slice(0, 7).reduce((sum, each) => sum + each, 0)
  }
}

function grouped(
  rows: readonly (SeriesTally & { readonly range: number; readonly value: string | null })[],
  ranges: number,
  { each }: Selection,
  pool: (parts: readonly SeriesTally[]) => Tally,
): readonly Watched[] {
  const subjects =
    each === null
      ? ['']
      : [...new Set(rows.flatMap(({ value }) => (value === null ? [] : [value])))].sort()
  return subjects.map((subject) => {
    const own = each === null ? rows : rows.filter(({ value }) => value === subject)
    return {
      subject,
      tallies: Array.from({ length: ranges }, (_, range) => {
        const parts = own.filter((row) => row.range === range)
        return parts.length === 0 ? EMPTY_TALLY : pool(parts)
      }),
    }
  })
}
