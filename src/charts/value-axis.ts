import type { NumberUnit } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'
import { axisRange } from './axis.ts'
import { formatValue } from './numbers.ts'
import { ticksOf } from './plan.ts'

/** An axis of values: even for most units, logarithmic for ratios. */
export interface ValueAxis {
  /** The ends, as `at` places them. */
  readonly min: number
  readonly max: number
  /** Returns where a value lies between the ends; nothing and infinity lie at them. */
  at(value: number): number
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
  /** Where the line that parts better from worse is drawn stronger. */
  readonly centre: number
}

/** The furthest that a ratio is drawn from one, in powers of ten. */
const FURTHEST = 4
const MOST_TICKS = 9

/** Returns an axis that holds every value. */
export function valueAxis(
  values: readonly number[],
  unit: NumberUnit,
  locale: Locale,
  ticks?: number,
): ValueAxis {
  if (unit === 'ratio') return ratioAxis(values, locale)
  const axis = axisRange(values, unit, ticks)
  return {
    min: axis.min,
    max: axis.max,
    at: (value) => value,
    ticks: ticksOf(axis).map((at) => ({ at, text: formatValue(at, unit, locale, axis.decimals) })),
    centre: axis.min < 0 ? 0 : Number.NaN,
  }
}

function ratioAxis(values: readonly number[], locale: Locale): ValueAxis {
  const logs = values
    .filter((value) => value > 0 && Number.isFinite(value))
    .map((value) => Math.min(FURTHEST, Math.max(-FURTHEST, Math.log10(value))))
  const endless = values.some((value) => value === Number.POSITIVE_INFINITY)
  const min = Math.min(-0.35, ...logs.map((log) => log - 0.08)) - (values.includes(0) ? 0.35 : 0)
  const max = Math.max(0.35, ...logs.map((log) => log + 0.08)) + (endless ? 0.35 : 0)
  const within = (tick: number) => Math.log10(tick) >= min && Math.log10(tick) <= max
  const powers = Array.from({ length: 2 * FURTHEST + 1 }, (_, index) => 10 ** (index - FURTHEST))
  const fine = powers.flatMap((power) => [1, 2, 5].map((step) => step * power)).filter(within)
  const chosen = fine.length <= MOST_TICKS ? fine : powers.filter(within)
  return {
    min,
    max,
    at: (value) => Math.min(max, Math.max(min, value > 0 ? Math.log10(value) : min)),
    ticks: chosen.map((tick) => ({
      at: Math.log10(tick),
      text: formatValue(tick, 'ratio', locale, Math.max(0, Math.ceil(-Math.log10(tick) - 1e-9))),
    })),
    centre: 0,
  }
}
