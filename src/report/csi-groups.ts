import { axisLabels, splitPeriod } from '../calendar/periods.ts'
import type { Dimension } from '../core/feedback.ts'
import type { TimeUnit } from '../core/period.ts'
import type { FactorAnswers } from '../core/store.ts'
import { verdict } from '../metrics/change.ts'
import {
  type CsiOptions,
  type CsiResult,
  csiDifference,
  customerSatisfactionIndex,
} from '../metrics/csi.ts'
import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from '../metrics/false-discovery.ts'
import type { Finding } from '../metrics/groups.ts'
import { TOO_FEW } from '../metrics/measurement.ts'
import { type BreakdownParts, breakdownParts } from './breakdown.ts'
import type { Frame } from './chart-frame.ts'
import type { CsiInquiry } from './csi-report.ts'
import { type TrendParts, trendParts } from './trend.ts'

/** More groups than this are not resampled; those with the most answers are. */
const GROUPS = 25
const POINTS = 60
/** Intervals of groups are wide: this many replicates tell them well enough. */
const REPLICATES = 300
/** So many of the other respondents tell the rest well enough to compare a group with. */
const REST = 1_000

/** Returns the index of each group of a dimension, with the weights of the whole. */
export async function csiByDimension(
  { context, period, wording, whole, answers, read }: CsiInquiry,
  by: Dimension,
  frame: Frame,
): Promise<BreakdownParts> {
  const names = await context.store.names(context.workspaceId, by, { limit: GROUPS })
  const found = await read([period], { dimension: by, names })
  const groups = []
  for (const [index, name] of names.entries()) {
    const own = found[index]?.answers ?? []
    if (own.length === 0) continue
    const ids = new Set(own.map(({ id }) => id))
    const rest = evenly(
      answers.filter(({ id }) => !ids.has(id)),
      REST,
    )
    const options = optionsFor(own, whole)
    const { value } = await customerSatisfactionIndex(own, options)
    const difference = await csiDifference(own, rest, options)
    groups.push({ name, values: [value], difference: difference?.difference ?? null })
  }
  const tested = groups.flatMap(({ difference }) => difference?.pValue ?? [])
  const adjusted = [...benjaminiHochberg(tested)]
  const judged = groups.map(
    ({ name, values, difference }): Parameters<typeof breakdownParts>[2][number] => {
      if (!difference) return { name, values }
      const pValue = adjusted.shift() ?? 1
      const finding: Finding = {
        difference,
        adjusted: pValue,
        verdict: pValue <= FALSE_DISCOVERY_RATE ? verdict(difference) : 'no-clear-change',
      }
      return { name, values, finding }
    },
  )
  return breakdownParts(wording, by, judged, whole.value, frame)
}

/** Returns the index of each part of the period, with the weights of the whole. */
export async function csiByTime(
  { context, period, wording, whole, read }: CsiInquiry,
  unit: TimeUnit,
  frame: Frame,
): Promise<TrendParts> {
  const parts = splitPeriod(period, unit, context.locale).slice(-POINTS)
  const points = []
  for (const { answers } of await read(parts)) {
    const { value } = await customerSatisfactionIndex(answers, optionsFor(answers, whole))
    points.push(value)
  }
  return trendParts(
    wording,
    {
      unit,
      labels: axisLabels(parts, unit, context.locale),
      lines: [{ name: null, points }],
      unfinished: parts.at(-1)?.complete === false,
    },
    frame,
  )
}

/** Returns the weights of the whole for the factors that enough of these respondents rated. */
function optionsFor(answers: readonly FactorAnswers[], whole: CsiResult): CsiOptions {
  const weights = Object.entries(whole.weights).filter(
    ([factor]) => answers.filter(({ factors }) => factor in factors).length >= TOO_FEW,
  )
  const replicates = REPLICATES
  return weights.length > 0 ? { weights: Object.fromEntries(weights), replicates } : { replicates }
}

/** Returns at most `most` of the items, evenly chosen. */
function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = items.length / most
  if (step <= 1) return items
  return Array.from({ length: most }, (_, index) => items[Math.floor(index * step)] as Item)
}
