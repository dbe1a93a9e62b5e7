import type { AlertRule, AlertWindow, WatchedMetric } from '../core/alert.ts'
import { quoteName } from '../parse/index.ts'
import { formatDuration } from './rule-words.ts'

const SIGNS = { above: '>', below: '<' } as const
const PERCENT: ReadonlySet<WatchedMetric> = new Set(['csat', 'negative-share', 'positive-share'])

/** Returns the rule as a command line writes it; it reads back to the same rule. */
export function formatRule(rule: AlertRule): string {
  const filters = rule.filters.map(
    ({ dimension, names }) => `${dimension}:${names.map(quoteName).join(',')}`,
  )
  const each = rule.each === null ? [] : [`${rule.each}:*`]
  return [...head(rule), ...each, ...filters].join(' ')
}

function head(rule: AlertRule): readonly string[] {
  switch (rule.type) {
    case 'level': {
      const { metric, side, bound, least, clearly, window } = rule
      const surely = clearly ? ['clearly'] : []
      const value = PERCENT.has(metric) ? `${bound}%` : String(bound)
      return ['when', metric, SIGNS[side], value, ...surely, during(window), `min ${least}`]
    }
    case 'change':
      return ['when', rule.metric, rule.direction, 'clearly', during(rule.window)]
    case 'usual':
      return ['when', rule.count, `${rule.factor}x usual`, during(rule.window)]
    case 'each':
      return ['on', rule.count]
  }
}

function during(window: AlertWindow): string {
  return window.type === 'calendar'
    ? `this ${window.unit}`
    : `last ${formatDuration(window.seconds)}`
}
