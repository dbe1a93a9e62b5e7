import type { Alert, AlertRule, Reading } from '../core/alert.ts'
import type { Locale } from '../core/locale.ts'
import type { Text } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { type MessageKey, translator } from '../language/translate.ts'
import { formatInterval, formatValue, textOf } from '../report/values.ts'
import { formatRule, UNITS } from './describe.ts'

/** Returns what fired and by how much: `Centre: negative share is 52.0% (41.2 to 62.6%), above 40%; 86 answers.` */
export function firing(
  { rule, name, locale }: Pick<Alert, 'rule' | 'name' | 'locale'>,
  reading: Reading,
): Text {
  const own = name === formatRule(rule) ? [] : [name]
  const named = [...own, ...(reading.subject === '' ? [] : [reading.subject])].join(', ')
  const subject: Text = named === '' ? [] : [{ text: `${named}: `, style: 'strong', data: true }]
  return [...subject, ...textOf(locale, keyOf(rule), figures(rule, reading, locale))]
}

function keyOf(rule: AlertRule): MessageKey {
  switch (rule.type) {
    case 'level':
      return `alerts:fires.level.${rule.side}`
    case 'change':
      return `alerts:fires.change.${rule.direction}`
    case 'usual':
      return 'alerts:fires.usual'
    case 'each':
      return 'alerts:fires.each'
  }
}

function figures(
  rule: AlertRule,
  reading: Reading,
  locale: Locale,
): Record<string, string | number> {
  const translate = translator(locale)
  const { value, low, high, n, against } = reading
  if (rule.type === 'usual' || rule.type === 'each') {
    const what = translate(`alerts:counts.${rule.count}`)
    const usual = formatCount(Math.round(against ?? 0), locale)
    return { what, count: n, formatted: formatCount(n, locale), usual }
  }
  const unit = UNITS[rule.metric]
  return {
    what: translate(`alerts:metrics.${rule.metric}`),
    value: value === null ? '–' : formatValue(value, unit, locale),
    interval: low === null || high === null ? '–' : formatInterval(low, high, unit, locale),
    against: against === null ? '–' : formatValue(against, unit, locale),
    count: n,
    formatted: formatCount(n, locale),
  }
}
