import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { isTimeUnit } from '../core/period.ts'
import type { Report } from '../core/reply.ts'
import { breakdownReport } from './breakdown-report.ts'
import { openInquiry } from './inquiry.ts'
import type { ScoredMetric } from './question.ts'
import { trendReport } from './trend-report.ts'
import { valueReport } from './value-report.ts'

/**
 * Returns the answer to a question about a metric: its value and change, cut by
 * a dimension or by time where that is asked. Rejects with the UserErrors of
 * `openInquiry` and of the baseline.
 */
export async function metricReport(
  command: CommandDeclaration,
  context: CommandContext,
  metric: ScoredMetric,
  variant: string | undefined,
): Promise<Report> {
  const inquiry = await openInquiry(command, context, metric, variant)
  const { by } = context.arguments
  if (by === null) return valueReport(inquiry)
  return isTimeUnit(by) ? trendReport(inquiry, by, null) : breakdownReport(inquiry, by)
}
