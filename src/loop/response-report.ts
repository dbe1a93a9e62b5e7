import { axisLabels, previousPeriod, splitPeriod, yearEarlier } from '../calendar/periods.ts'
import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { DIMENSIONS, type Dimension } from '../core/feedback.ts'
import type { Period, TimeUnit } from '../core/period.ts'
import type { Block, ParagraphBlock, Report, Text } from '../core/reply.ts'
import type { DurationGroup, TimeRange } from '../core/store.ts'
import { formatCount, formatDuration } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { changeOf } from '../metrics/change.ts'
import {
  hoursDifference,
  hoursOf,
  measureHours,
  measureTarget,
  mergeDurations,
  targetCounts,
} from '../metrics/durations.ts'
import { type Finding, findingsOf } from '../metrics/groups.ts'
import { type Measurement, TOO_FEW } from '../metrics/measurement.ts'
import { breakdownParts } from '../report/breakdown.ts'
import type { Frame } from '../report/chart-frame.ts'
import { detailParagraph, headlineBlock, type ToldChange } from '../report/headline.ts'
import { filtersOf } from '../report/inquiry.ts'
import { reportOf } from '../report/report-frame.ts'
import { trendParts } from '../report/trend.ts'
import { checkPoints, unitFor } from '../report/trend-report.ts'
import { textOf, valueLabel, type Wording } from '../report/values.ts'
import { type OpenFigures, openFigures, openText } from './open-figures.ts'

const DAY_MINUTES = 24 * 60
const [MEDIAN, NINETIETH] = [0.5, 0.9]
/** A group that has no other to differ from. */
const ALONE: Finding = { difference: null, adjusted: null, verdict: 'no-clear-change' }

interface Asked {
  readonly command: CommandDeclaration
  readonly context: CommandContext
  readonly period: Period
  readonly targetMinutes: number
}

/** Both durations of the same items. */
interface Steps {
  readonly response: DurationGroup
  readonly resolution: DurationGroup
}

const EMPTY: DurationGroup = { value: null, durations: [], waiting: { count: 0, due: 0 } }

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
  const { period, by } = asked
  if (!period) throw new RangeError(`${command.name} has a default period`)
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
  const isTime = by !== null && !isDimension(by)
  const cut =
    by !== null && isDimension(by)
      ? await byDimension(question, by, steps.response, wording, frame)
      : await overTime(question, isTime ? by : unitFor(period), wording, frame)
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

async function groupsIn(
  { context, targetMinutes }: Asked,
  step: keyof Steps,
  { start, end }: TimeRange,
  by?: Dimension,
): Promise<readonly DurationGroup[]> {
  const { store, workspaceId, now, arguments: asked } = context
  return await store.loop.durations(workspaceId, {
    step,
    range: { start, end },
    filters: asked.filters,
    dueBefore: (now - targetMinutes * 60) as typeof now,
    ...(by === undefined ? {} : { by }),
  })
}

async function groupIn(asked: Asked, step: keyof Steps, range: TimeRange): Promise<DurationGroup> {
  return (await groupsIn(asked, step, range))[0] ?? EMPTY
}

async function stepsIn(asked: Asked, range: TimeRange): Promise<Steps> {
  const [response, resolution] = await Promise.all([
    groupIn(asked, 'response', range),
    groupIn(asked, 'resolution', range),
  ])
  return { response, resolution }
}

function valuesOf({ response, resolution }: Steps, targetMinutes: number): readonly Measurement[] {
  const [answered, resolved] = [hoursOf(response), hoursOf(resolution)]
  return [
    measureHours('firstResponse', answered, MEDIAN),
    measureHours('firstResponseP90', answered, NINETIETH),
    measureTarget('answeredInTime', targetCounts(response, targetMinutes)),
    measureHours('resolution', resolved, MEDIAN),
    measureHours('resolutionP90', resolved, NINETIETH),
    measureTarget('resolvedInTime', targetCounts(resolution, targetMinutes)),
  ]
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

interface Cut {
  readonly blocks: readonly (Block | undefined)[]
  readonly notes: readonly Text[]
}

async function overTime(
  asked: Asked,
  unit: TimeUnit,
  wording: Wording,
  frame: Frame,
): Promise<Cut> {
  const { period, context } = asked
  const parts = splitPeriod(period, unit, context.locale)
  checkPoints(asked, unit, parts.length)
  const groups = await Promise.all(parts.map((part) => groupIn(asked, 'response', part)))
  const points = groups.map((group) => measureHours('firstResponse', hoursOf(group), MEDIAN))
  const trend = trendParts(
    wording,
    {
      unit,
      labels: axisLabels(parts, unit, context.locale),
      lines: [{ name: null, points }],
      unfinished: parts.at(-1)?.complete === false,
    },
    frame,
  )
  return { blocks: [trend.chart, trend.table], notes: trend.notes }
}

async function byDimension(
  asked: Asked,
  by: Dimension,
  whole: DurationGroup,
  wording: Wording,
  frame: Frame,
): Promise<Cut> {
  const groups = await groupsIn(asked, 'response', asked.period, by)
  const cut = groups.map((group) => ({
    group,
    own: hoursOf(group),
    rest: hoursOf(mergeDurations(groups.filter((other) => other !== group))),
  }))
  const findings = findingsOf(
    cut.map(({ own, rest }) =>
      own.length < TOO_FEW || rest.length < TOO_FEW ? null : hoursDifference(own, rest, MEDIAN),
    ),
  )
  const measured = cut.map(({ group, own }, index) => ({
    name: group.value,
    values: [
      measureHours('firstResponse', own, MEDIAN),
      measureHours('firstResponseP90', own, NINETIETH),
      measureTarget('answeredInTime', targetCounts(group, asked.targetMinutes)),
    ],
    finding: (cut.length === 1 ? ALONE : findings[index]) ?? ALONE,
  }))
  const overall = measureHours('firstResponse', hoursOf(whole), MEDIAN)
  const parts = breakdownParts(wording, by, measured, overall, frame)
  return { blocks: [parts.summary, parts.chart, parts.table], notes: parts.notes }
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

function isDimension(by: Dimension | TimeUnit): by is Dimension {
  return (DIMENSIONS as readonly string[]).includes(by)
}
