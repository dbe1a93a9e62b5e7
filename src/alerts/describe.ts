import type { AlertRule, AlertSettings, AlertWindow, WatchedMetric } from '../core/alert.ts'
import { formatMinute } from '../digests/schedule-words.ts'
import { quoteName } from '../parse/index.ts'
import type { AlertDraft } from './request.ts'
import { formatDuration } from './rule-words.ts'

const SIGNS = { above: '>', below: '<' } as const
/** The units in which watched metrics are given and shown. */
export const UNITS = {
  nps: 'points',
  csat: 'percent',
  ces: 'score',
  rating: 'score',
  'negative-share': 'percent',
  'positive-share': 'percent',
} as const satisfies Readonly<Record<WatchedMetric, string>>

/** Returns the rule as a command line writes it; it reads back to the same rule. */
export function formatRule(rule: AlertRule): string {
  const filters = rule.filters.map(
    ({ dimension, names }) => `${dimension}:${names.map(quoteName).join(',')}`,
  )
  const each = rule.each === null ? [] : [`${rule.each}:*`]
  return [...head(rule), ...each, ...filters].join(' ')
}

/** Returns the line that sets an alert up as the draft of it was written. */
export function formatAlert({ rule }: Pick<AlertSettings, 'rule'>, draft: AlertDraft): string {
  const { name, place, locale, cooldownSeconds, quiet } = draft
  const parts: readonly (readonly [key: string, value: string | undefined])[] = [
    ['name', name],
    ['in', place],
    ['lang', locale],
    ['cooldown', cooldownSeconds === undefined ? undefined : formatDuration(cooldownSeconds)],
    ['quiet', quiet && `${formatMinute(quiet.from)}-${formatMinute(quiet.to)}`],
  ]
  const said = parts.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}:${quoteName(value)}`],
  )
  return ['alert', formatRule(rule), ...said].join(' ')
}

function head(rule: AlertRule): readonly string[] {
  switch (rule.type) {
    case 'level': {
      const { metric, side, bound, least, clearly, window } = rule
      const surely = clearly ? ['clearly'] : []
      const value = UNITS[metric] === 'percent' ? `${bound}%` : String(bound)
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
