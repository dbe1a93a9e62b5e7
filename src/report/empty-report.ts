import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Period } from '../core/period.ts'
import type { Block, Report } from '../core/reply.ts'
import { formatDays } from '../language/format.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { formatCommandLine } from '../parse/index.ts'
import { askedSeries } from './asked-series.ts'
import { definitionOf } from './definition.ts'
import { emptyBlocks } from './empty.ts'
import { type Inquiry, refuseOtherAnswers, wordingOf } from './inquiry.ts'
import { kindOfMetric, type MetricName } from './metric-names.ts'
import { opinionDays } from './opinion-span.ts'
import type { Pooling } from './pooling.ts'
import { seriesFor } from './question.ts'
import { reportOf } from './report-frame.ts'
import type { Wording } from './values.ts'

/**
 * Returns the reply to a question that found no answers: when there are some, and
 * how to see them. `line` asks the same again, where that is not made of the
 * arguments alone; the buttons then ask for the metric itself.
 */
export async function emptyReport(
  inquiry: Inquiry,
  pooling: Pooling,
  line?: string,
): Promise<Report> {
  await refuseOtherAnswers(inquiry)
  const { command, context, period, question } = inquiry
  const wording = wordingOf(inquiry, pooling)
  const alone = { ...command, name: question.name, period: { default: '' } }
  return reportOf(command, context, {
    title: wording.name,
    definition: definitionOf(context.locale, question.name, question.variant, pooling.scale),
    period,
    view: 'text',
    ...(line === undefined ? {} : { commandLine: line }),
    blocks: await emptyBlocksOf(line === undefined ? command : alone, context, {
      wording,
      values: pooling.metric.measure(EMPTY_TALLY),
      metric: question.name,
      period,
    }),
  })
}

/** Returns the blocks of a reply without answers, with buttons that find some. */
export async function emptyBlocksOf(
  command: CommandDeclaration,
  context: CommandContext,
  empty: {
    readonly wording: Wording
    readonly values: readonly Measurement[]
    readonly metric: MetricName
    readonly period: Period
  },
): Promise<readonly Block[]> {
  const { locale, arguments: asked } = context
  const days = await daysWithAnswers(context, empty.metric)
  const subjects = command.name === empty.metric ? [] : asked.subjects
  const everything = formatCommandLine(command, asked, {
    subjects,
    period: null,
    filters: [],
    baseline: null,
  })
  return emptyBlocks(empty.wording, {
    period: empty.period.label,
    values: empty.values,
    filtered: asked.filters.length > 0,
    withoutFilters: formatCommandLine(command, asked, { subjects, filters: [] }),
    ...(days
      ? {
          data: {
            days: formatDays(days.first, days.last, locale),
            command: `${everything} all`,
          },
        }
      : {}),
  })
}

/** Returns the first and the last day that the metric has answers for. */
async function daysWithAnswers(
  context: CommandContext,
  metric: MetricName,
): Promise<{ readonly first: CivilDate; readonly last: CivilDate } | undefined> {
  const { store, workspaceId, zone } = context
  const kind = kindOfMetric(metric)
  if (kind === 'sentiment') {
    const series = seriesFor(metric, await askedSeries(store, workspaceId))
    return opinionDays(
      context,
      series.map(({ id }) => id),
    )
  }
  const span = await store.span(workspaceId, kind ?? undefined)
  if (!span) return undefined
  const calendar = zoneCalendar(zone)
  const dayOf = (at: EpochSeconds) => civilDate(calendar.dayOf(at))
  return { first: dayOf(span.first), last: dayOf(span.last) }
}
