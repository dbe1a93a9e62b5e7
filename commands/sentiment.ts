import { sentimentReport } from '../src/report/sentiment-report.ts'
import { textMetricCommand } from './text-metric-command.ts'

/** What customers feel in what they write: shares, net sentiment and loyalty. */
export const sentiment = textMetricCommand('sentiment', sentimentReport)
