import { yearEarlier } from '../calendar/periods.ts'
import { dayNumber } from '../calendar/zone.ts'
import type { Breakdown, CommandContext, CommandDeclaration } from '../core/command.ts'
import { isTimeUnit, type Period } from '../core/period.ts'
import type { Action, ActionsBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { formatCommandLine } from '../parse/index.ts'
import type { MetricName } from './metric-names.ts'

/** The cuts that are offered, the most telling first. */
const OFFERED = ['store', 'source', 'brand', 'channel', 'product', 'segment'] as const
type Offered = (typeof OFFERED)[number]
const MOST_CUTS = 2
const LONG_ENOUGH_FOR_TREND = 28

/** A question that was answered. */
export interface Answered {
  readonly command: CommandDeclaration
  readonly context: CommandContext
  readonly metric: MetricName
  readonly period: Period
  /** Asks the same again, without a view; where it is not made of the arguments alone. */
  readonly line?: string
}

/** Returns buttons with the questions that follow from this one, only those that the data can answer. */
export async function nextQuestions(answered: Answered): Promise<ActionsBlock> {
  const { command, context, line, metric, period } = answered
  const { arguments: asked, locale } = context
  const translate = translator(locale)
  const { options } = context.registry.find(metric) ?? command
  const own = { name: metric, options, period: { default: '' } }
  const base = { subjects: [], view: null, period }
  const actions: Action[] = []

  const isOverTime = asked.by !== null && isTimeUnit(asked.by)
  if (!isOverTime && command.name !== 'trend') {
    const days = dayNumber(period.to) - dayNumber(period.from)
    actions.push({
      label: translate('commands:actions.trend'),
      command: formatCommandLine(TREND, asked, {
        subjects: [metric],
        period: days < LONG_ENOUGH_FOR_TREND ? null : period,
        by: null,
        baseline: null,
        view: null,
      }),
    })
  }
  for (const dimension of await cutsWithData(context)) {
    actions.push({
      label: translate(`commands:actions.by.${dimension}`),
      command: formatCommandLine(own, asked, { ...base, by: dimension, baseline: null }),
    })
  }
  const quotes = { ...own, name: 'quotes', options: [] }
  actions.push({
    label: translate('commands:actions.quotes'),
    command: formatCommandLine(quotes, asked, { ...base, by: null, baseline: null, options: {} }),
  })
  const earlier = yearEarlier(period, locale)
  const span = await context.store.span(context.workspaceId)
  if (asked.baseline === null && earlier && span && span.first < earlier.end) {
    actions.push({
      label: translate('commands:actions.year-earlier'),
      command: formatCommandLine(own, asked, { ...base, baseline: { type: 'year-earlier' } }),
    })
  }
  if (asked.view !== 'csv') {
    actions.push({
      label: translate('commands:actions.csv'),
      command: `${line ?? formatCommandLine(command, asked, { view: null })} as csv`,
    })
  }
  return { type: 'actions', actions }
}

/** As much of the trend command as its command line takes. */
const TREND = {
  name: 'trend',
  options: [{ type: 'choice', name: 'variant', values: [] }],
  period: { default: '' },
} as const

/** Returns the first few dimensions that hold at least two names and are not asked for already. */
async function cutsWithData(context: CommandContext): Promise<readonly Offered[]> {
  const { store, workspaceId, arguments: asked } = context
  const taken = new Set<Breakdown | null>([
    asked.by,
    ...asked.filters.map((each) => each.dimension),
  ])
  const found: Offered[] = []
  for (const dimension of OFFERED) {
    if (found.length === MOST_CUTS) break
    if (taken.has(dimension)) continue
    const names = await store.names(workspaceId, dimension, { limit: 2 })
    if (names.length > 1) found.push(dimension)
  }
  return found
}
