import { axisLabels, splitPeriod } from '../calendar/periods.ts'
import type { Dimension } from '../core/feedback.ts'
import type { TimeUnit } from '../core/period.ts'
import type { Block, Text } from '../core/reply.ts'
import type { DurationGroup } from '../core/store.ts'
import {
  hoursDifference,
  hoursOf,
  measureHours,
  measureTarget,
  mergeDurations,
  targetCounts,
  withoutDurations,
} from '../metrics/durations.ts'
import { ALONE, findingsOf } from '../metrics/groups.ts'
import { TOO_FEW } from '../metrics/measurement.ts'
import { mapInTurns } from '../metrics/turns.ts'
import { breakdownParts } from '../report/breakdown.ts'
import type { Frame } from '../report/chart-frame.ts'
import { trendParts } from '../report/trend.ts'
import { checkPoints } from '../report/trend-report.ts'
import type { Wording } from '../report/values.ts'
import { type Asked, groupIn, groupsIn, MEDIAN, NINETIETH } from './response-steps.ts'

/** Blocks and notes that show a part of the answer. */
export interface Cut {
  readonly blocks: readonly (Block | undefined)[]
  readonly notes: readonly Text[]
}

/** Returns the median over time; nothing where nobody was answered. */
export async function overTime(
  asked: Asked,
  unit: TimeUnit,
  wording: Wording,
  frame: Frame,
): Promise<Cut> {
  const { period, context } = asked
  const parts = splitPeriod(period, unit, context.locale)
  checkPoints(asked, unit, parts.length)
  const groups = await Promise.all(parts.map((part) => groupIn(asked, 'response', part)))
  if (groups.every(({ durations }) => durations.length === 0)) return { blocks: [], notes: [] }
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

/** Returns the values of a dimension, each against all the others. */
export async function byDimension(
  asked: Asked,
  by: Dimension,
  whole: DurationGroup,
  wording: Wording,
  frame: Frame,
): Promise<Cut> {
  const groups = await groupsIn(asked, 'response', asked.period, by)
  const all = mergeDurations(groups).durations
  const findings = findingsOf(
    await mapInTurns(groups, (group) => {
      const own = hoursOf(group)
      if (own.length < TOO_FEW) return null
      const rest = hoursOf({ durations: withoutDurations(all, group.durations) })
      return rest.length < TOO_FEW ? null : hoursDifference(own, rest, MEDIAN)
    }),
  )
  const measured = await mapInTurns(groups, (group, index) => {
    const own = hoursOf(group)
    return {
      name: group.value,
      values: [
        measureHours('firstResponse', own, MEDIAN),
        measureHours('firstResponseP90', own, NINETIETH),
        measureTarget('answeredInTime', targetCounts(group, asked.targetMinutes)),
      ],
      finding: (groups.length === 1 ? ALONE : findings[index]) ?? ALONE,
    }
  })
  const overall = measureHours('firstResponse', hoursOf(whole), MEDIAN)
  const parts = breakdownParts(wording, by, measured, overall, frame)
  return { blocks: [parts.summary, parts.chart, parts.table], notes: parts.notes }
}
