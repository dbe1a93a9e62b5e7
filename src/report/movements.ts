import type { CommandContext, Filter } from '../core/command.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Period } from '../core/period.ts'
import type { Tally, TallyRow } from '../core/store.ts'
import type { Movement } from '../metrics/effect.ts'
import { opinionCounts, opinionTally, sentimentMetric } from '../metrics/sentiment.ts'
import { shareMetric } from '../metrics/share.ts'
import { EMPTY_TALLY, subtractTally } from '../metrics/tally.ts'
import { mapInTurns } from '../metrics/turns.ts'
import { askedSeries } from './asked-series.ts'
import { byValue } from './by-value.ts'
import { findOpinions } from './opinions.ts'
import { poolingOf } from './pooling.ts'
import { askQuestion, type ScoredMetric, seriesFor } from './question.ts'
import { readTallies } from './read-tallies.ts'

/** The metrics and the fields over which everything is scanned. */
const SCANNED = ['nps', 'csat', 'ces', 'rating', 'sentiment'] as const satisfies ScoredMetric[]
const FIELDS = ['store', 'source', 'brand', 'tag'] as const satisfies Dimension[]
export type Field = (typeof FIELDS)[number]

/** What was measured of a subject: one of the metrics, a share of texts or of messages. */
export type Measure = (typeof SCANNED)[number] | 'complaints' | 'praise' | 'messages'

/** One comparison of the scan: a subject, what of it, and its answers in both periods. */
export interface Comparison extends Movement {
  readonly kind: 'metric' | 'aspect' | Field
  /** As stored; the metric's own name where the subject is the whole. */
  readonly name: string
  readonly measure: Measure
  /** All answers that are not of this subject, where it is one value among several. */
  readonly rest?: { readonly later: Tally; readonly earlier: Tally }
}

/** A share of texts, kept in the last of the three bins of a tally. */
function shareOf(key: string, higherIsBetter: boolean) {
  return shareMetric(key, (tally) => opinionCounts(tally).positive, higherIsBetter)
}
const complaints = shareOf('complaints', false)
const praise = shareOf('praise', true)
const messages = shareOf('messages', true)

function partOf(count: number, all: number): Tally {
  return opinionTally({ positive: count, neutral: Math.max(0, all - count), negative: 0 })
}

/** Returns every comparison between the period and the one before it. */
export async function comparisonsOf(
  context: CommandContext,
  period: Period,
  earlier: Period,
): Promise<readonly Comparison[]> {
  const { store, workspaceId, arguments: asked } = context
  const [series, opinions] = await Promise.all([
    askedSeries(store, workspaceId),
    findOpinions(context),
  ])
  const surveys = asked.filters.find(({ dimension }) => dimension === 'survey')?.names
  const questions = series.filter(
    ({ kind, survey }) =>
      kind === 'sentiment' || !surveys || (survey !== null && surveys.includes(survey)),
  )
  const filters: readonly Filter[] = asked.filters
  const ranges = [period, earlier]
  const aspects = [...(opinions?.aspects ?? [])].map(([key, id]) => ({ key, id }))
  const free = FIELDS.filter((field) => !filters.some(({ dimension }) => dimension === field))
  const [whole, ...cut] = await Promise.all([
    readTallies(store, workspaceId, { series: [...questions, ...aspects], filters }, ranges),
    ...free.map((field) =>
      readTallies(store, workspaceId, { series: questions, filters }, ranges, field),
    ),
  ])
  const comparisons: Comparison[] = []
  for (const measure of SCANNED) {
    if (seriesFor(measure, questions).length === 0) continue
    const question = askQuestion(measure, undefined, questions, [], (name) => name)
    const ids = new Set(question.series.map(({ id }) => id))
    const own = (rows: readonly TallyRow[]) => rows.filter((row) => ids.has(row.series))
    const { metric, pool } = poolingOf(question, own(whole ?? []))
    const sides = (rows: readonly TallyRow[]) => ({
      later: pool(rows.filter((row) => row.range === 0)),
      earlier: pool(rows.filter((row) => row.range === 1)),
    })
    const all = sides(own(whole ?? []))
    comparisons.push({ kind: 'metric', name: measure, measure, metric, ...all })
    for (const [index, field] of free.entries()) {
      const cuts = byName(own(cut[index] ?? []))
      const found = await mapInTurns(cuts, ([name, rows]): Comparison => {
        const { later, earlier: before } = sides(rows)
        const rest = {
          later: subtractTally(all.later, later),
          earlier: subtractTally(all.earlier, before),
        }
        return { kind: field, name, measure, metric, later, earlier: before, rest }
      })
      comparisons.push(...found)
    }
  }
  return [
    ...comparisons,
    ...aspectComparisons(whole ?? [], aspects, opinions?.texts),
    ...tagComparisons(whole ?? [], cut[free.indexOf('tag')] ?? [], opinions?.texts, aspects),
  ]
}

/** Returns the rows of each value that has a name. */
function byName(rows: readonly TallyRow[]): readonly (readonly [string, readonly TallyRow[]])[] {
  return [...byValue(rows)].flatMap(([name, own]) => (name === null ? [] : [[name, own] as const]))
}

/** How each aspect is spoken of, and how many of all texts praise and scold it. */
function aspectComparisons(
  rows: readonly TallyRow[],
  aspects: readonly { readonly key: string; readonly id: number }[],
  texts: number | undefined,
): readonly Comparison[] {
  const tally = (range: number, id: number | undefined) =>
    rows.find((row) => row.range === range && row.series === id)?.tally ?? EMPTY_TALLY
  const all = [0, 1].map((range) => tally(range, texts).n)
  return aspects.flatMap(({ key, id }): Comparison[] => {
    const [later, earlier] = [tally(0, id), tally(1, id)]
    if (later.n + earlier.n === 0) return []
    const head = { kind: 'aspect', name: key } as const
    const share = (side: 'positive' | 'negative') => ({
      later: partOf(opinionCounts(later)[side], all[0] ?? 0),
      earlier: partOf(opinionCounts(earlier)[side], all[1] ?? 0),
    })
    return [
      { ...head, measure: 'sentiment', metric: sentimentMetric, later, earlier },
      { ...head, measure: 'complaints', metric: complaints, ...share('negative') },
      { ...head, measure: 'praise', metric: praise, ...share('positive') },
    ]
  })
}

/** Which share of all messages carries each tag. */
function tagComparisons(
  whole: readonly TallyRow[],
  rows: readonly TallyRow[],
  texts: number | undefined,
  aspects: readonly { readonly id: number }[],
): readonly Comparison[] {
  const opinions = new Set<number | undefined>([texts, ...aspects.map(({ id }) => id)])
  const count = (of: readonly TallyRow[], range: number) =>
    of.reduce(
      (sum, row) => sum + (row.range === range && !opinions.has(row.series) ? row.tally.n : 0),
      0,
    )
  const all = [count(whole, 0), count(whole, 1)] as const
  return byName(rows).map(([name, own]) => ({
    kind: 'tag',
    name,
    measure: 'messages',
    metric: messages,
    later: partOf(count(own, 0), all[0]),
    earlier: partOf(count(own, 1), all[1]),
  }))
}
