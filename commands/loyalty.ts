import { trendReport } from '../src/report/trend-report.ts'
import { textMetricCommand } from './text-metric-command.ts'

/** How many positive texts there are for each negative one. */
export const loyalty = textMetricCommand('loyalty', (inquiry, unit) =>
  trendReport(inquiry, unit, null),
)
