import { previousPeriod, yearEarlier } from '../calendar/periods.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Period } from '../core/period.ts'
import type { MetricName } from './metric-names.ts'
import { VARIANTS } from './question.ts'

/** What an answer is compared with: an earlier period, a fixed target, or nothing. */
export type ResolvedBaseline =
  | { readonly type: 'period'; readonly period: Period }
  | { readonly type: 'target'; readonly value: number }
  | { readonly type: 'none' }

/**
 * Returns what the question asks to compare with; the period before where it asks
 * for nothing. A target is one of the metric's default variant. Throws the UserError `commands.no-target` where no target of the
 * metric is set.
 */
export function resolveBaseline(
  context: CommandContext,
  metric: MetricName,
  variant?: string,
): ResolvedBaseline {
  const { locale, targets, arguments: asked } = context
  const { period, baseline } = asked
  if (!period) return { type: 'none' }
  if (baseline?.type === 'period') return { type: 'period', period: baseline.period }
  if (baseline?.type === 'target') {
    const isDefault = variant === undefined || variant === VARIANTS[metric][0]
    const value = isDefault ? targets[metric] : undefined
    if (value === undefined) {
      throw new UserError('commands.no-target', { metric: [metric, variant].join(' ').trim() })
    }
    return { type: 'target', value }
  }
  const earlier =
    baseline?.type === 'year-earlier' ? yearEarlier(period, locale) : previousPeriod(period, locale)
  return earlier ? { type: 'period', period: earlier } : { type: 'none' }
}
