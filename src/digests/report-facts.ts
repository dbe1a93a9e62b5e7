import type { Change, Report } from '../core/reply.ts'

/** Returns the reports about a number, the first of those about the same one. */
export function metricsAmong(reports: readonly Report[]): readonly Report[] {
  const numbers = new Map<string, Report>()
  for (const report of reports) {
    if (!isMetric(report) || isReason(report)) continue
    const { period, filters } = report
    const { key, value, n } = mainValue(report) ?? {}
    const number = JSON.stringify([key, value, n, period?.from, period?.to, filters])
    if (!numbers.has(number)) numbers.set(number, report)
  }
  return [...numbers.values()]
}

/** Returns whether a report takes the change of a metric apart; told only where that change is clear. */
export function isReason(report: Report): boolean {
  return report.command === 'why'
}

/** Returns whether a report is about one number that can change; others tell a story. */
export function isMetric(report: Report): boolean {
  const value = mainValue(report)
  return value !== undefined && (changeOf(report) !== undefined || value.unit !== 'count')
}

/** Returns the headline of a report, where it has one. */
export function headlineOf(report: Report) {
  return report.blocks.find((block) => block.type === 'headline')
}

/** Returns the first value of a report's headline. */
export function mainValue(report: Report) {
  return headlineOf(report)?.values[0]
}

function changeOf(report: Report): Change | undefined {
  return headlineOf(report)?.change
}

/** Returns how many half-widths of its interval a clear change is away from none; 0 where it is not clear. */
export function clearness(report: Report): number {
  const change = changeOf(report)
  if (!change || (change.verdict !== 'up' && change.verdict !== 'down')) return 0
  const { value, low, high } = change
  if (value === null || low === null || high === null) return 0
  const halfWidth = (high - low) / 2
  return halfWidth > 0 ? Math.abs(value) / halfWidth : Number.MAX_VALUE
}

/** Returns whether a report has nothing to tell. */
export function isEmptyReport({ blocks }: Report): boolean {
  return blocks.every((block) => {
    switch (block.type) {
      case 'headline':
        return block.values.every(({ n }) => n === 0)
      case 'table':
        return block.rows.length === 0
      case 'quotes':
        return block.quotes.length === 0
      case 'chart':
        return false
      default:
        return true
    }
  })
}
