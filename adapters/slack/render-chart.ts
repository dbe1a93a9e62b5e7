import type { ChartSpec } from '../../src/core/chart.ts'
import type { Locale } from '../../src/core/locale.ts'
import { translator } from '../../src/language/translate.ts'
import type { NativeChart } from './blocks.ts'
import { limits } from './limits.ts'
import { cutTo, literal } from './words.ts'

interface Figures {
  readonly type: 'bar' | 'line'
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly unit?: string
}

/**
 * Returns a chart as Slack draws it itself, or undefined where it passes what Slack
 * takes: at most 20 places, six series, a number at every place, short names that differ.
 */
export function nativeChart(spec: ChartSpec, locale: Locale): NativeChart | undefined {
  const { type, categories, series, unit } = figuresOf(spec, locale)
  const places = categories.map(label)
  const names = series.map(({ name }) => label(name))
  const fits =
    allDiffer(places, limits.chartCategories) &&
    allDiffer(names, limits.chartSeries) &&
    series.every(({ values }) => values.every((value) => value !== null && Number.isFinite(value)))
  if (!fits) return undefined
  return {
    type: 'data_visualization',
    title: cutTo(literal(spec.title), limits.chartTitle),
    chart: {
      type,
      series: series.map(({ values }, index) => ({
        name: names[index] ?? '',
        data: places.map((place, at) => ({ label: place, value: rounded(values[at] ?? 0) })),
      })),
      axis_config: { categories: places, ...(unit === undefined ? {} : { y_label: unit }) },
    },
  }
}

function label(text: string): string {
  return cutTo(literal(text).trim(), limits.chartLabel)
}

function allDiffer(names: readonly string[], most: number): boolean {
  return (
    names.length > 0 &&
    names.length <= most &&
    names.every((name) => name !== '') &&
    new Set(names).size === names.length
  )
}

function rounded(value: number): number {
  return Number(value.toPrecision(6))
}

function figuresOf(spec: ChartSpec, locale: Locale): Figures {
  const translate = translator(locale)
  const share = translate('slack:chart.share')
  const answers = translate('slack:chart.answers')
  const value = translate('slack:chart.value')
  switch (spec.type) {
    case 'stacked-share':
      return {
        type: 'bar',
        unit: share,
        categories: spec.parts.map((part) => part.label),
        series: spec.rows.map((row) => ({ name: row.label, values: row.shares })),
      }
    case 'distribution':
      return {
        type: 'bar',
        categories: spec.bars.map((bar) => bar.label),
        series: [{ name: answers, values: spec.bars.map(({ count }) => count) }],
      }
    case 'trend':
      return {
        type: 'line',
        categories: spec.labels,
        series: spec.series.map(({ label: name, points }) => ({
          name,
          values: spec.labels.map((_, index) => points[index]?.value ?? null),
        })),
      }
    case 'dots':
      return {
        type: 'bar',
        categories: spec.rows.map((row) => row.label),
        series: [{ name: value, values: spec.rows.map((row) => row.value) }],
      }
    case 'diverging':
      return {
        type: 'bar',
        categories: spec.rows.map((row) => row.label),
        series: [
          { name: spec.sides.positive, values: spec.rows.map(({ positive }) => positive) },
          { name: spec.sides.negative, values: spec.rows.map(({ negative }) => -negative) },
        ],
      }
    case 'stacked-trend':
      return {
        type: 'line',
        unit: share,
        categories: spec.labels,
        series: spec.parts.map((part, index) => ({
          name: part.label,
          values: spec.labels.map((_, at) => spec.columns[at]?.shares[index] ?? null),
        })),
      }
  }
}
