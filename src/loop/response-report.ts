import { previousPeriod, yearEarlier } from '../calendar/periods.ts'
import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { isTimeUnit, type Period } from '../core/period.ts'
import type { ParagraphBlock, Report, Text } from '../core/reply.ts'
import type { DurationGroup } from '../core/store.ts'
import { formatCount, formatDuration } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { changeOf } from '../metrics/change.ts'
import { hoursDifference, hoursOf, measureHours } from '../metrics/durations.ts'
import { periodOf } from '../report/asked-period.ts'
import type { Frame } from '../report/chart-frame.ts'
import { detailParagraph, headlineBlock, type ToldChange } from '../report/headline.ts'
import { filtersOf } from '../report/inquiry.ts'
import { reportOf } from '../report/report-frame.ts'
import { unitFor } from '../report/trend-report.ts'
import { textOf, valueLabel, type Wording } from '../report/values.ts'
import { type OpenFigures, openFigures, openText } from './open-figures.ts'
import { byDimension, overTime } from './response-cuts.ts'
import { type Asked, groupIn, MEDIAN, type Steps, stepsIn, valuesOf } from './response-steps.ts'

const DAY_MINUTES = 24 * 60

/**
 * Returns how long people waited for a first answer and for the end of their matter: median,
 * 90th percentile, and the share within the target, against the period before.
 */
export async function responseReport(
  command: CommandDeclaration,
  context: CommandContext,
  targetSeconds: number | undefined,
): Promise<Report> {
  const { locale, arguments: asked } = context
  const { by } = asked
  const period = periodOf(context)
  const targetMinutes = targetSeconds === undefined ? DAY_MINUTES : targetSeconds / 60
  const question: Asked = { command, context, period, targetMinutes }
  const earlier = earlierPeriod(context, period)
  const [steps, before, open] = await Promise.all([
    stepsIn(question, period),
    earlier && groupIn(question, 'response', earlier),
    openFigures(context),
  ])
  const hours = hoursOf(steps.response)
  const values = valuesOf(steps, targetMinutes)
  const wording: Wording = {
    locale,
    name: valueLabel('firstResponse', locale),
    unit: 'hours',
    scale: null,
    higherIsBetter: false,
  }
  const frame: Frame = {
    period,
    n: hours.length,
    filters: filtersOf(context),
    sample: context.workspace.sample,
  }
  const cut =
    by === null || isTimeUnit(by)
      ? await overTime(question, by ?? unitFor(period), wording, frame)
      : await byDimension(question, by, steps.response, wording, frame)
  return reportOf(command, context, {
    title: translator(locale)('loop:response.title'),
    definition: translator(locale)('loop:response.definition'),
    period,
    blocks: [
      headlineBlock(wording, values, period.label, toldChange(hours, before, earlier)),
      detailParagraph(wording, values),
      outcomeText(steps, question),
      openText(open, context),
      ...cut.blocks,
      { type: 'notes', notes: [...cut.notes, ...notesOf(question)] },
      { type: 'actions', actions: openActions(open, context) },
    ],
  })
}

function earlierPeriod({ arguments: { baseline }, locale }: CommandContext, period: Period) {
  if (baseline?.type === 'target') throw new UserError('commands.no-target', { metric: 'response' })
  if (baseline?.type === 'period') return baseline.period
  return baseline?.type === 'year-earlier'
    ? yearEarlier(period, locale)
    : previousPeriod(period, locale)
}

function toldChange(
  later: Float64Array,
  before: DurationGroup | undefined,
  period: Period | undefined,
): ToldChange | undefined {
  if (!before || !period) return undefined
  const earlier = hoursOf(before)
  const value = measureHours('firstResponse', earlier, MEDIAN).value
  const change = changeOf(
    { n: later.length },
    { n: earlier.length, value },
    () => hoursDifference(later, earlier, MEDIAN),
    period,
  )
  return { change, period: period.label }
}

function outcomeText({ response, resolution }: Steps, { context }: Asked): ParagraphBlock {
  const { locale } = context
  const done = (group: DurationGroup) =>
    formatCount(
      group.durations.reduce((sum, { count }) => sum + count, 0),
      locale,
    )
  const all = response.durations.reduce((sum, { count }) => sum + count, response.waiting.count)
  return {
    type: 'paragraph',
    text: textOf(locale, 'loop:response.outcome', {
      answered: done(response),
      resolved: done(resolution),
      all: formatCount(all, locale),
    }),
  }
}

function notesOf({ context: { locale }, targetMinutes }: Asked): readonly Text[] {
  const target = formatDuration(targetMinutes / 60, locale)
  return [
    textOf(locale, 'loop:response.target', { target }),
    textOf(locale, 'loop:response.waiting'),
  ]
}

function openActions({ open }: OpenFigures, { locale }: CommandContext) {
  if (open === 0) return []
  return [{ label: translator(locale)('loop:buttons.open'), command: 'open' }]
}
