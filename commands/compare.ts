import { allPeriod, previousPeriod, sameElapsedPart, yearEarlier } from '../src/calendar/periods.ts'
import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import type { Period } from '../src/core/period.ts'
import { formatCommandLine, formatPeriod } from '../src/parse/index.ts'
import { breakdownOf } from '../src/parse/readers.ts'
import { askedSeries } from '../src/report/asked-series.ts'
import { byValue } from '../src/report/by-value.ts'
import { comparisonReport } from '../src/report/comparison-report.ts'
import {
  COMPARED,
  filterOf,
  findNames,
  type Sides,
  takePeriods,
} from '../src/report/comparison-sides.ts'
import {
  askQuestion,
  type Instead,
  metricsWithAnswers,
  type ScoredMetric,
} from '../src/report/question.ts'
import { readTallies } from '../src/report/read-tallies.ts'
import { ALL_VARIANTS, SCORED_METRICS } from './metric-subject.ts'

/** What to write, where it is not clear what to compare. */
const EXAMPLE = 'compare nps last-month vs prev'

/**
 * The difference between two names of one field or two periods. Its words are
 * names and periods in any order, so the grammar leaves periods to the command.
 */
export const compare: Command = {
  name: 'compare',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  subject: { name: 'what', required: false, max: 16, from: 'dimension-value' },
  period: null,
  breakdowns: [],
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [{ type: 'choice', name: 'variant', values: ALL_VARIANTS }],
  async run(context) {
    const { arguments: asked } = context
    const [first = '', ...rest] = asked.subjects
    const named = SCORED_METRICS.find((name) => name === first.toLowerCase())
    const metric = named ?? (await anyMetric(context))
    const words = named ? rest : asked.subjects
    const instead: Instead = (other, variant) =>
      formatCommandLine(compare, asked, {
        subjects: [other, ...words],
        options: variant === undefined ? {} : { variant },
      })
    const { names, periods } = await takePeriods(context, words)
    const { sides, period, filters } = await sidesOf(context, { metric, instead }, names, periods)
    refuseSame(sides)
    if (sides.type === 'names' && filters.some((each) => each.dimension === sides.dimension)) {
      throw new UserError(
        'commands.compare-filtered',
        { dimension: sides.dimension },
        formatCommandLine(compare, asked, {
          filters: filters.filter((each) => each.dimension !== sides.dimension),
        }),
      )
    }
    const narrowed = { ...asked, subjects: [metric], filters, period, baseline: null }
    const line = formatCommandLine(compare, narrowed, {
      view: null,
      filters: sides.type === 'names' ? [...filters, filterOf(sides)] : filters,
    })
    const dates =
      sides.type === 'names'
        ? formatPeriod(period)
        : `${formatPeriod(sides.earlier)} ${formatPeriod(sides.later)}`
    return comparisonReport(
      compare,
      { ...context, arguments: { ...narrowed, periodGiven: true } },
      { metric, sides, line: `${line} ${dates}`, instead },
    )
  },
}

function refuseSame(sides: Sides): void {
  const [one, other, name] =
    sides.type === 'names'
      ? [sides.first, sides.second, sides.first]
      : [
          sides.earlier.from + sides.earlier.to,
          sides.later.from + sides.later.to,
          sides.later.label,
        ]
  if (one === other) throw new UserError('commands.compare-same', { name })
}

/** Returns the first metric that the workspace has answers for. */
async function anyMetric({ store, workspaceId }: CommandContext): Promise<ScoredMetric> {
  const metrics = metricsWithAnswers(await askedSeries(store, workspaceId))
  return SCORED_METRICS.find((name) => metrics.includes(name)) ?? 'nps'
}

interface Comparison {
  readonly sides: Sides
  /** All that is compared lies in it. */
  readonly period: Period
  readonly filters: CommandContext['arguments']['filters']
}

async function sidesOf(
  context: CommandContext,
  about: { readonly metric: ScoredMetric; readonly instead: Instead },
  names: readonly string[],
  periods: readonly Period[],
): Promise<Comparison> {
  const { arguments: asked, store, workspaceId, locale, zone, now } = context
  const other = baselineOf(context, periods[0])
  const dates = other ? [other, ...periods] : periods
  if (names.length === 0 && dates.length === 2) {
    const [a, b] = dates as readonly [Period, Period]
    const [first, later] = a.start <= b.start ? [a, b] : [b, a]
    const earlier = sameElapsedPart(later, first, locale)
    return { sides: { type: 'periods', earlier, later }, period: later, filters: asked.filters }
  }
  if (dates.length > 1) throw new UserError('commands.compare-two', { count: dates.length })
  const span = await store.span(workspaceId)
  const period = dates[0] ?? allPeriod(span, { zone, now, locale })
  if (names.length > 0) {
    const [first, second] = names
    if (first === undefined || second === undefined) {
      return fieldOf(context, about, first ?? '', period)
    }
    if (names.length > 2) throw new UserError('commands.compare-two', { count: names.length })
    const sides = await findNames(context, [first, second])
    return { sides, period, filters: asked.filters }
  }
  const pair = asked.filters.find((filter) => filter.names.length > 1)
  const [first, second] = pair?.names ?? []
  if (!pair || first === undefined || second === undefined) {
    throw new UserError('commands.compare-what', {}, EXAMPLE)
  }
  if (pair.names.length > 2)
    throw new UserError('commands.compare-two', { count: pair.names.length })
  return {
    sides: { type: 'names', dimension: pair.dimension, first, second },
    period,
    filters: asked.filters.filter((filter) => filter !== pair),
  }
}

/** Returns what `vs …` names, seen from the period beside it. */
function baselineOf(
  { arguments: { baseline }, locale }: CommandContext,
  period: Period | undefined,
): Period | undefined {
  if (baseline === null) return undefined
  if (baseline.type === 'period') return baseline.period
  const earlier =
    period && baseline.type !== 'target'
      ? { previous: previousPeriod, 'year-earlier': yearEarlier }[baseline.type](period, locale)
      : undefined
  if (!earlier) throw new UserError('commands.compare-what', {}, EXAMPLE)
  return earlier
}

/** Returns the two names with the most answers of the field that the word names. */
async function fieldOf(
  context: CommandContext,
  { metric, instead }: { readonly metric: ScoredMetric; readonly instead: Instead },
  word: string,
  period: Period,
): Promise<Comparison> {
  const { store, workspaceId, arguments: asked } = context
  const dimension = COMPARED.find((each) => each === breakdownOf(word))
  if (!dimension) {
    await findNames(context, [word, word])
    throw new UserError('commands.compare-what', {}, EXAMPLE)
  }
  const series = await askedSeries(store, workspaceId)
  const question = askQuestion(metric, asked.options['variant'], series, asked.filters, instead)
  const rows = await readTallies(store, workspaceId, question, [period], dimension)
  const counts = [...byValue(rows)].flatMap(([name, own]) =>
    name === null ? [] : [{ name, n: own.reduce((sum, { tally }) => sum + tally.n, 0) }],
  )
  const [first, second] = counts.sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1))
  if (!first || !second) throw new UserError('commands.compare-one-name', { dimension })
  const sides = { type: 'names' as const, dimension, first: first.name, second: second.name }
  return { sides, period, filters: asked.filters }
}
