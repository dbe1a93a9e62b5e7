import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Period } from '../core/period.ts'
import type { DurationGroup, TimeRange } from '../core/store.ts'
import { hoursOf, measureHours, measureTarget, targetCounts } from '../metrics/durations.ts'
import type { Measurement } from '../metrics/measurement.ts'

/** The quantiles that are told. */
export const MEDIAN = 0.5
export const NINETIETH = 0.9

/** What is asked of response times. */
export interface Asked {
  readonly command: CommandDeclaration
  readonly context: CommandContext
  readonly period: Period
  readonly targetMinutes: number
}

/** Both durations of the same items. */
export interface Steps {
  readonly response: DurationGroup
  readonly resolution: DurationGroup
}

const EMPTY: DurationGroup = { value: null, durations: [], waiting: { count: 0, due: 0 } }

/** Returns the durations of one step in a range, for each value of a dimension where one is given. */
export async function groupsIn(
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

/** Returns those of a range as a whole. */
export async function groupIn(
  asked: Asked,
  step: keyof Steps,
  range: TimeRange,
): Promise<DurationGroup> {
  return (await groupsIn(asked, step, range))[0] ?? EMPTY
}

/** Returns both steps in a range. */
export async function stepsIn(asked: Asked, range: TimeRange): Promise<Steps> {
  const [response, resolution] = await Promise.all([
    groupIn(asked, 'response', range),
    groupIn(asked, 'resolution', range),
  ])
  return { response, resolution }
}

/** Returns what is told of both steps: median, 90th percentile and share within the target. */
export function valuesOf(
  { response, resolution }: Steps,
  targetMinutes: number,
): readonly Measurement[] {
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
