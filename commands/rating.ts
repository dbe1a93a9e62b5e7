import { metricCommand } from './metric-command.ts'

/** The mean rating of reviews, with its distribution. */
export const rating = metricCommand('rating')
