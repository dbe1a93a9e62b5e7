import { yearEarlier } from '../calendar/periods.ts'
import { dayNumber } from '../calendar/zone.ts'
import type { Breakdown, CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Period } from '../core/period.ts'
import type { Action, ActionsBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { formatCommandLine } from '../parse/index.ts'
import type { MetricName } from './metric-names.ts'
import { capitalised } from './values.ts'

/** The cuts that are offered, the most telling first. */
const OFFERED: readonly Dimension[] = ['store', 'source', 'brand', 'channel', 'product', 'segment']
const MOST_CUTS = 2
const LONG_ENOUGH_FOR_TREND = 28

/** A question that was answered. */
export interface Answered {
  readonly command: CommandDeclaration
  readonly context: CommandContext
  readonly metric: MetricName
  readonly period: Period
}

/** Returns buttons with the questions that follow from this one, only those that the data can answer. */
export async function nextQuestions(answered: Answered): Promise<ActionsBlock> {
  const { command, context, metric, period } = answered
  const { arguments: asked, locale } = context
  const translate = translator(locale)
  const own = { ...command, name: metric }
  const base = { subjects: [], view: null }
  const actions: Action[] = []

  if (!isTimeUnit(asked.by) && command.name !== 'trend') {
    const days = dayNumber(period.to) - dayNumber(period.from)
    actions.push({
      label: translate('commands:actions.trend'),
      command: formatCommandLine(TREND, asked, {
        subjects: [metric],
        ...(days < LONG_ENOUGH_FOR_TREND ? { period: null } : {}),
        by: null,
        baseline: null,
        view: null,
      }),
    })
  }
  for (const dimension of await cutsWithData(context)) {
    actions.push({
      label: capitalised(
        translate('commands:actions.by', { dimension: translate(`report:dimension.${dimension}`) }),
      ),
      command: formatCommandLine(own, asked, { ...base, by: dimension, baseline: null }),
    })
  }
  const quotes = { name: 'quotes', options: [], period: own.period }
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
      command: formatCommandLine(command, asked, { view: 'csv' }),
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

function isTimeUnit(by: Breakdown | null): boolean {
  return by !== null && ['day', 'week', 'month', 'quarter', 'year'].includes(by)
}

/** Returns the first few dimensions that hold at least two names and are not asked for already. */
async function cutsWithData(context: CommandContext): Promise<readonly Dimension[]> {
  const { store, workspaceId, arguments: asked } = context
  const taken = new Set<Breakdown | null>([
    asked.by,
    ...asked.filters.map((each) => each.dimension),
  ])
  const found: Dimension[] = []
  for (const dimension of OFFERED) {
    if (found.length === MOST_CUTS) break
    if (taken.has(dimension)) continue
    const names = await store.names(workspaceId, dimension, { limit: 2 })
    if (names.length > 1) found.push(dimension)
  }
  return found
}
