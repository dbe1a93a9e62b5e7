import { metricCommand } from './metric-command.ts'

/** How satisfied customers are: the share of top answers, or the mean. */
export const csat = metricCommand('csat')
