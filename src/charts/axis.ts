import type { NumberUnit } from '../core/chart.ts'

export interface AxisRange {
  readonly min: number
  readonly max: number
  readonly step: number
  /** Digits after the point that tell neighbouring ticks apart. */
  readonly decimals: number
}

const limits: Readonly<Record<NumberUnit, readonly [number, number]>> = {
  points: [-100, 100],
  percent: [0, 100],
  score: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  count: [0, Number.POSITIVE_INFINITY],
  ratio: [0, Number.POSITIVE_INFINITY],
  hours: [0, Number.POSITIVE_INFINITY],
}
/** The least that an axis shows, so that noise in equal values does not look like movement. */
const leastSpan: Readonly<Record<NumberUnit, number>> = {
  points: 10,
  percent: 5,
  score: 0.5,
  count: 5,
  ratio: 0.5,
  hours: 0.25,
}

/** Returns the smallest of 1, 2, 2.5, 5 or 10 times a power of ten that is not below `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/**
 * Returns an axis of about `ticks` even steps that holds every value, with a little room at both
 * ends, inside what the unit can reach.
 */
export function axisRange(values: readonly number[], unit: NumberUnit, ticks = 5): AxisRange {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (unit === 'count' || unit === 'hours') low = Math.min(low, 0)
  const [bottom, top] = limits[unit]
  const middle = (low + high) / 2
  const span = Math.max((high - low) * 1.08, leastSpan[unit], Math.abs(middle) * 1e-6)
  const step = niceStep(span / ticks)
  const clamp = (value: number): number =>
    low >= bottom && high <= top ? Math.min(top, Math.max(bottom, value)) : value
  const min = Math.floor(clamp(middle - span / 2) / step + 1e-9) * step
  const max = Math.ceil(clamp(middle + span / 2) / step - 1e-9) * step
  const decimals = step >= 1 && Number.isInteger(step) ? 0 : step >= 0.1 && step !== 0.25 ? 1 : 2
  return { min, max: max > min ? max : min + step, step, decimals }
}
