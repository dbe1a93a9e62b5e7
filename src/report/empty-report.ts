import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { Report } from '../core/reply.ts'
import { formatCommandLine } from '../dispatch/command-line.ts'
import { formatDays } from '../language/format.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { definitionOf } from './definition.ts'
import { emptyBlocks } from './empty.ts'
import { type Inquiry, refuseOtherAnswers, wordingOf } from './inquiry.ts'
import { kindOfMetric } from './metric-names.ts'
import type { Pooling } from './question.ts'
import { reportOf } from './report-frame.ts'

/** Returns the reply to a question that found no answers: when there are some, and how to see them. */
export async function emptyReport(inquiry: Inquiry, pooling: Pooling): Promise<Report> {
  await refuseOtherAnswers(inquiry)
  const { command, context, period, question } = inquiry
  const { store, workspaceId, locale, zone, arguments: asked } = context
  const kind = kindOfMetric(question.name) ?? undefined
  const span = await store.span(workspaceId, kind)
  const calendar = zoneCalendar(zone)
  const data = span && {
    days: formatDays(
      civilDate(calendar.dayOf(span.first)),
      civilDate(calendar.dayOf(span.last)),
      locale,
    ),
    command: `${formatCommandLine(command, asked, { period: null, filters: [], baseline: null })} all`,
  }
  const withoutFilters = formatCommandLine(command, asked, { filters: [] })
  return reportOf(command, context, {
    title: wordingOf(inquiry, pooling).name,
    definition: definitionOf(locale, question.name, question.variant, pooling.scale),
    period,
    view: 'text',
    blocks: emptyBlocks(wordingOf(inquiry, pooling), {
      period: period.label,
      values: pooling.metric.measure(EMPTY_TALLY),
      filtered: question.filters.length > 0,
      withoutFilters,
      ...(data ? { data } : {}),
    }),
  })
}
