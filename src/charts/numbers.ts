import type { NumberUnit } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'
import { formatDuration, formatNumber } from '../language/format.ts'

const decimalsOf: Readonly<Record<NumberUnit, number>> = {
  points: 1,
  percent: 1,
  score: 2,
  count: 0,
  ratio: 2,
  hours: 1,
}

const formats = new Map<string, Intl.NumberFormat>()

/** One format costs more than the drawing of a bar, so each is made once. */
function formatOf(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${options.style ?? ''} ${options.minimumFractionDigits ?? ''}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(locale, options)
  formats.set(key, format)
  return format
}

/** Returns a share of 0–100 with a percent sign where the locale puts it. */
export function formatPercent(value: number, locale: Locale, decimals = 0): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return formatOf(locale, { style: 'percent', ...digits })
    .format(value / 100)
    .replace('-', '−')
}

/** Returns a share of 0–100 without decimals, unless it is so small that it would read as none. */
export function formatShare(share: number, locale: Locale): string {
  return formatPercent(share, locale, share > 0 && share < 0.5 ? 1 : 0)
}

/** Returns a value as it stands in a chart; `decimals` are the unit's own unless given. */
export function formatValue(
  value: number,
  unit: NumberUnit,
  locale: Locale,
  decimals = decimalsOf[unit],
): string {
  if (unit === 'percent') return formatPercent(value, locale, decimals)
  if (unit === 'hours') return formatDuration(value, locale)
  if (Number.isFinite(value) && Math.abs(value) >= 1e7) {
    return formatOf(locale, { notation: 'compact', maximumFractionDigits: 1 })
      .format(value)
      .replace('-', '−')
  }
  return formatNumber(value, locale, { decimals })
}

/** Returns a target or reference value: a round one without decimals. */
export function formatMark(value: number, unit: NumberUnit, locale: Locale): string {
  return formatValue(value, unit, locale, Number.isInteger(value) ? 0 : decimalsOf[unit])
}
