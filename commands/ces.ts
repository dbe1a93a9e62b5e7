import { metricCommand } from './metric-command.ts'

/** How easy it was for customers: mean, index or share of easy answers. */
export const ces = metricCommand('ces')
